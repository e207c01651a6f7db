package org.loupe.workbench.internal.widgets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

/**
 * Some sentences, wrapped, for places where they change often: GTK takes 20 ms and more to lay out
 * a label of three lines, which several of them together make felt.
 */
public final class Paragraph extends Canvas {
  private final transient TextLayout layout;

  /** Nothing yet. */
  public Paragraph(Composite parent) {
    super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
    layout = new TextLayout(getDisplay());
    addListener(SWT.Dispose, event -> layout.dispose());
    addListener(
        SWT.Paint,
        event -> {
          wrap(getClientArea().width);
          event.gc.setForeground(getForeground());
          layout.draw(event.gc, 0, 0);
        });
    getAccessible()
        .addAccessibleListener(
            new AccessibleAdapter() {
              @Override
              public void getName(AccessibleEvent event) {
                event.result = getText();
              }
            });
    getAccessible()
        .addAccessibleControlListener(
            new AccessibleControlAdapter() {
              @Override
              public void getRole(AccessibleControlEvent event) {
                event.detail = ACC.ROLE_LABEL;
              }
            });
  }

  /** Says something else. The room it needs may be another then. */
  public void setText(String text) {
    if (!text.equals(layout.getText())) {
      layout.setText(text);
      setData(Ids.TEXT, text);
      redraw();
    }
  }

  /** What it says. */
  public String getText() {
    return layout.getText();
  }

  @Override
  public Point computeSize(int wide, int high, boolean changed) {
    wrap(wide);
    int width = wide == SWT.DEFAULT ? layout.getBounds().width : wide;
    return new Point(width, high == SWT.DEFAULT ? layout.getBounds().height : high);
  }

  private void wrap(int width) {
    layout.setFont(getFont());
    layout.setWidth(width == SWT.DEFAULT ? SWT.DEFAULT : Math.max(1, width));
  }
}
