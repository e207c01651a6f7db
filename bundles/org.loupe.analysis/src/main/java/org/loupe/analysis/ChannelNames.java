package org.loupe.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ChannelSet;

/**
 * Names and groups of channels, also where the card gives none.
 *
 * @param set what the card gives, or null
 */
public record ChannelNames(@Nullable ChannelSet set) {

  /** The name the card gives, else {@code channel 7}. */
  public String name(int channel) {
    return set != null && channel < set.names().size()
        ? set.names().get(channel)
        : "channel " + channel;
  }

  /** All groupings; empty without any. */
  public Map<String, Map<String, List<Integer>>> groupings() {
    return set == null ? Map.of() : set.groupings();
  }

  /** The first grouping's name, 'group' without any. */
  public String grouping() {
    return groupings().keySet().stream().findFirst().orElse("group");
  }

  /** The groups of the first grouping. */
  public Map<String, List<Integer>> groups() {
    return groupings().values().stream().findFirst().orElse(new LinkedHashMap<>());
  }

  /** The channel's group in the first grouping, empty if it is in none. */
  public String group(int channel) {
    return groups().entrySet().stream()
        .filter(group -> group.getValue().contains(channel))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }
}
