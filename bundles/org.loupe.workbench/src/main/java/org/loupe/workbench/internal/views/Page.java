package org.loupe.workbench.internal.views;

import org.eclipse.e4.ui.css.swt.dom.WidgetElement;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.workbench.internal.widgets.Ids;

/** A quiet page in place of content: what is the case, and what people can do. */
final class Page {
  private static final int TEXT_WIDTH = 480;

  private final Composite column;
  private final Composite buttons;

  private Page(Composite parent) {
    Composite page = new Composite(parent, 0);
    page.setLayout(new GridLayout());
    column = new Composite(page, 0);
    column.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, true));
    GridLayout layout = new GridLayout();
    layout.verticalSpacing = 16;
    column.setLayout(layout);
    buttons = new Composite(column, 0);
  }

  /** Makes a page with a title and a text. */
  static Page of(Composite parent, String title, String text) {
    Page page = new Page(parent);
    page.label("pageTitle", title);
    if (!text.isEmpty()) {
      page.label("pageText", text);
    }
    RowLayout row = new RowLayout();
    row.spacing = 8;
    row.marginLeft = 0;
    row.marginTop = 8;
    page.buttons.setLayout(row);
    page.buttons.setLayoutData(new GridData(SWT.CENTER, SWT.TOP, true, false));
    page.buttons.moveBelow(null);
    return page;
  }

  /** Adds a button. */
  Page button(String id, String text, Runnable action) {
    Button button = new Button(buttons, SWT.PUSH);
    button.setText(text);
    button.addListener(SWT.Selection, event -> action.run());
    Ids.mark(button, id);
    return this;
  }

  private void label(String style, String text) {
    Label label = new Label(column, SWT.WRAP | SWT.CENTER);
    label.setText(text.replace("&", "&&"));
    WidgetElement.setCSSClass(label, style);
    Ids.mark(label, style.equals("pageTitle") ? "page.title" : "page.text");
    GridData data = new GridData(SWT.CENTER, SWT.TOP, true, false);
    data.widthHint = TEXT_WIDTH;
    label.setLayoutData(data);
  }
}
