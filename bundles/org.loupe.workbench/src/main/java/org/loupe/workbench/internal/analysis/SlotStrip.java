package org.loupe.workbench.internal.analysis;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.loupe.workbench.internal.core.AnalysisRuns;
import org.loupe.workbench.internal.core.RunState;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Styles;

/** A line for every checkpoint that has no figures: why, and a button. Empty when all have. */
final class SlotStrip extends Composite {
  private final AnalysisRuns runs;
  private List<Line> lines = List.of();

  private record Line(String text, String button, PanelMaker.Column column) {
    boolean looksLike(Line other) {
      return text.equals(other.text)
          && button.equals(other.button)
          && column.slot().request().equals(other.column.slot().request());
    }
  }

  SlotStrip(Composite parent, AnalysisRuns runs) {
    super(parent, SWT.NONE);
    this.runs = runs;
    GridLayout layout = new GridLayout(2, false);
    layout.marginWidth = 10;
    layout.marginHeight = 2;
    layout.verticalSpacing = 2;
    setLayout(layout);
  }

  /** Shows the lines; says whether the strip's size changed. */
  boolean show(List<PanelMaker.Column> columns) {
    List<Line> now = columns.stream().map(this::line).filter(l -> !l.text().isEmpty()).toList();
    if (same(now)) {
      return false;
    }
    lines = now;
    for (Control child : getChildren()) {
      child.dispose();
    }
    lines.forEach(this::add);
    ((GridData) getLayoutData()).exclude = lines.isEmpty();
    setVisible(!lines.isEmpty());
    return true;
  }

  private boolean same(List<Line> now) {
    boolean same = now.size() == lines.size();
    for (int i = 0; same && i < now.size(); i++) {
      same = now.get(i).looksLike(lines.get(i));
    }
    return same;
  }

  private Line line(PanelMaker.Column column) {
    String name = column.entry().chip().letter() + " " + column.entry().name();
    RunState state = column.slot().state();
    if (state instanceof RunState.Failed failed) {
      String bundle = failed.bundle().isEmpty() ? "" : "  (bundle " + failed.bundle() + ")";
      return new Line(name + ": " + failed.sentence() + bundle, "Try again", column);
    } else if (state instanceof RunState.Cancelled) {
      return new Line(name + ": cancelled.", run(column), column);
    } else if (state instanceof RunState.Missing && column.slot().result() == null) {
      return new Line("Not computed for " + name + ".", run(column), column);
    }
    return new Line(
        column.made().problem().isEmpty() ? "" : name + ": " + column.made().problem(), "", column);
  }

  private String run(PanelMaker.Column column) {
    return "Run"
        + runs.estimate(column.slot().request()).map(time -> ", " + time.text()).orElse("");
  }

  private void add(Line line) {
    boolean failed = line.column().slot().state() instanceof RunState.Failed;
    Label label = Styles.style(new Label(this, SWT.WRAP), failed ? Styles.PROBLEM : Styles.QUIET);
    label.setText(Styles.plain(line.text()));
    GridData data =
        new GridData(SWT.FILL, SWT.CENTER, true, false, line.button().isEmpty() ? 2 : 1, 1);
    data.widthHint = 200;
    label.setLayoutData(data);
    Ids.mark(label, "analysis.reason." + line.column().entry().name());
    if (!line.button().isEmpty()) {
      Button button = new Button(this, SWT.PUSH);
      button.setText(line.button());
      Ids.mark(button, "analysis.run." + line.column().entry().name());
      button.addListener(
          SWT.Selection, event -> runs.start(List.of(line.column().slot().request())));
    }
  }
}
