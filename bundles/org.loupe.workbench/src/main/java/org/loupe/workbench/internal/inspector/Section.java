package org.loupe.workbench.internal.inspector;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.loupe.workbench.internal.widgets.Styles;

/** A heading, and labels and values below: beside each other, or one above the other. */
final class Section {
  static final int LABEL_WIDTH = 104;

  private final Composite frame;
  private final Composite body;

  Section(Composite parent, String title) {
    frame = new Composite(parent, SWT.NONE);
    frame.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    GridLayout outer = new GridLayout();
    outer.marginWidth = 0;
    outer.marginHeight = 0;
    outer.verticalSpacing = 4;
    frame.setLayout(outer);
    Label heading = Styles.style(new Label(frame, SWT.NONE), Styles.HEADING);
    heading.setText(title);
    body = new Composite(frame, SWT.NONE);
    body.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
    GridLayout layout = new GridLayout(2, false);
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    layout.verticalSpacing = 4;
    layout.horizontalSpacing = 8;
    body.setLayout(layout);
  }

  Composite body() {
    return body;
  }

  /** Where it is narrow, labels stand above their values. */
  void arrange(boolean narrow) {
    ((GridLayout) body.getLayout()).numColumns = narrow ? 1 : 2;
  }

  void clear() {
    for (Control child : body.getChildren()) {
      child.dispose();
    }
  }

  void show(boolean visible) {
    ((GridData) frame.getLayoutData()).exclude = !visible;
    frame.setVisible(visible);
  }
}
