package org.loupe.workbench.internal.inspector;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/**
 * What a field is for, or what is wrong with it. Has room for the longest text shown so far, so
 * that what stands above it moves rarely.
 */
final class HelpArea {
  private static final int WIDTH_HINT = 100;
  private static final String TWO_LINES = "\n";

  private final Label label;
  private final GridData data;
  private final Runnable grown;
  private int width = WIDTH_HINT;

  /**
   * An empty area.
   *
   * @param grown called when the area became higher
   */
  HelpArea(Composite parent, Runnable grown) {
    this.grown = grown;
    label = Styles.style(new Label(parent, SWT.WRAP), Styles.QUIET);
    data = new GridData(SWT.FILL, SWT.BOTTOM, true, false);
    data.widthHint = WIDTH_HINT;
    label.setLayoutData(data);
    Ids.mark(label, "inspector.help");
    begin(false);
  }

  /** Begins anew for another form; without any there is no area. */
  void begin(boolean form) {
    data.exclude = !form;
    label.setVisible(form);
    label.setText(TWO_LINES);
    data.heightHint = height();
    label.setText("");
  }

  /** Shows a text, which may make the area higher but never lower. */
  void show(String text) {
    label.setText(Styles.plain(text));
    int height = height();
    if (height > data.heightHint) {
      data.heightHint = height;
      grown.run();
    }
  }

  /** Fits the area to another width. */
  void fit(int newWidth) {
    width = newWidth;
  }

  private int height() {
    return label.computeSize(width, SWT.DEFAULT).y;
  }
}
