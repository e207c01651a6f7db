package org.loupe.method.ablation.internal;

import java.util.Arrays;
import java.util.List;
import org.loupe.analysis.Logits;
import org.loupe.model.FloatTensor;

/**
 * What taking each item away did to each metric in each window.
 *
 * <p>Not safe for use by several threads.
 */
final class Effects {
  private final List<Metric> metrics;
  private final HeadOutputs intact;
  private final Truth truth;
  private final int[] chosen;
  private final int windows;
  private final float[] values;
  private final double[] intactScores;

  /**
   * Nothing taken away yet.
   *
   * @param metrics in order; those of kinds other than OUTPUT are of one head
   * @param intact what the model puts out as it is
   * @param truth of that head
   * @param chosen the explained class per window and position, or empty of a regression head
   */
  Effects(
      List<Metric> metrics, HeadOutputs intact, Truth truth, int[] chosen, int items, int windows) {
    this.metrics = metrics;
    this.intact = intact;
    this.truth = truth;
    this.chosen = chosen;
    this.windows = windows;
    this.values = new float[Math.multiplyExact(Math.multiplyExact(items, metrics.size()), windows)];
    this.intactScores = new double[metrics.size() * windows];
    for (int m = 0; m < metrics.size(); m++) {
      if (metrics.get(m).kind() != Metric.Kind.OUTPUT) {
        float[] outputs = intact.of(metrics.get(m).head());
        for (int n = 0; n < windows; n++) {
          intactScores[m * windows + n] = score(metrics.get(m), outputs, n, n);
        }
      }
    }
  }

  /**
   * Adds one window of one item.
   *
   * @param outputs of the ablated model, one per metric, in order
   * @param row of the window therein
   */
  void add(int item, int window, List<FloatTensor> outputs, int row) {
    for (int m = 0; m < metrics.size(); m++) {
      Metric metric = metrics.get(m);
      float[] ablated = outputs.get(m).values();
      double effect;
      if (!Logits.areUsable(
          ablated, row * intact.width(metric.head()), intact.width(metric.head()))) {
        effect = Double.NaN;
      } else if (metric.kind() == Metric.Kind.OUTPUT) {
        effect = change(metric.head(), ablated, window, row);
      } else {
        double before = intactScores[m * windows + window];
        double after = score(metric, ablated, window, row);
        effect = metric.kind() == Metric.Kind.ERROR ? after - before : before - after;
      }
      values[(item * metrics.size() + m) * windows + window] = (float) effect;
    }
  }

  private double change(String head, float[] ablated, int window, int row) {
    int width = intact.width(head);
    float[] before = intact.of(head);
    double sum = 0;
    for (int i = 0; i < width; i++) {
      float a = ablated[row * width + i];
      float b = before[window * width + i];
      // equal infinities are no change
      sum += a == b ? 0 : Math.abs((double) a - b);
    }
    return sum / width;
  }

  /** The score of a window, NaN if no position counts. */
  private double score(Metric metric, float[] outputs, int window, int row) {
    int positions = intact.positions(metric.head());
    int units = intact.units(metric.head());
    double sum = 0;
    int count = 0;
    for (int t = 0; t < positions; t++) {
      int position = window * positions + t;
      if (!truth.counts()[position]) {
        continue;
      }
      double value = score(metric.kind(), outputs, (row * positions + t) * units, units, position);
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private double score(Metric.Kind kind, float[] outputs, int offset, int units, int position) {
    return switch (kind) {
      case ACCURACY -> {
        int right = truth.classOf(position);
        yield right < 0 ? Double.NaN : Logits.best(outputs, offset, units) == right ? 1 : 0;
      }
      case LOG_PROBABILITY_TRUE -> {
        int right = truth.classOf(position);
        yield right < 0 ? Double.NaN : Logits.logProbability(outputs, offset, units, right);
      }
      case LOG_PROBABILITY -> {
        int explained = chosen[position];
        yield explained < 0 ? Double.NaN : Logits.logProbability(outputs, offset, units, explained);
      }
      case ERROR -> error(outputs, offset, units, position);
      case OUTPUT -> throw new IllegalArgumentException("a change is no score");
    };
  }

  private double error(float[] outputs, int offset, int units, int position) {
    int width = truth.values().length / truth.counts().length;
    double sum = 0;
    int count = 0;
    for (int u = 0; u < Math.min(width, units); u++) {
      double right = truth.values()[position * width + u];
      if (Double.isFinite(right)) {
        sum += Math.abs(outputs[offset + u] - right);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** [items, metrics, windows]. */
  float[] values() {
    return values;
  }

  /** The intact score of a metric per window, NaN where no position counts. */
  double[] intact(int metric) {
    return Arrays.copyOfRange(intactScores, metric * windows, (metric + 1) * windows);
  }
}
