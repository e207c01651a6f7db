package org.loupe.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.model.BadInputException;

/**
 * The windows that two results have in common. Arrays are shared, not copied.
 *
 * @param before places in the baseline's result
 * @param after the same windows' places in the other's
 * @param resampling what these windows belong to
 * @param remark which windows were left out, in a sentence; empty if none was
 */
public record Pairing(int[] before, int[] after, Resampling resampling, String remark) {

  /** Of two results that are of the very same windows. */
  public static Pairing same(Resampling resampling) {
    int[] places = IntStream.range(0, resampling.unit().length).toArray();
    return new Pairing(places, places, resampling, "");
  }

  /**
   * Pairs by window number, in the baseline's order.
   *
   * @param baseline numbers of the baseline's windows
   * @param other numbers of the other's
   * @param resampling what the baseline's windows belong to
   * @throws BadInputException if there is no common window
   */
  public static Pairing of(int[] baseline, int[] other, Resampling resampling)
      throws BadInputException {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < other.length; i++) {
      places.putIfAbsent(other[i], i);
    }
    int[] before = new int[baseline.length];
    int[] after = new int[baseline.length];
    int common = 0;
    for (int i = 0; i < baseline.length; i++) {
      Integer place = places.remove(baseline[i]);
      if (place != null) {
        before[common] = i;
        after[common] = place;
        common++;
      }
    }
    if (common == 0) {
      throw new BadInputException(
          "The two results have no window in common (the baseline's are "
              + described(baseline)
              + ", the other's "
              + described(other)
              + "); differences are paired per window: compute both on the same ones.");
    }
    int[] some = Arrays.copyOf(before, common);
    return new Pairing(
        some,
        Arrays.copyOf(after, common),
        resampling.subset(some),
        common == baseline.length && common == other.length
            ? ""
            : String.format(
                "Paired on the %d windows that both have, of %d of the baseline and %d of the"
                    + " other.",
                common, baseline.length, other.length));
  }

  /**
   * Those of the paired windows that both results keep, by where they stand among the kept ones.
   *
   * @param baseline windows that the baseline keeps
   * @param other windows that the other keeps
   */
  Pairing among(KeptWindows baseline, KeptWindows other) {
    if (baseline.isAll() && other.isAll()) {
      return this;
    }
    int[] both =
        IntStream.range(0, size())
            .filter(n -> baseline.index(before[n]) >= 0 && other.index(after[n]) >= 0)
            .toArray();
    return new Pairing(
        IntStream.of(both).map(n -> baseline.index(before[n])).toArray(),
        IntStream.of(both).map(n -> other.index(after[n])).toArray(),
        resampling.subset(both),
        both.length + " of the " + size() + " paired windows are kept in both results.");
  }

  private static String described(int[] windows) {
    if (windows.length == 0) {
      return "none";
    }
    int least = Arrays.stream(windows).min().orElseThrow();
    int greatest = Arrays.stream(windows).max().orElseThrow();
    return windows.length + " between " + least + " and " + greatest;
  }

  /** How many windows are paired. */
  public int size() {
    return before.length;
  }
}
