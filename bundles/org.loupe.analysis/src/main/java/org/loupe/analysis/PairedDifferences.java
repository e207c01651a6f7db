package org.loupe.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;
import org.loupe.model.Progress;

/**
 * How much a checkpoint has more of something than the baseline, item by item, and whether that is
 * more than noise. Differences are paired per window: an item's windows are those in which both
 * have it, and every resample draws the same units for both.
 *
 * <p>Intervals are expanded percentile intervals of a cluster bootstrap, see {@link
 * Bootstrap.Means#expanded}. Tests flip the signs of what each unit adds to the difference, {@link
 * SignFlips}; their p-values are adjusted over the items by Benjamini and Hochberg.
 *
 * @param name of the sample
 * @param label what is measured, shown to people
 * @param dimension what the items are
 * @param kind what the values say of the items
 * @param items those that both have, in the baseline's order
 * @param rankRange of items that are ranked, between which values Spearman's ρ of both rankings
 *     lies in 95 % of the resamples; null with fewer than two units, or of more than {@value
 *     #MOST_RANKED} items
 * @param resampling what the paired windows belong to
 * @param onlyBefore items that only the baseline has
 * @param onlyAfter items that only the other has
 */
public record PairedDifferences(
    String name,
    String label,
    Dimension dimension,
    Sample.Kind kind,
    List<Item> items,
    @Nullable Interval rankRange,
    Resampling resampling,
    List<String> onlyBefore,
    List<String> onlyAfter) {
  /** Of more items the ranks of all resamples take too much memory. */
  static final int MOST_RANKED = 4096;

  /** Below this adjusted p-value a difference is more than noise. */
  public static final double LEVEL = 0.05;

  private static final int ITEMS_AT_ONCE = 256;

  /** Above, below of the baseline; above, below of the other. */
  private static final int COLUMNS = 4;

  /** Copies the lists. */
  public PairedDifferences {
    items = List.copyOf(items);
    onlyBefore = List.copyOf(onlyBefore);
    onlyAfter = List.copyOf(onlyAfter);
  }

  /**
   * An item of both.
   *
   * @param name its name
   * @param place its position of the dimension
   * @param scalar name of the scalar that its value is; empty if it is none
   * @param before the baseline's value; NaN where no common window has it, as all that follows
   * @param after the other's
   * @param difference after − before
   * @param interval of the difference, 95 %; null with fewer than two units
   * @param p two-sided, whether the difference is zero; NaN below {@link SignFlips#LEAST_CLUSTERS}
   *     units
   * @param adjusted p after Benjamini–Hochberg over the items
   * @param units in how many units the item is
   * @param noun what units are, in the plural
   */
  public record Item(
      String name,
      int place,
      String scalar,
      double before,
      double after,
      double difference,
      @Nullable Interval interval,
      double p,
      double adjusted,
      int units,
      String noun) {

    private Item tested(double pValue, double adjustedValue) {
      return new Item(
          name,
          place,
          scalar,
          before,
          after,
          difference,
          interval,
          pValue,
          adjustedValue,
          units,
          noun);
    }

    /** Whether the difference is more than noise. */
    public boolean isMoreThanNoise() {
      return adjusted < LEVEL;
    }

    /** What the test says, in words. */
    public String verdict() {
      if (Double.isNaN(difference)) {
        return "in no common window";
      } else if (Double.isNaN(p)) {
        return "too few " + noun;
      }
      return isMoreThanNoise() ? "more than noise" : "within noise";
    }
  }

  /**
   * Holds a sample of one result against that of another.
   *
   * @param before of the baseline
   * @param after of the other
   * @param pairing of the windows of both
   * @param seed of resamples and flips; the same seed gives the same numbers
   * @param progress asked whether to go on
   */
  public static PairedDifferences of(
      Sample before, Sample after, Pairing pairing, long seed, Progress progress) {
    int[][] same = same(before.items(), after.items());
    int count = same[0].length;
    double[] p = new double[count];
    boolean ranked = before.kind().isRanking() && count > 1 && count <= MOST_RANKED;
    List<float[]> ownValues = new ArrayList<>();
    List<float[]> otherValues = new ArrayList<>();
    List<Item> untested = new ArrayList<>();
    // Some at a time, so that memory does not grow with items times resamples.
    for (int from = 0; from < count; from += ITEMS_AT_ONCE) {
      int to = Math.min(count, from + ITEMS_AT_ONCE);
      int[] own = Arrays.copyOfRange(same[0], from, to);
      Sums sums = new Sums(before, after, pairing, own, Arrays.copyOfRange(same[1], from, to));
      double[] some = SignFlips.testable(sums.changes(), sums.present(), seed, progress);
      System.arraycopy(some, 0, p, from, some.length);
      Bootstrap.Means parts = sums.means(seed, progress);
      Bootstrap.Means means = parts.ratioDifferences();
      for (int i = 0; ranked && i < own.length; i++) {
        ownValues.add(parts.ratios(COLUMNS * i));
        otherValues.add(parts.ratios(COLUMNS * i + 2));
      }
      for (int i = 0; i < own.length; i++) {
        double difference = means.mean()[i];
        untested.add(
            new Item(
                before.items().get(own[i]),
                own[i],
                before.scalars().isEmpty() ? "" : before.scalars().get(own[i]),
                sums.value(i, 0),
                sums.value(i, 2),
                difference,
                Double.isNaN(difference) ? null : means.expanded(i, sums.units(i)),
                Double.NaN,
                Double.NaN,
                sums.units(i),
                pairing.resampling().nouns()));
      }
    }
    double[] adjusted = SignFlips.benjaminiHochberg(p);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(untested.get(i).tested(p[i], adjusted[i]));
    }
    return new PairedDifferences(
        before.name(),
        before.label(),
        before.dimension(),
        before.kind(),
        items,
        ranked ? RankAgreement.range(ownValues, otherValues, pairing.resampling(), progress) : null,
        pairing.resampling(),
        missing(before.items(), after.items()),
        missing(after.items(), before.items()));
  }

  /** Places of the items that both have, in the one's order; by place where all are the same. */
  private static int[][] same(List<String> before, List<String> after) {
    if (before.equals(after)) {
      int[] all = IntStream.range(0, before.size()).toArray();
      return new int[][] {all, all};
    }
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < after.size(); i++) {
      places.putIfAbsent(after.get(i), i);
    }
    int[] own =
        IntStream.range(0, before.size()).filter(i -> places.containsKey(before.get(i))).toArray();
    return new int[][] {
      own, Arrays.stream(own).map(i -> places.getOrDefault(before.get(i), 0)).toArray()
    };
  }

  private static List<String> missing(List<String> of, List<String> in) {
    return of.stream().filter(name -> !in.contains(name)).toList();
  }

  /** The items that differ by more than noise, the greatest difference first. */
  public List<Item> real() {
    return byMagnitude().stream().filter(Item::isMoreThanNoise).toList();
  }

  /** The items from the greatest difference to the least, whatever its sign. */
  public List<Item> byMagnitude() {
    return items.stream()
        .filter(item -> !Double.isNaN(item.difference()))
        .sorted(Comparator.comparingDouble(item -> -Math.abs(item.difference())))
        .toList();
  }

  /** How far both rank the items alike. */
  public RankAgreement agreement() {
    return RankAgreement.of(
        items.stream().mapToDouble(Item::before).toArray(),
        items.stream().mapToDouble(Item::after).toArray(),
        rankRange);
  }

  /** Sums of windows and of units. */
  private static final class Sums {
    private final int items;
    private final Resampling resampling;
    private final float[] byWindow;
    private final double[][] byUnit;
    private final double[] total;

    Sums(Sample before, Sample after, Pairing pairing, int[] own, int[] others) {
      items = own.length;
      resampling = pairing.resampling();
      int columns = COLUMNS * items;
      byWindow = new float[Math.multiplyExact(pairing.size(), columns)];
      byUnit = new double[resampling.units()][columns];
      total = new double[columns];
      for (int n = 0; n < pairing.size(); n++) {
        int unit = resampling.unit()[n];
        for (int i = 0; i < items; i++) {
          int a = pairing.before()[n] * before.items().size() + own[i];
          int b = pairing.after()[n] * after.items().size() + others[i];
          float[] all = {
            before.numerator()[a], below(before, a), after.numerator()[b], below(after, b)
          };
          if (isFinite(all)) {
            for (int k = 0; k < COLUMNS; k++) {
              byWindow[n * columns + COLUMNS * i + k] = all[k];
              byUnit[unit][COLUMNS * i + k] += all[k];
              total[COLUMNS * i + k] += all[k];
            }
          }
        }
      }
    }

    private static float below(Sample sample, int place) {
      float[] denominator = sample.denominator();
      return denominator == null ? 1 : denominator[place];
    }

    private static boolean isFinite(float[] numbers) {
      for (float number : numbers) {
        if (!Float.isFinite(number)) {
          return false;
        }
      }
      return true;
    }

    double value(int item, int column) {
      return total[COLUMNS * item + column] / total[COLUMNS * item + column + 1];
    }

    /** Whether a unit has an item at all; else it adds nothing to either side. */
    private boolean has(int unit, int item) {
      return byUnit[unit][COLUMNS * item + 1] != 0 || byUnit[unit][COLUMNS * item + 3] != 0;
    }

    int units(int item) {
      return (int) IntStream.range(0, byUnit.length).filter(u -> has(u, item)).count();
    }

    boolean[][] present() {
      boolean[][] present = new boolean[byUnit.length][items];
      for (int u = 0; u < present.length; u++) {
        for (int i = 0; i < items; i++) {
          present[u][i] = has(u, i);
        }
      }
      return present;
    }

    /**
     * What each unit adds to the difference, [units][items]: their total is the very difference
     * that is shown, so that test and interval speak of one number.
     */
    double[][] changes() {
      double[][] changes = new double[byUnit.length][items];
      for (int u = 0; u < changes.length; u++) {
        for (int i = 0; i < items; i++) {
          int at = COLUMNS * i;
          changes[u][i] = byUnit[u][at + 2] / total[at + 3] - byUnit[u][at] / total[at + 1];
        }
      }
      return changes;
    }

    Bootstrap.Means means(long seed, Progress progress) {
      return Bootstrap.means(byWindow, COLUMNS * items, resampling, seed, progress);
    }
  }
}
