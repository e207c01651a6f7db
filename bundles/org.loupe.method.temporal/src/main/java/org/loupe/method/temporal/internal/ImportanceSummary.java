package org.loupe.method.temporal.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * The importance of all windows put together.
 *
 * @param channels per channel, summed over steps, mean over windows
 * @param shares per channel, of the sum over all channels
 * @param steps per step, summed over channels, mean over windows
 * @param spans per time span, mean over windows; null without any
 * @param spansShare of the time spans beside all channels, one column; null without any
 * @param quarter how many steps a quarter of the window has; 0 where the window is too short
 * @param ends shares of the first and of the last quarter, two columns
 */
record ImportanceSummary(
    Bootstrap.Means channels,
    Bootstrap.Means shares,
    Bootstrap.Means steps,
    Bootstrap.@Nullable Means spans,
    Bootstrap.@Nullable Means spansShare,
    int quarter,
    Bootstrap.Means ends) {
  private static final int LEAST_STEPS = 8;

  static ImportanceSummary of(
      ImportanceCollector collector, Resampling resampling, long seed, Progress progress) {
    PerWindow byChannel = collector.byChannel();
    PerWindow byStep = collector.byStep();
    PerWindow bySpan = collector.bySpan();
    int windows = byChannel.windows();
    int[] all = IntStream.range(0, windows).toArray();
    int columns = byChannel.columns();
    int steps = byStep.columns();
    int quarter = steps < LEAST_STEPS ? 0 : steps / 4;
    PerWindow shares = PerWindow.of(windows, 2 * columns);
    PerWindow ends = PerWindow.of(windows, 4);
    PerWindow spans = PerWindow.of(windows, 2);
    for (int n = 0; n < windows; n++) {
      double total = sum(byStep, n, 0, steps);
      for (int c = 0; c < columns; c++) {
        shares.put(n, 2 * c, byChannel.at(n, c));
        shares.put(n, 2 * c + 1, total);
      }
      ends.put(n, 0, sum(byStep, n, 0, quarter));
      ends.put(n, 1, total);
      ends.put(n, 2, sum(byStep, n, steps - quarter, steps));
      ends.put(n, 3, total);
      if (bySpan != null) {
        double time = sum(bySpan, n, 0, bySpan.columns());
        spans.put(n, 0, time);
        spans.put(n, 1, time + total);
      }
    }
    return new ImportanceSummary(
        byChannel.means(all, resampling, seed, progress),
        shares.ratios(all, resampling, seed, progress),
        byStep.means(all, resampling, seed, progress),
        bySpan == null ? null : bySpan.means(all, resampling, seed, progress),
        bySpan == null ? null : spans.ratios(all, resampling, seed, progress),
        quarter,
        ends.ratios(all, resampling, seed, progress));
  }

  private static double sum(PerWindow values, int window, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values.at(window, i);
    }
    return sum;
  }

  /** Whether no input matters anywhere. */
  boolean isZero() {
    return Arrays.stream(channels.mean()).allMatch(value -> value == 0);
  }

  /** The channels from the most important to the least; equal ones in the card's order. */
  int[] ranking() {
    return ranking(channels);
  }

  static int[] ranking(Bootstrap.Means channels) {
    return IntStream.range(0, channels.mean().length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -channels.mean()[c]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The fewest channels that carry half of the importance, but never more than half of them. */
  int[] strongest() {
    int[] ranking = ranking();
    int most = ranking.length / 2;
    int count = 0;
    double share = 0;
    while (count < most && share < 0.5) {
      share += shares.mean()[ranking[count++]];
    }
    return Arrays.copyOf(ranking, count);
  }

  /** The channels whose interval lies above the mean of all channels; none without intervals. */
  int[] outstanding() {
    if (!channels.hasIntervals()) {
      return new int[0];
    }
    double mean = Arrays.stream(channels.mean()).average().orElse(0);
    double[] low = channels.low();
    return IntStream.of(ranking()).filter(c -> low[c] > mean).toArray();
  }

  /** The shortest run of steps, [from, to), with half of the importance. */
  int[] half() {
    double[] values = steps.mean();
    double total = Arrays.stream(values).sum();
    int[] best = {0, values.length};
    double sum = 0;
    int from = 0;
    for (int to = 1; to <= values.length; to++) {
      sum += values[to - 1];
      while (sum - values[from] >= total / 2) {
        sum -= values[from++];
      }
      if (sum >= total / 2 && to - from < best[1] - best[0]) {
        best = new int[] {from, to};
      }
    }
    return best;
  }
}
