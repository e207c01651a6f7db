package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Result;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.compare.Arrangement;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.core.Presentation.Slot;

/**
 * Makes what a view shows, away from the UI thread. Figures, overlays, differences and what follows
 * from all results are kept, so that what changes at every tick of a computation costs nothing.
 * Used by one thread at a time.
 */
final class ContentMaker implements AutoCloseable {
  private final FigureMaker figures;
  private final DerivedMaker derived;
  private final PanelMaker panels = new PanelMaker();

  ContentMaker(FigureMaker figures, DerivedMaker derived) {
    this.figures = figures;
    this.derived = derived;
  }

  /**
   * What is to be shown.
   *
   * @param slots where the results stand
   * @param comparison the compared checkpoints
   * @param arrangement how the figures of each are shown together
   * @param state display choices
   * @param selection what is selected
   */
  record Question(
      List<Slot> slots,
      CompareList.Comparison comparison,
      Arrangement arrangement,
      ViewState state,
      Selection selection) {}

  /** The choices before there are results, of what follows from all of them. */
  List<DisplayOption> derivedOptions() {
    return derived.options();
  }

  /** Makes it. */
  Content make(Question question) {
    List<PanelMaker.Column> columns = columns(question);
    String baseline = question.comparison().baseline();
    Optional<Compared> compared = Compared.of(columns, baseline);
    Map<String, PanelMaker.Row> rows =
        new LinkedHashMap<>(panels.rows(columns, baseline, question.arrangement()));
    rows.putAll(derived.rows(compared, question.state()));
    return new Content(columns, options(columns, compared), rows);
  }

  @Override
  public void close() {
    derived.close();
  }

  private List<PanelMaker.Column> columns(Question question) {
    List<CompareList.Entry> entries = question.comparison().entries();
    boolean together =
        question.slots().stream().anyMatch(slot -> !slot.request().others().isEmpty());
    List<@Nullable Result> results = new ArrayList<>();
    question.slots().forEach(slot -> results.add(slot.result()));
    List<FigureMaker.Made> made =
        figures.make(
            results, question.state(), question.selection(), together ? colors(entries) : Map.of());
    List<PanelMaker.Column> columns = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      Slot slot = question.slots().get(i);
      FigureMaker.Made own = made.get(i);
      String name = slot.request().checkpoint().name();
      entries.stream()
          .filter(entry -> entry.name().equals(name))
          .findFirst()
          .ifPresent(entry -> columns.add(new PanelMaker.Column(entry, slot, own)));
    }
    return List.copyOf(columns);
  }

  private static Map<String, Integer> colors(List<CompareList.Entry> entries) {
    return entries.stream()
        .collect(Collectors.toMap(CompareList.Entry::name, entry -> entry.chip().color()));
  }

  private List<DisplayOption> options(
      List<PanelMaker.Column> columns, Optional<Compared> compared) {
    Map<String, DisplayOption> all = new LinkedHashMap<>();
    columns.stream()
        .flatMap(column -> column.made().options().stream())
        .forEach(option -> all.merge(option.name(), option, DisplayOption::or));
    if (columns.size() > 1) {
      all.put(ArrangementChoice.OPTION.name(), ArrangementChoice.OPTION);
    }
    derived.options(compared).forEach(option -> all.put(option.name(), option));
    return List.copyOf(all.values());
  }
}
