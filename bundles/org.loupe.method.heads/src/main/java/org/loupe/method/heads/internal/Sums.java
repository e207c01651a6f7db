package org.loupe.method.heads.internal;

import org.jspecify.annotations.Nullable;

/** Numerators and denominators of every {@link Measure}, window by window. */
final class Sums {
  private final Observed head;
  private final int majority;

  Sums(Observed head, int majority) {
    this.head = head;
    this.majority = majority;
  }

  /** Row-major [places, measures, 2]. */
  float[] of(int[] places) {
    int steps = head.said().steps();
    float[] sums = new float[places.length * Measure.COUNT * 2];
    for (int n = 0; n < places.length; n++) {
      Row row = new Row(sums, n * Measure.COUNT * 2);
      int previous = -1;
      for (int i = places[n] * steps; i < (places[n] + 1) * steps; i++) {
        if (head.isCompared(i)) {
          compare(row, i, previous);
          previous = head.said().truth(i);
        } else if (head.counted()[i] && !head.said().hasTruth()) {
          row.add(Measure.CONFIDENCE, head.said().confidence(i));
        }
      }
    }
    return sums;
  }

  private void compare(Row row, int position, int previous) {
    Said said = head.said();
    double right = said.isRight(position) ? 1 : 0;
    double frequent = said.truth(position) == majority ? 1 : 0;
    row.add(Measure.ACCURACY, right);
    row.add(Measure.CONFIDENCE, said.confidence(position));
    row.add(Measure.GAP, said.confidence(position) - right);
    row.add(Measure.MAJORITY, frequent);
    row.add(Measure.OVER_MAJORITY, right - frequent);
    if (previous >= 0) {
      double same = said.truth(position) == previous ? 1 : 0;
      row.add(Measure.PREVIOUS, same);
      row.add(Measure.OVER_PREVIOUS, right - same);
    }
    without(row, Measure.ZEROED, Measure.OVER_ZEROED, head.zeroed(), position, right);
    without(row, Measure.SHUFFLED, Measure.OVER_SHUFFLED, head.shuffled(), position, right);
  }

  private static void without(
      Row row, Measure accuracy, Measure over, @Nullable Said other, int position, double right) {
    if (other != null) {
      double nevertheless = other.isRight(position) ? 1 : 0;
      row.add(accuracy, nevertheless);
      row.add(over, right - nevertheless);
    }
  }

  private record Row(float[] sums, int offset) {
    void add(Measure measure, double value) {
      sums[offset + 2 * measure.ordinal()] += (float) value;
      sums[offset + 2 * measure.ordinal() + 1]++;
    }
  }
}
