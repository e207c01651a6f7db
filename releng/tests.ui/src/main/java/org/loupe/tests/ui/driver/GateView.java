package org.loupe.tests.ui.driver;

import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.loupe.plots.Statements;
import org.loupe.plots.Statements.Statement;

/** Says how many windows came through the gate. */
final class GateView implements AnalysisView<GateAnalyzer.Passed> {
  @Override
  public String analyzer() {
    return GateAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Gate";
  }

  @Override
  public Class<GateAnalyzer.Passed> resultType() {
    return GateAnalyzer.Passed.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of();
  }

  @Override
  public List<Figure> figures(GateAnalyzer.Passed result, ViewState state, Selection selection) {
    String passed = result.provenance().windows().length + " windows passed";
    return List.of(
        new Figure(
            "passed",
            "Gate",
            "",
            new Statements(List.of(new Statement("gate", 0, passed + ".", "")))));
  }
}
