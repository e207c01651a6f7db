package org.loupe.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Progress;

/**
 * How far two rankings of the same items agree, the greatest value first.
 *
 * @param spearman Spearman's ρ over the items that both have a value of; NaN where one side is all
 *     alike
 * @param range between which values ρ lies in 95 % of resamples; null if there are none. Noise in
 *     either ranking lowers ρ, and resampling adds noise, so that this says how far ρ moves with
 *     the units, and not where that of rankings without noise lies
 * @param overlaps of the first 5, 10 and 20, as far as there are more items
 * @param items how many were ranked
 */
public record RankAgreement(
    double spearman, @Nullable Interval range, List<Overlap> overlaps, int items) {
  private static final int[] TOPS = {5, 10, 20};

  /** Copies the list. */
  public RankAgreement {
    overlaps = List.copyOf(overlaps);
  }

  /**
   * How many of the first k items are the same.
   *
   * @param k how many are looked at
   * @param share |A∩B|/k, 0 to 1
   * @param expected the share that two random orders have on average, k by the number of items
   */
  public record Overlap(int k, double share, double expected) {}

  /**
   * Compares orders.
   *
   * @param a values of one side; NaN is left out of both
   * @param b the other's, as many
   */
  public static RankAgreement of(double[] a, double[] b) {
    return of(a, b, null);
  }

  /** The same with the range of ρ over resamples, or null. */
  static RankAgreement of(double[] a, double[] b, @Nullable Interval range) {
    int[] known =
        IntStream.range(0, a.length)
            .filter(i -> !Double.isNaN(a[i]) && !Double.isNaN(b[i]))
            .toArray();
    double[] left = Arrays.stream(known).mapToDouble(i -> a[i]).toArray();
    double[] right = Arrays.stream(known).mapToDouble(i -> b[i]).toArray();
    List<Overlap> overlaps = new ArrayList<>();
    for (int k : TOPS) {
      if (k < known.length) {
        Set<Integer> common = top(left, k);
        common.retainAll(top(right, k));
        overlaps.add(new Overlap(k, (double) common.size() / k, (double) k / known.length));
      }
    }
    return new RankAgreement(
        known.length < 2 ? Double.NaN : Ranks.correlation(left, right),
        range,
        overlaps,
        known.length);
  }

  /**
   * Between which values ρ lies in 95 % of resamples: percentiles, widened for few units as {@link
   * Bootstrap.Means#expanded}.
   *
   * @param before per item its value in every resample; none without resamples
   * @param after the other's
   * @return null without resamples, or where ρ is unknown in half of them
   */
  static @Nullable Interval range(
      List<float[]> before, List<float[]> after, Resampling of, Progress progress) {
    int resamples = before.isEmpty() ? 0 : before.get(0).length;
    double[] all = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      progress.checkCancelled();
      int resample = r;
      all[r] =
          of(
                  before.stream().mapToDouble(values -> values[resample]).toArray(),
                  after.stream().mapToDouble(values -> values[resample]).toArray())
              .spearman();
    }
    double[] known = Arrays.stream(all).filter(rho -> !Double.isNaN(rho)).toArray();
    if (known.length == 0 || known.length < resamples / 2) {
      return null;
    }
    return new Bootstrap.Means(
            new double[] {Double.NaN},
            new double[][] {known},
            "range over " + Bootstrap.RESAMPLES + " bootstrap resamples of " + of.describe())
        .expanded(0, of.units());
  }

  /** Places of the greatest values; of equal ones the first. */
  private static Set<Integer> top(double[] values, int k) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -values[i]))
        .limit(k)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** In words: 'Spearman's ρ 0.83 over 155; 4 of the first 5 are the same (by chance 0.2)'. */
  public String words() {
    StringBuilder words = new StringBuilder("Spearman's ρ ");
    words.append(Double.isNaN(spearman) ? "n/a" : Numbers.fixed(spearman, 2));
    words.append(" over ").append(items);
    if (range != null && !Double.isNaN(spearman)) {
      words.append(
          String.format(
              " (%s to %s in 95 %% of resamples)",
              Numbers.fixed(range.low(), 2), Numbers.fixed(range.high(), 2)));
    }
    for (Overlap overlap : overlaps) {
      words.append(
          String.format(
              "; %d of the first %d are the same (by chance %s)",
              Math.round(overlap.share() * overlap.k()),
              overlap.k(),
              Numbers.fixed(overlap.expected() * overlap.k(), 1)));
    }
    return words.toString();
  }
}
