package org.loupe.workbench.internal.windows;

import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** Links and words beside each other, of which only those take room that are shown. */
final class LinkLine {
  private final Composite line;

  /** Makes an empty line. */
  LinkLine(Composite parent, int spacing) {
    line = new Composite(parent, SWT.NONE);
    RowLayout layout = new RowLayout();
    layout.wrap = false;
    layout.center = true;
    layout.marginTop = 0;
    layout.marginBottom = 0;
    layout.marginLeft = 0;
    layout.marginRight = 0;
    layout.spacing = spacing;
    line.setLayout(layout);
  }

  /** The widget. */
  Composite control() {
    return line;
  }

  /**
   * Adds a link behind the others.
   *
   * @param action takes the words that were clicked
   */
  Link link(String id, String text, Consumer<String> action) {
    Link link = new Link(line, SWT.NONE);
    link.setText(text);
    link.setLayoutData(new RowData());
    link.addListener(SWT.Selection, event -> action.accept(event.text));
    Ids.mark(link, id);
    return link;
  }

  /** Adds quiet words behind the others. */
  Label words(String id) {
    Label words = Styles.style(new Label(line, SWT.NONE), Styles.QUIET);
    words.setLayoutData(new RowData());
    Ids.mark(words, id);
    return words;
  }

  /** Shows what was added to a line, or leaves its room to the others. */
  static void show(Control added, boolean visible) {
    ((RowData) added.getLayoutData()).exclude = !visible;
    added.setVisible(visible);
    added.requestLayout();
  }
}
