package org.loupe.method.heads.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * All prediction heads on some windows, put together.
 *
 * @param heads the categorical ones
 * @param values the regression heads' values
 * @param correlation of the errors of the scored heads
 * @param resampling what the windows belong to
 * @param windows '586 windows, 15 recordings', or 'window 394'
 */
record Summary(
    List<HeadSummary> heads,
    List<ValueSummary> values,
    ErrorCorrelation correlation,
    Resampling resampling,
    String windows) {
  /**
   * Everything that was gathered, before any windows are put together.
   *
   * @param heads the categorical ones
   * @param values the regression heads
   * @param compared per regression head the values that can be compared
   * @param padded per position of a token head whether its true token is padding, or null
   * @param over what errors are correlated over
   */
  record Material(
      List<Observed> heads,
      List<HeadValues> values,
      List<boolean[]> compared,
      boolean @Nullable [] padded,
      Correlation over) {}

  static Summary of(
      Material material,
      int[] numbers,
      int[] places,
      Resampling resampling,
      long seed,
      Progress progress) {
    List<HeadSummary> heads = new ArrayList<>();
    for (Observed head : material.heads()) {
      heads.add(HeadSummary.of(head, places, resampling, seed, progress));
    }
    List<ValueSummary> values = new ArrayList<>();
    for (int h = 0; h < material.values().size(); h++) {
      HeadValues head = material.values().get(h);
      for (int unit = 0; unit < head.units(); unit++) {
        values.add(
            ValueSummary.of(
                head, material.compared().get(h), unit, places, resampling, seed, progress));
      }
    }
    List<Observed> known =
        material.heads().stream().filter(head -> head.said().hasTruth()).toList();
    ErrorCorrelation correlation =
        ErrorCorrelation.of(
            material.over(), known, material.padded(), places, resampling, seed, progress);
    String windows =
        places.length == 1 ? "window " + numbers[places[0]] : resampling.describeWindows();
    return new Summary(List.copyOf(heads), List.copyOf(values), correlation, resampling, windows);
  }

  /** Inside a sentence: '586 windows of 15 recordings'. */
  String ofWindows() {
    return Resampling.phrase(windows);
  }

  /** Those that could be compared with true values. */
  List<HeadSummary> scored() {
    return heads.stream().filter(HeadSummary::isScored).toList();
  }

  /** How sure the numbers are, in a sentence. */
  String uncertainty() {
    return resampling.uncertainty();
  }
}
