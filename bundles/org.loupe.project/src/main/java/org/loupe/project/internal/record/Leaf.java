package org.loupe.project.internal.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.json.JsonPlace;

/**
 * A value without parts. Floating point numbers come back as they were; those that JSON does not
 * know are texts: NaN, Infinity, -Infinity.
 *
 * @param writing to JSON
 * @param reading from JSON
 * @param mayBeNull whether null is one of its values
 */
record Leaf(Function<Object, JsonNode> writing, Reading reading, boolean mayBeNull)
    implements Form {
  /** All of them, by their classes. */
  static final Map<Class<?>, Form> ALL = all();

  private static final List<String> NOT_FINITE =
      List.of(
          Double.toString(Double.NaN),
          Double.toString(Double.POSITIVE_INFINITY),
          Double.toString(Double.NEGATIVE_INFINITY));

  /** Reads a value. */
  @FunctionalInterface
  interface Reading {
    Object read(JsonPlace place) throws BadInputException;
  }

  @Override
  public JsonNode write(Object value, NumbersOut numbers) {
    return writing.apply(value);
  }

  @Override
  public Object read(JsonPlace place, NumbersIn numbers) throws BadInputException {
    return reading.read(place);
  }

  @Override
  public @Nullable Object readNullable(JsonPlace place, NumbersIn numbers)
      throws BadInputException {
    return mayBeNull && place.node().isNull() ? null : read(place, numbers);
  }

  private static Map<Class<?>, Form> all() {
    Map<Class<?>, Form> all = new HashMap<>();
    all.put(String.class, new Leaf(value -> new TextNode((String) value), JsonPlace::text, true));
    all.put(
        Duration.class, new Leaf(value -> new TextNode(value.toString()), Leaf::duration, true));
    both(all, boolean.class, Boolean.class, Leaf::truth, JsonPlace::truth);
    both(
        all,
        byte.class,
        Byte.class,
        Leaf::whole,
        at -> (byte) at.integer(Byte.MIN_VALUE, Byte.MAX_VALUE));
    both(
        all,
        short.class,
        Short.class,
        Leaf::whole,
        at -> (short) at.integer(Short.MIN_VALUE, Short.MAX_VALUE));
    both(
        all,
        int.class,
        Integer.class,
        Leaf::whole,
        at -> at.integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
    both(all, long.class, Long.class, Leaf::whole, JsonPlace::integer);
    // A float is written as the double it is equal to: what is read of that is the same float.
    both(all, float.class, Float.class, Leaf::broken, at -> (float) real(at));
    both(all, double.class, Double.class, Leaf::broken, Leaf::real);
    return Map.copyOf(all);
  }

  private static void both(
      Map<Class<?>, Form> all,
      Class<?> primitive,
      Class<?> boxed,
      Function<Object, JsonNode> writing,
      Reading reading) {
    all.put(primitive, new Leaf(writing, reading, false));
    all.put(boxed, new Leaf(writing, reading, true));
  }

  private static JsonNode truth(Object value) {
    return BooleanNode.valueOf((Boolean) value);
  }

  private static JsonNode whole(Object value) {
    return LongNode.valueOf(((Number) value).longValue());
  }

  private static JsonNode broken(Object value) {
    double number = ((Number) value).doubleValue();
    return Double.isFinite(number)
        ? DoubleNode.valueOf(number)
        : new TextNode(Double.toString(number));
  }

  private static double real(JsonPlace place) throws BadInputException {
    return place.node().isTextual() ? Double.parseDouble(place.oneOf(NOT_FINITE)) : place.number();
  }

  private static Duration duration(JsonPlace place) throws BadInputException {
    try {
      return Duration.parse(place.text());
    } catch (DateTimeParseException e) {
      throw place.problem("is '" + place.text() + "', expected a duration such as PT1.5S");
    }
  }
}
