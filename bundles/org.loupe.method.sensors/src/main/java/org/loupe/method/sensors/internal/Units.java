package org.loupe.method.sensors.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.analysis.ChannelNames;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;

/**
 * What is changed at once: a channel, or a group of channels.
 *
 * @param dimension CHANNEL or CHANNEL_GROUP
 * @param names one per unit
 * @param channels of each unit; shared, not copied
 */
record Units(Dimension dimension, List<String> names, List<int[]> channels) {
  Units {
    names = List.copyOf(names);
    channels = List.copyOf(channels);
  }

  /** Every channel by itself. */
  static Units channels(int count, ChannelNames names) {
    return new Units(
        Dimension.CHANNEL,
        IntStream.range(0, count).mapToObj(names::name).toList(),
        IntStream.range(0, count).mapToObj(c -> new int[] {c}).toList());
  }

  /**
   * The groups of the card's first grouping.
   *
   * @throws BadInputException if the card has none
   */
  static Units groups(int count, ChannelNames names, String input) throws BadInputException {
    List<String> groupNames = new ArrayList<>();
    List<int[]> members = new ArrayList<>();
    for (Map.Entry<String, List<Integer>> group : names.groups().entrySet()) {
      int[] channels =
          group.getValue().stream().mapToInt(Integer::intValue).filter(c -> c < count).toArray();
      if (channels.length > 0) {
        groupNames.add(group.getKey());
        members.add(channels);
      }
    }
    if (groupNames.isEmpty()) {
      throw new BadInputException(
          "The card puts the channels of input '"
              + input
              + "' into no groups, so there is none to ablate; add 'groupings' to its channels, or use kind=occlusion.");
    }
    return new Units(Dimension.CHANNEL_GROUP, groupNames, members);
  }

  int size() {
    return names.size();
  }

  boolean isGroups() {
    return dimension == Dimension.CHANNEL_GROUP;
  }

  /** 'channel', 'group'. */
  String noun() {
    return isGroups() ? "group" : "channel";
  }

  /** '155 channels', 'one group'. */
  String count(int count) {
    return count == 1 ? "one " + noun() : count + " " + noun() + "s";
  }

  /** These units followed by each pair of them, joined. */
  Units withPairs() {
    List<String> all = new ArrayList<>(names);
    List<int[]> members = new ArrayList<>(channels);
    for (int i = 0; i < size(); i++) {
      for (int j = i + 1; j < size(); j++) {
        all.add(names.get(i) + " + " + names.get(j));
        members.add(
            IntStream.concat(IntStream.of(channels.get(i)), IntStream.of(channels.get(j)))
                .distinct()
                .toArray());
      }
    }
    return new Units(dimension, all, members);
  }
}
