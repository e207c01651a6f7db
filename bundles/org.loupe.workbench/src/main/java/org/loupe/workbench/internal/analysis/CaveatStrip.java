package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.loupe.analysis.Info;
import org.loupe.analysis.Result;
import org.loupe.plots.render.Theme;
import org.loupe.workbench.internal.core.CaveatBook;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/**
 * What the shown results are to be read with, above everything else; not there while there is
 * nothing.
 */
final class CaveatStrip extends Composite {
  private final Observed<Theme> theme;
  private List<Line> lines = List.of();

  /**
   * A sentence.
   *
   * @param column whose result it is about
   */
  private record Line(
      String checkpoint, PanelMaker.Column column, String sentence, boolean marked) {
    boolean isSame(Line other) {
      return checkpoint.equals(other.checkpoint)
          && sentence.equals(other.sentence)
          && marked == other.marked;
    }
  }

  CaveatStrip(Composite parent, Observed<Theme> theme) {
    super(parent, SWT.NONE);
    this.theme = theme;
    Styles.style(this, Styles.CAVEAT);
    GridLayout layout = new GridLayout(2, false);
    layout.marginWidth = 10;
    layout.marginHeight = 4;
    layout.verticalSpacing = 2;
    setLayout(layout);
    Ids.mark(this, "analysis.caveats");
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false);
    data.exclude = true;
    setLayoutData(data);
    setVisible(false);
  }

  /** Shows what is known of these results; says whether the strip may need another height. */
  boolean show(List<PanelMaker.Column> columns, CaveatBook book, Info info) {
    List<Line> now = new ArrayList<>();
    for (PanelMaker.Column column : columns) {
      Result result = column.slot().result();
      if (result != null) {
        Set<String> sentences = book.of(result, info, column.entry().checkpoint().card());
        sentences.forEach(
            sentence ->
                now.add(new Line(column.entry().name(), column, sentence, columns.size() > 1)));
      }
    }
    boolean same = now.size() == lines.size();
    for (int i = 0; same && i < now.size(); i++) {
      same = now.get(i).isSame(lines.get(i));
    }
    if (same) {
      return false;
    }
    lines = now;
    for (Control child : getChildren()) {
      child.dispose();
    }
    lines.forEach(this::add);
    ((GridData) getLayoutData()).exclude = lines.isEmpty();
    setVisible(!lines.isEmpty());
    layout(true, true);
    return true;
  }

  private void add(Line line) {
    if (line.marked()) {
      Control badge = new ChipBadge(this, line.column().entry().chip(), theme);
      badge.setLayoutData(new GridData(SWT.BEGINNING, SWT.TOP, false, false));
    }
    Label label = Styles.style(new Label(this, SWT.WRAP), Styles.CAVEAT);
    label.setText(Styles.plain(line.sentence()));
    GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, line.marked() ? 1 : 2, 1);
    data.widthHint = 200;
    label.setLayoutData(data);
    Ids.mark(label, "analysis.caveat." + line.checkpoint());
  }
}
