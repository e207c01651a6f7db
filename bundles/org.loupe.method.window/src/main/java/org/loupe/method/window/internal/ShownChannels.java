package org.loupe.method.window.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The channels whose signals are drawn.
 *
 * @param numbers ascending
 * @param chosen how many were asked for; more than are shown, perhaps
 * @param why which these are, in words
 */
record ShownChannels(int[] numbers, int chosen, String why) {
  private static final int USUAL = 2;
  private static final int MOST = 12;

  static ShownChannels of(Signals signals, Set<Integer> selected, boolean groups) {
    Set<Integer> there = new TreeSet<>(selected);
    there.removeIf(channel -> channel >= signals.channels());
    if (there.isEmpty()) {
      boolean few = signals.channels() <= USUAL;
      int[] liveliest =
          few ? IntStream.range(0, signals.channels()).toArray() : signals.liveliest(USUAL);
      return new ShownChannels(
          liveliest,
          liveliest.length,
          few
              ? "all channels"
              : liveliest(liveliest.length, signals.unit(liveliest[0]))
                  + " here; select others below");
    }
    Map<String, List<Integer>> all = signals.names().groups();
    if (groups) {
      Set<Integer> members = new TreeSet<>(there);
      for (List<Integer> group : all.values()) {
        if (group.stream().anyMatch(there::contains)) {
          members.addAll(group);
        }
      }
      there = members;
      there.removeIf(channel -> channel >= signals.channels());
    }
    int[] numbers = there.stream().limit(MOST).mapToInt(Integer::intValue).toArray();
    String which = groups ? "channels of the selected groups" : "selected channels";
    return new ShownChannels(
        numbers,
        there.size(),
        there.size() > MOST ? "the first " + MOST + " of " + there.size() + " " + which : which);
  }

  private static String liveliest(int count, String unit) {
    return count == 1
        ? "the channel that varies most"
        : "the channel that varies most and the next in " + unit;
  }

  /** By unit, in the card's order; a channel without a unit stands alone. */
  Map<String, int[]> byUnit(Signals signals) {
    Map<String, List<Integer>> byUnit =
        Arrays.stream(numbers)
            .boxed()
            .collect(
                Collectors.groupingBy(
                    c -> signals.unit(c).isEmpty() ? "channel " + c : signals.unit(c),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Map<String, int[]> arrays = new LinkedHashMap<>();
    byUnit.forEach(
        (unit, list) -> arrays.put(unit, list.stream().mapToInt(Integer::intValue).toArray()));
    return arrays;
  }
}
