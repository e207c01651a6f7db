package org.loupe.project.internal.card;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.InputCard;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** Reads {@code inputs}, {@code explain} and {@code generation}. */
final class InputReader {
  private static final List<String> TYPES =
      Arrays.stream(ElementType.values()).map(ElementType::key).toList();
  private static final List<String> ROLES = List.of("timespans");

  private final Map<String, ChannelSet> channels;
  private final Map<String, Map<String, Long>> vocabularies;

  InputReader(Map<String, ChannelSet> channels, Map<String, Map<String, Long>> vocabularies) {
    this.channels = channels;
    this.vocabularies = vocabularies;
  }

  List<InputCard> inputs(JsonPlace place) throws BadInputException {
    List<InputCard> inputs = new ArrayList<>();
    for (JsonPlace item : place.items()) {
      InputCard input = input(item.object());
      if (inputs.stream().anyMatch(other -> other.name().equals(input.name()))) {
        throw item.problem("is a second input named '" + input.name() + "'");
      }
      inputs.add(input);
    }
    if (inputs.isEmpty()) {
      throw place.problem("is empty; list the arguments of forward");
    }
    return inputs;
  }

  private InputCard input(JsonObject object) throws BadInputException {
    String name = object.required("name").text();
    ElementType type = ElementType.ofKey(object.required("dtype").oneOf(TYPES));
    List<Dimension> axes = Dimensions.axes(object.required("axes"));
    ArrayReference data = Dimensions.array(object.required("data"));
    String set = key(object.optional("channels"), channels.keySet(), "channel set");
    if (set != null && !axes.contains(Dimension.CHANNEL)) {
      throw object.place().problem("has channels, but no axis \"channel\"");
    }
    String vocabulary = key(object.optional("vocabulary"), vocabularies.keySet(), "vocabulary");
    Optional<JsonPlace> optional = object.optional("optional");
    Optional<JsonPlace> role = object.optional("role");
    Optional<JsonPlace> unit = object.optional("unit");
    object.done();
    return new InputCard(
        name,
        type,
        axes,
        data,
        set,
        vocabulary,
        optional.isPresent() && optional.get().truth(),
        role.isPresent() ? role.get().oneOf(ROLES) : null,
        unit.isPresent() ? unit.get().text() : null);
  }

  private static @Nullable String key(Optional<JsonPlace> place, Set<String> keys, String kind)
      throws BadInputException {
    if (place.isEmpty()) {
      return null;
    }
    String key = place.get().text();
    if (!keys.contains(key)) {
      throw place
          .get()
          .problem("is '" + key + "', the card has no such " + kind + ", it has " + keys);
    }
    return key;
  }

  static List<String> explained(Optional<JsonPlace> place, List<InputCard> inputs)
      throws BadInputException {
    if (place.isEmpty()) {
      return List.of();
    }
    place.get().names();
    List<String> explained = new ArrayList<>();
    for (JsonPlace item : place.get().items()) {
      InputCard input = named(item, inputs);
      if (!input.elementType().isFloatingPoint()) {
        throw item.problem(
            "is the input '"
                + input.name()
                + "' of type "
                + input.elementType().key()
                + "; only floating point inputs can be explained");
      }
      explained.add(input.name());
    }
    return explained;
  }

  static @Nullable String generation(Optional<JsonPlace> place, List<InputCard> inputs)
      throws BadInputException {
    if (place.isEmpty()) {
      return null;
    }
    JsonObject object = place.get().object();
    JsonPlace name = object.required("input");
    object.done();
    InputCard input = named(name, inputs);
    if (!input.optional()) {
      throw name.problem(
          "is '" + input.name() + "', which is not optional; leaving it out means free-running");
    }
    return input.name();
  }

  private static InputCard named(JsonPlace place, List<InputCard> inputs) throws BadInputException {
    String name = place.text();
    return inputs.stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                place.problem(
                    "is '"
                        + name
                        + "', the card has no such input, it has "
                        + inputs.stream().map(InputCard::name).toList()));
  }
}
