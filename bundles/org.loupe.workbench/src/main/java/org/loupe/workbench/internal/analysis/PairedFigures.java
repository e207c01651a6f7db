package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.DifferenceFigures;
import org.loupe.analysis.Differences;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.RankCourse;
import org.loupe.analysis.Side;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.loupe.plots.Figure;
import org.loupe.plots.Statements;
import org.loupe.workbench.internal.analysis.Compared.Member;

/**
 * What one checkpoint has more than the baseline, with intervals and tests, and how rankings go
 * over all of them.
 */
final class PairedFigures implements DerivedFigures {

  @Override
  public String id() {
    return DifferenceFigures.PREFIX;
  }

  @Override
  public List<DisplayOption> options() {
    return List.of(option(List.of("none")));
  }

  /** Which of several is held against the baseline. */
  @Override
  public List<DisplayOption> options(Compared compared) {
    List<String> others = others(compared).stream().map(Member::name).toList();
    return others.size() > 1 ? List.of(option(others)) : List.of();
  }

  private static DisplayOption option(List<String> names) {
    return new DisplayOption("difference_of", "Differences of", names);
  }

  private static List<Member> others(Compared compared) {
    List<Member> others =
        compared.members().stream()
            .filter(member -> !member.entry().name().equals(compared.baseline()))
            .toList();
    boolean baseline = others.size() < compared.members().size();
    return baseline ? others : List.of();
  }

  @Override
  public List<Figure> figures(Compared compared, ViewState state, Progress progress) {
    List<Member> others = others(compared);
    if (others.isEmpty()) {
      return List.of();
    }
    String chosen =
        options(compared).stream().map(state::choice).findFirst().orElse(others.get(0).name());
    Member other =
        others.stream()
            .filter(member -> member.name().equals(chosen))
            .findFirst()
            .orElse(others.get(0));
    // Once: what a result says window by window is worked out when it is asked.
    Map<String, Side> sides = new LinkedHashMap<>();
    for (Member member : compared.members()) {
      sides.put(member.entry().name(), Side.of(member.name(), member.result()));
    }
    List<Figure> figures =
        new ArrayList<>(
            pair(sides.get(compared.baseline()), sides.get(other.entry().name()), progress));
    figures.addAll(RankCourse.figures(List.copyOf(sides.values())));
    return figures;
  }

  private static List<Figure> pair(Side baseline, Side other, Progress progress) {
    try {
      return DifferenceFigures.of(Differences.of(baseline, other, progress));
    } catch (BadInputException e) {
      String why = "No differences: " + other.name() + " and " + baseline.name();
      return List.of(
          new Figure(
              DifferenceFigures.PREFIX + "_words",
              why,
              "",
              new Statements(List.of(new Statements.Statement("why", 1, e.getMessage(), "")))));
    }
  }
}
