package org.loupe.family.ncp.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;

/** What a card says of a liquid network under {@code x-ncp}; whatever it leaves out is empty. */
final class NcpOptions {
  /** Where a card has it. */
  static final String POINTER = "/x-ncp";

  static final String IMPLEMENTATION = "implementation";
  static final String MODE = "mode";
  static final String ACTIVATION = "activation";
  static final String UNFOLDS = "unfolds";
  static final String EPSILON = "epsilon";
  static final String IMPLICIT = "implicitParamConstraints";
  static final String OUTPUTS = "outputs";
  static final String READOUT = "readout";
  static final String SENSORY = "sensoryAdjacency";

  private static final List<String> KNOWN =
      List.of(
          IMPLEMENTATION, MODE, ACTIVATION, UNFOLDS, EPSILON, IMPLICIT, OUTPUTS, READOUT, SENSORY);
  private static final int MOST_UNFOLDS = 1000;
  private static final int MOST_OUTPUTS = 1 << 20;

  private final ObjectNode node;

  private NcpOptions(ObjectNode node) {
    this.node = node;
  }

  /**
   * The options of a card.
   *
   * @param card or null, which says nothing
   * @throws BadInputException if it has a key that is not known
   */
  static NcpOptions of(@Nullable ModelCard card) throws BadInputException {
    String text = card == null ? null : card.extensions().get(POINTER);
    if (text == null) {
      return new NcpOptions(new ObjectMapper().createObjectNode());
    }
    try {
      if (new ObjectMapper().readTree(text) instanceof ObjectNode object) {
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
          String name = names.next();
          if (!KNOWN.contains(name)) {
            throw new BadInputException(
                "The card's x-ncp has the unknown key '" + name + "'; known are " + KNOWN + ".");
          }
        }
        return new NcpOptions(object);
      }
      throw new BadInputException("The card's x-ncp is no object in braces.");
    } catch (JsonProcessingException e) {
      throw new BadInputException("The card's x-ncp is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The same options with those that were assumed, as a card has them. */
  String with(List<Assumed> assumed) {
    ObjectNode all = node.deepCopy();
    for (Assumed one : assumed) {
      if (one.value() != null && !all.has(one.key())) {
        all.putPOJO(one.key(), one.value());
      }
    }
    return all.toString();
  }

  /** An option as one of some choices. */
  <E extends Enum<E>> Optional<E> choice(String key, Class<E> type, Function<E, String> name)
      throws BadInputException {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    for (E choice : type.getEnumConstants()) {
      if (value.isTextual() && name.apply(choice).equals(value.textValue())) {
        return Optional.of(choice);
      }
    }
    throw wrong(key, "one of " + Arrays.stream(type.getEnumConstants()).map(name).toList());
  }

  /** Steps of the solver. */
  Optional<Integer> unfolds() throws BadInputException {
    return integer(UNFOLDS, MOST_UNFOLDS);
  }

  /** Number of motor neurons. */
  Optional<Integer> outputs() throws BadInputException {
    return integer(OUTPUTS, MOST_OUTPUTS);
  }

  private Optional<Integer> integer(String key, int most) throws BadInputException {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > most) {
      throw wrong(key, "an integer from 1 to " + most);
    }
    return Optional.of(value.intValue());
  }

  /** What keeps the solver from dividing by nothing. */
  Optional<Double> epsilon() throws BadInputException {
    JsonNode value = node.path(EPSILON);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    double number = value.doubleValue();
    if (!value.isNumber() || !(number >= 0) || !(number <= 1)) {
      throw wrong(EPSILON, "a number from 0 to 1");
    }
    return Optional.of(number);
  }

  /** Whether weights become positive by a softplus. */
  Optional<Boolean> implicit() throws BadInputException {
    JsonNode value = node.path(IMPLICIT);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      throw wrong(IMPLICIT, "true or false");
    }
    return Optional.of(value.booleanValue());
  }

  /** The name of a linear layer on what the network gives. */
  Optional<String> readout() throws BadInputException {
    JsonNode value = node.path(READOUT);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(READOUT, "the name of a linear layer of the file");
    }
    return Optional.of(value.textValue());
  }

  /** Signed synapses from inputs to units, [input][unit]; empty if none are given. */
  List<List<Integer>> sensoryAdjacency() throws BadInputException {
    JsonNode value = node.path(SENSORY);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    List<List<Integer>> rows = new ArrayList<>();
    for (JsonNode row : value) {
      List<Integer> signs = new ArrayList<>();
      for (JsonNode sign : row) {
        if (!sign.isInt() || Math.abs((long) sign.intValue()) > 1) {
          throw wrong(SENSORY, "rows of −1, 0 and 1");
        }
        signs.add(sign.intValue());
      }
      rows.add(signs);
    }
    if (rows.isEmpty()) {
      throw wrong(SENSORY, "rows of −1, 0 and 1");
    }
    return rows;
  }

  private BadInputException wrong(String key, String expected) {
    String found = node.path(key).toString();
    return new BadInputException(
        "The card's x-ncp."
            + key
            + " is "
            + (found.length() > 60 ? found.substring(0, 60) + "…" : found)
            + ", expected "
            + expected
            + ".");
  }

  /**
   * An option that was assumed.
   *
   * @param key of x-ncp
   * @param value text, number or truth value; null where there is none to be written down
   * @param sentence that says so
   */
  record Assumed(String key, @Nullable Object value, String sentence) {}
}
