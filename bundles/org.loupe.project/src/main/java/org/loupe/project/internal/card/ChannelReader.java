package org.loupe.project.internal.card;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.model.BadInputException;
import org.loupe.model.ChannelSet;
import org.loupe.model.Scaler;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** Reads {@code channels} and {@code scaler}. */
final class ChannelReader {
  private ChannelReader() {}

  static Map<String, ChannelSet> sets(Optional<JsonPlace> place) throws BadInputException {
    Map<String, ChannelSet> sets = new LinkedHashMap<>();
    if (place.isPresent()) {
      for (Map.Entry<String, JsonPlace> entry : place.get().object().entries().entrySet()) {
        sets.put(entry.getKey(), set(entry.getValue().object()));
      }
    }
    return sets;
  }

  private static ChannelSet set(JsonObject object) throws BadInputException {
    List<String> names = object.required("names").names();
    Map<String, Map<String, List<Integer>>> groupings = new LinkedHashMap<>();
    Optional<JsonPlace> groups = object.optional("groups");
    if (groups.isPresent()) {
      for (Map.Entry<String, JsonPlace> grouping : groups.get().object().entries().entrySet()) {
        groupings.put(grouping.getKey(), grouping(grouping.getValue(), names.size()));
      }
    }
    Optional<JsonPlace> units = object.optional("units");
    List<String> unitNames = units.isPresent() ? units.get().texts() : List.of();
    if (units.isPresent() && unitNames.size() != names.size()) {
      throw units
          .get()
          .problem("has " + unitNames.size() + " units for " + names.size() + " channels");
    }
    object.done();
    return new ChannelSet(names, groupings, unitNames);
  }

  private static Map<String, List<Integer>> grouping(JsonPlace place, int channels)
      throws BadInputException {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (Map.Entry<String, JsonPlace> group : place.object().entries().entrySet()) {
      List<Integer> indices = new ArrayList<>();
      for (JsonPlace index : group.getValue().items()) {
        indices.add(index.integer(0, channels - 1));
      }
      groups.put(group.getKey(), List.copyOf(indices));
    }
    return Collections.unmodifiableMap(groups);
  }

  static Map<String, Scaler> scalers(Optional<JsonPlace> place, Map<String, ChannelSet> channels)
      throws BadInputException {
    Map<String, Scaler> scalers = new LinkedHashMap<>();
    if (place.isPresent()) {
      for (Map.Entry<String, JsonPlace> entry : place.get().object().entries().entrySet()) {
        ChannelSet set = channels.get(entry.getKey());
        if (set == null) {
          throw entry.getValue().problem("is no channel set; there are " + channels.keySet());
        }
        JsonObject object = entry.getValue().object();
        scalers.put(
            entry.getKey(),
            new Scaler(
                numbers(object.required("center"), set.names().size()),
                numbers(object.required("scale"), set.names().size())));
        object.done();
      }
    }
    return scalers;
  }

  private static List<Double> numbers(JsonPlace place, int count) throws BadInputException {
    List<Double> numbers = new ArrayList<>();
    for (JsonPlace item : place.items()) {
      numbers.add(item.number());
    }
    if (numbers.size() != count) {
      throw place.problem("has " + numbers.size() + " numbers for " + count + " channels");
    }
    return numbers;
  }
}
