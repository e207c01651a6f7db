package org.loupe.method.ablation.internal;

import java.util.List;
import org.loupe.analysis.Logits;
import org.loupe.analysis.WindowBlock;
import org.loupe.model.FloatTensor;

/**
 * Measures what taking items away does to the windows of a block.
 *
 * <p>Not safe for use by several threads.
 */
final class BlockEffects {
  private final Effects all;
  private final HeadOutputs intact;
  private final Truth truth;
  private final int[] chosen;
  private final int from;

  /**
   * Measures the intact model.
   *
   * @param all takes what is measured
   * @param intact what the model puts out as it is
   * @param truth of the head of the metrics that are scores, for all windows
   * @param chosen the explained class per window of the block and position, or empty of a
   *     regression head
   * @param block which windows
   */
  BlockEffects(Effects all, HeadOutputs intact, Truth truth, int[] chosen, WindowBlock block) {
    this.all = all;
    this.intact = intact;
    this.truth = truth;
    this.chosen = chosen;
    this.from = block.from();
    for (int m = 0; m < all.metrics().size(); m++) {
      Metric metric = all.metrics().get(m);
      if (metric.kind() != Metric.Kind.OUTPUT) {
        for (int n = 0; n < block.size(); n++) {
          all.putIntact(m, from + n, score(metric, intact.of(metric.head()), n, n));
        }
      }
    }
  }

  /**
   * Adds one window of one item.
   *
   * @param window its place in the block
   * @param outputs of the ablated model, one per metric, in order
   * @param row of the window therein
   */
  void add(int item, int window, List<FloatTensor> outputs, int row) {
    for (int m = 0; m < all.metrics().size(); m++) {
      Metric metric = all.metrics().get(m);
      float[] ablated = outputs.get(m).values();
      double effect;
      if (!Logits.areUsable(
          ablated, row * intact.width(metric.head()), intact.width(metric.head()))) {
        effect = Double.NaN;
      } else if (metric.kind() == Metric.Kind.OUTPUT) {
        effect = change(metric.head(), ablated, window, row);
      } else {
        double before = all.intact(m, from + window);
        double after = score(metric, ablated, window, row);
        effect = metric.kind() == Metric.Kind.ERROR ? after - before : before - after;
      }
      all.put(item, m, from + window, effect);
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
      int position = (from + window) * positions + t;
      if (!truth.counts()[position]) {
        continue;
      }
      double value =
          score(
              metric.kind(),
              outputs,
              (row * positions + t) * units,
              units,
              window * positions + t,
              position);
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /**
   * The score of one position.
   *
   * @param place of the position in the block
   * @param position among those of all windows
   */
  private double score(
      Metric.Kind kind, float[] outputs, int offset, int units, int place, int position) {
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
        int explained = chosen[place];
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
}
