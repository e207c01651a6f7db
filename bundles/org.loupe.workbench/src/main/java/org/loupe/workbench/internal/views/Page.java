package org.loupe.workbench.internal.views;

import java.util.function.Consumer;
import org.eclipse.e4.ui.css.swt.dom.WidgetElement;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

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

  /** Adds a heading below the buttons. */
  Page heading(String text) {
    Label label = Styles.style(new Label(column, SWT.NONE), Styles.HEADING);
    label.setText(Styles.plain(text));
    GridData data = new GridData(SWT.CENTER, SWT.TOP, true, false);
    data.verticalIndent = 16;
    label.setLayoutData(data);
    return this;
  }

  /** Adds a link on a line of its own. */
  Page link(String id, String text, String tip, Runnable action) {
    Link link = new Link(column, SWT.NONE);
    link.setText("<a>" + Styles.plain(text) + "</a>");
    link.setToolTipText(tip);
    link.setLayoutData(new GridData(SWT.CENTER, SWT.TOP, true, false));
    link.addListener(SWT.Selection, event -> action.run());
    Ids.mark(link, id);
    return this;
  }

  /** Adds a line to copy, with a button that does it. */
  Page copied(String id, String name, String line, Consumer<String> copy) {
    Composite row = new Composite(column, 0);
    GridData data = new GridData(SWT.CENTER, SWT.TOP, true, false);
    data.widthHint = TEXT_WIDTH;
    row.setLayoutData(data);
    GridLayout layout = new GridLayout(2, false);
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    row.setLayout(layout);
    Text text = new Text(row, SWT.BORDER | SWT.SINGLE | SWT.READ_ONLY);
    text.setText(line);
    text.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
    Ids.mark(text, id, name);
    Button button = new Button(row, SWT.PUSH);
    button.setText("Copy");
    button.addListener(SWT.Selection, event -> copy.accept(line));
    Ids.mark(button, id + ".copy");
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
