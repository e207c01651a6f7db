package org.loupe.method.ablation.internal;

import java.util.Arrays;
import java.util.List;
import org.loupe.analysis.PerWindow;
import org.loupe.model.BadInputException;

/** What taking each item away did to each metric in each window. */
final class Effects {
  private final List<Metric> metrics;
  private final int windows;
  private final float[] values;
  private final double[] intact;

  /**
   * Nothing taken away yet.
   *
   * @param metrics in order; those of kinds other than OUTPUT are of one head
   * @throws BadInputException if there are more windows than memory has room for
   */
  Effects(List<Metric> metrics, int items, int windows) throws BadInputException {
    PerWindow.requireRoom(windows, (items + 2L) * metrics.size());
    this.metrics = metrics;
    this.windows = windows;
    this.values = new float[items * metrics.size() * windows];
    this.intact = new double[metrics.size() * windows];
  }

  /** The metrics, in order. */
  List<Metric> metrics() {
    return metrics;
  }

  /** Says what an item did to a metric in a window. */
  void put(int item, int metric, int window, double effect) {
    values[(item * metrics.size() + metric) * windows + window] = (float) effect;
  }

  /** Says what the intact score of a metric is in a window. */
  void putIntact(int metric, int window, double score) {
    intact[metric * windows + window] = score;
  }

  /** The intact score of a metric in a window. */
  double intact(int metric, int window) {
    return intact[metric * windows + window];
  }

  /** The intact score of a metric per window, NaN where no position counts. */
  double[] intact(int metric) {
    return Arrays.copyOfRange(intact, metric * windows, (metric + 1) * windows);
  }

  /** [items, metrics, windows]. */
  float[] values() {
    return values;
  }
}
