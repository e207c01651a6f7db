package org.loupe.method.summary.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.method.summary.internal.Agreement.Source;
import org.loupe.plots.Figure;
import org.loupe.plots.Statements;
import org.loupe.plots.Statements.Statement;
import org.osgi.service.component.annotations.Component;

/** The findings in reading order, and how they go together. */
@Component(service = AnalysisView.class)
public final class SummaryView implements AnalysisView<SummaryResult> {
  static final String FINDINGS = "findings";
  static final String AGREEMENT = "agreement";
  private static final int OBSERVED = 0;
  private static final int WARNED = 1;
  private static final int ADVISED = 2;

  @Override
  public String analyzer() {
    return SummaryAnalyzer.ID;
  }

  @Override
  public String title() {
    return "Summary";
  }

  @Override
  public Class<SummaryResult> resultType() {
    return SummaryResult.class;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of();
  }

  @Override
  public List<Figure> figures(SummaryResult result, ViewState state, Selection selection) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            FINDINGS,
            "Findings about " + result.provenance().checkpoint(),
            "From the results of "
                + String.join(", ", result.methods())
                + ", each with the rule by which it is said; where several share one, it stands under the last. Methods that were not run are not in it.",
            new Statements(statements(result.collected()))));
    figures.add(
        new Figure(
            AGREEMENT,
            "What methods say of each other",
            "Claims about the same channels or attention heads. " + sentence(Agreement.RULE),
            new Statements(
                result.collected().agreements().stream().map(SummaryView::statement).toList())));
    return figures;
  }

  /** A rule by which several are said, one after the other, stands once. */
  private static List<Statement> statements(Collected collected) {
    List<Source> sources = collected.sources();
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      boolean again = i + 1 < sources.size() && note(source).equals(note(sources.get(i + 1)));
      statements.add(statement(source, collected.mark(source), again ? "" : note(source)));
    }
    return statements;
  }

  private static String note(Source source) {
    return source.method() + " · " + source.finding().rule();
  }

  private static Statement statement(Source source, String mark, String note) {
    String label =
        switch (source.finding().kind()) {
          case RECOMMENDATION -> "recommended";
          case CAUTION -> "caution";
          case OBSERVATION -> source.method();
        };
    int color =
        switch (source.finding().kind()) {
          case RECOMMENDATION -> ADVISED;
          case CAUTION -> WARNED;
          case OBSERVATION -> OBSERVED;
        };
    String text = source.finding().sentence() + (mark.isEmpty() ? "" : " " + sentence(mark));
    return new Statement(label, color, text, note);
  }

  private static Statement statement(Agreement agreement) {
    int color =
        switch (agreement.verdict()) {
          case CONFIRMED -> ADVISED;
          case CONTRADICTED -> WARNED;
          case UNDECIDED -> OBSERVED;
        };
    String label = agreement.verdict().name().toLowerCase(Locale.ROOT);
    return new Statement(label, color, agreement.sentence(), "");
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
