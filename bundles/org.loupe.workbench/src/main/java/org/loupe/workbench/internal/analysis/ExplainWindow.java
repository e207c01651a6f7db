package org.loupe.workbench.internal.analysis;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Scrolled;
import org.loupe.workbench.internal.widgets.Styles;

/** What a figure shows, how sure it is and what it does not say, in a small window. */
final class ExplainWindow {
  private static final int WIDTH = 520;
  private static final int MOST_HEIGHT = 640;
  private static final int MARGIN = 14;
  private static final int GAP = 10;

  private ExplainWindow() {}

  /** Opens a window that goes with Esc. */
  static void open(Shell parent, String title, List<Explanation.Section> sections) {
    Shell shell = new Shell(parent, SWT.DIALOG_TRIM | SWT.RESIZE);
    shell.setText(title);
    Ids.mark(shell, "explain");
    shell.setLayout(new GridLayout());
    ScrolledComposite scroll = new ScrolledComposite(shell, SWT.V_SCROLL);
    scroll.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    scroll.setExpandHorizontal(true);
    scroll.setExpandVertical(true);
    Composite column = new Composite(scroll, SWT.NONE);
    GridLayout layout = new GridLayout();
    layout.marginWidth = MARGIN;
    layout.marginHeight = MARGIN;
    column.setLayout(layout);
    for (Explanation.Section section : sections) {
      Label heading = Styles.style(new Label(column, SWT.NONE), Styles.HEADING);
      heading.setText(Styles.plain(section.heading()));
      GridData headingData = new GridData(SWT.FILL, SWT.TOP, true, false);
      headingData.verticalIndent = column.getChildren().length > 1 ? GAP : 0;
      heading.setLayoutData(headingData);
      Label text = new Label(column, SWT.WRAP);
      text.setText(Styles.plain(section.text()));
      GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
      data.widthHint = WIDTH - 2 * MARGIN;
      text.setLayoutData(data);
      Ids.mark(text, "explain." + section.id());
    }
    scroll.setContent(column);
    scroll.addListener(
        SWT.Resize,
        event ->
            Scrolled.setLeast(
                scroll, 0, column.computeSize(scroll.getClientArea().width, SWT.DEFAULT).y));
    shell.addListener(
        SWT.Traverse,
        event -> {
          if (event.detail == SWT.TRAVERSE_ESCAPE) {
            shell.close();
          }
        });
    Point size = shell.computeSize(WIDTH, SWT.DEFAULT);
    shell.setSize(size.x, Math.min(MOST_HEIGHT, size.y));
    shell.open();
  }
}
