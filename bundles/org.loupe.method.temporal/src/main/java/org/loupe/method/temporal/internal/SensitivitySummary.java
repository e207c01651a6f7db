package org.loupe.method.temporal.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * The changes of all windows put together.
 *
 * @param scales factors of the time spans
 * @param alternatives spans that say nothing of the window's own
 * @param changes mean |change|, of all scales and then the alternatives
 * @param byStep [scales, steps]
 * @param spread what changes are held against
 * @param isSpreadOfTruth whether that is the true values' standard deviation, or the outputs'
 * @param errors of the windows as they are, then of all scales and alternatives; null without truth
 * @param errorChanges of the scales and alternatives against the windows as they are; null likewise
 * @param agreement of the gradient with the finite change around 1; null where there is none
 */
record SensitivitySummary(
    Scales scales,
    List<Alternative> alternatives,
    Bootstrap.Means changes,
    double[] byStep,
    double spread,
    boolean isSpreadOfTruth,
    Bootstrap.@Nullable Means errors,
    Bootstrap.@Nullable Means errorChanges,
    @Nullable SlopeAgreement agreement) {

  static SensitivitySummary of(
      ChangeCollector collector,
      SlopeCollector slopes,
      Scales scales,
      List<Alternative> alternatives,
      boolean differentiable,
      Resampling resampling,
      long seed,
      Progress progress) {
    PerWindow errors = collector.errors();
    int[] all = IntStream.range(0, collector.changes().windows()).toArray();
    return new SensitivitySummary(
        scales,
        alternatives,
        collector.changes().means(all, resampling, seed, progress),
        collector.byStep(),
        collector.spread(),
        collector.isSpreadOfTruth(),
        errors == null ? null : errors.ratios(all, resampling, seed, progress),
        errors == null ? null : changes(errors).ratios(all, resampling, seed, progress),
        differentiable ? SlopeAgreement.of(scales, collector.sums(), slopes) : null);
  }

  /** How much larger the errors of the variants are, window by window. */
  static PerWindow changes(PerWindow errors) {
    int windows = errors.windows();
    PerWindow changes = PerWindow.of(windows, errors.columns() - 2);
    for (int n = 0; n < windows; n++) {
      for (int v = 0; v < changes.columns() / 2; v++) {
        changes.put(n, 2 * v, errors.at(n, 2 * v + 2) - errors.at(n, 0));
        changes.put(n, 2 * v + 1, errors.at(n, 1));
      }
    }
    return changes;
  }

  /** The column of an alternative among the changes. */
  int column(Alternative alternative) {
    return scales.all().length + alternatives.indexOf(alternative);
  }

  /** Whether no change of the spans changes an output at all. */
  boolean isZero() {
    return IntStream.range(0, changes.mean().length).allMatch(i -> changes.mean()[i] == 0);
  }
}
