package org.loupe.method.occlusion.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.ChannelNames;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;

/**
 * What the sliding window moves over besides time.
 *
 * @param dimension CHANNEL or CHANNEL_GROUP
 * @param title what they are called along an axis: 'channel', 'module'
 * @param names one per unit
 * @param positions the number of each in its dimension; shared, not copied
 * @param channels those of each unit; shared, not copied
 */
record Units(
    Dimension dimension, String title, List<String> names, int[] positions, List<int[]> channels) {
  Units {
    names = List.copyOf(names);
    channels = List.copyOf(channels);
  }

  /**
   * The units of an input.
   *
   * @param count of its channels
   * @throws BadInputException if groups are asked for, but the card has none
   */
  static Units of(Over over, int count, ChannelNames names, String input) throws BadInputException {
    if (over == Over.CHANNELS) {
      int[] all = IntStream.range(0, count).toArray();
      return new Units(
          Dimension.CHANNEL,
          "channel",
          IntStream.of(all).mapToObj(names::name).toList(),
          all,
          IntStream.of(all).mapToObj(c -> new int[] {c}).toList());
    }
    List<String> groups = List.copyOf(names.groups().keySet());
    List<int[]> members = new ArrayList<>();
    for (String group : groups) {
      members.add(
          names.groups().get(group).stream()
              .mapToInt(Integer::intValue)
              .filter(c -> c < count)
              .toArray());
    }
    int[] kept = IntStream.range(0, groups.size()).filter(g -> members.get(g).length > 0).toArray();
    if (kept.length == 0) {
      throw new BadInputException(
          "The card puts the channels of input '"
              + input
              + "' into no groups, so there is none to hide; add 'groups' to its channels, or use"
              + " over=channels.");
    }
    return new Units(
        Dimension.CHANNEL_GROUP,
        names.grouping(),
        IntStream.of(kept).mapToObj(groups::get).toList(),
        kept,
        IntStream.of(kept).mapToObj(members::get).toList());
  }

  int size() {
    return names.size();
  }

  /** 'channel' or 'group'. */
  String noun() {
    return dimension == Dimension.CHANNEL ? "channel" : "group";
  }

  /** 'channels' or 'groups'. */
  String nouns() {
    return noun() + "s";
  }

  /** 'one group', '3 channels'. */
  String count(int count) {
    return count == 1 ? "one " + noun() : count + " " + nouns();
  }

  /** 'x_axis', 'x_axis to z_axis'. */
  String range(int from, int to) {
    return to - from == 1 ? names.get(from) : names.get(from) + " to " + names.get(to - 1);
  }
}
