package org.loupe.method.sensors.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;

/**
 * What the channels of a group drop on average.
 *
 * @param grouping 'module'
 * @param group its name
 * @param channels how many
 * @param mean per channel
 * @param interval of the mean, or null
 */
record GroupDrop(
    String grouping, String group, int channels, double mean, @Nullable Interval interval) {

  /** The groups of a grouping, the greatest drop first. */
  static List<GroupDrop> of(
      String grouping, Map<String, List<Integer>> groups, Bootstrap.Means means) {
    List<GroupDrop> all = new ArrayList<>();
    groups.forEach(
        (group, members) -> {
          int[] channels =
              members.stream()
                  .mapToInt(Integer::intValue)
                  .filter(c -> c < means.mean().length)
                  .toArray();
          if (channels.length > 0) {
            all.add(of(grouping, group, channels, means));
          }
        });
    all.sort(Comparator.comparingDouble(each -> -each.mean));
    return all;
  }

  private static GroupDrop of(
      String grouping, String group, int[] channels, Bootstrap.Means means) {
    double mean = 0;
    for (int c : channels) {
      mean += means.mean()[c] / channels.length;
    }
    return new GroupDrop(grouping, group, channels.length, mean, means.interval(channels));
  }

  double low() {
    return Interval.lowerEnd(interval);
  }

  double high() {
    return Interval.upperEnd(interval);
  }
}
