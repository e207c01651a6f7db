package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.loupe.workbench.internal.core.AnalysisRuns;
import org.loupe.workbench.internal.core.RunRequest;
import org.loupe.workbench.internal.core.RunState;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Refill;
import org.loupe.workbench.internal.widgets.Styles;

/**
 * A line for every reason why checkpoints have no figures, and a button. Empty when all have some.
 */
final class SlotStrip extends Composite {
  private final AnalysisRuns runs;
  private List<Line> lines = List.of();

  /**
   * Why figures are missing.
   *
   * @param text in words
   * @param wrong whether something went wrong
   * @param button what can be done; empty for nothing
   */
  private record Reason(String text, boolean wrong, String button) {}

  private record Line(Reason reason, List<RunRequest> requests, String names) {}

  SlotStrip(Composite parent, AnalysisRuns runs) {
    super(parent, SWT.NONE);
    this.runs = runs;
    GridLayout layout = new GridLayout(2, false);
    layout.marginWidth = 10;
    layout.marginHeight = 2;
    layout.verticalSpacing = 2;
    setLayout(layout);
  }

  /** Shows the lines; says whether there are others than before. */
  boolean show(List<PanelMaker.Column> columns) {
    List<Line> now = lines(columns);
    if (lines.equals(now)) {
      return false;
    }
    lines = now;
    Refill.with(
        this,
        () -> {
          lines.forEach(this::add);
          ((GridData) getLayoutData()).exclude = lines.isEmpty();
          setVisible(!lines.isEmpty());
        });
    return true;
  }

  private static List<Line> lines(List<PanelMaker.Column> columns) {
    Map<Reason, List<PanelMaker.Column>> byReason = new LinkedHashMap<>();
    for (PanelMaker.Column column : columns) {
      byReason.computeIfAbsent(reason(column), key -> new ArrayList<>()).add(column);
    }
    List<Line> lines = new ArrayList<>();
    byReason.forEach(
        (reason, same) -> {
          if (!reason.text().isEmpty()) {
            lines.add(
                new Line(
                    reason,
                    same.stream().map(column -> column.slot().request()).toList(),
                    same.stream().map(SlotStrip::name).collect(Collectors.joining(", "))));
          }
        });
    return lines;
  }

  private static String name(PanelMaker.Column column) {
    return column.slot().request().others().isEmpty()
        ? column.entry().chip().letter() + " " + column.entry().name()
        : "The comparison";
  }

  private static Reason reason(PanelMaker.Column column) {
    RunState state = column.slot().state();
    if (state instanceof RunState.Failed failed) {
      return new Reason(failed.sentence(), true, failed.lasting() ? "" : "Try again");
    } else if (state instanceof RunState.Cancelled cancelled) {
      String done = cancelled.done();
      return new Reason(done.isEmpty() ? "cancelled." : done, false, "Run again");
    } else if (state instanceof RunState.Missing && column.slot().result() == null) {
      return new Reason("not computed.", false, "Run");
    }
    return new Reason(column.made().problem(), true, "");
  }

  private void add(Line line) {
    String first = line.requests().get(0).checkpoint().name();
    Reason reason = line.reason();
    Label label =
        Styles.style(new Label(this, SWT.WRAP), reason.wrong() ? Styles.PROBLEM : Styles.QUIET);
    label.setText(Styles.plain(line.names() + ": " + reason.text()));
    GridData data =
        new GridData(SWT.FILL, SWT.CENTER, true, false, reason.button().isEmpty() ? 2 : 1, 1);
    data.widthHint = 200;
    label.setLayoutData(data);
    Ids.mark(label, "analysis.reason." + first);
    if (!reason.button().isEmpty()) {
      Button button = new Button(this, SWT.PUSH);
      button.setText(reason.button());
      Ids.mark(button, "analysis.run." + first);
      button.addListener(SWT.Selection, event -> runs.start(line.requests()));
    }
  }
}
