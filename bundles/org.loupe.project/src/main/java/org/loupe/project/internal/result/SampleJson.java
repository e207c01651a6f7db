package org.loupe.project.internal.result;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/**
 * The per-window numbers of a result on disk: what they are under {@code samples} in {@code
 * result.json}, the numbers as {@code samples/<name>/numerator} and {@code
 * samples/<name>/denominator} [N,I], and what the windows belong to as {@code samples/units} [N].
 */
final class SampleJson {
  /** What the names of all of these arrays begin with; methods' own arrays have other names. */
  private static final String PREFIX = "samples/";

  private static final String UNITS = PREFIX + "units";
  private static final int MOST_UNITS = 1 << 24;

  private SampleJson() {}

  /** The arrays of samples, after a result's own. */
  static Map<String, Tensor> arrays(Samples samples) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    if (samples.all().isEmpty()) {
      return arrays;
    }
    int[] unit = samples.resampling().unit();
    float[] units = new float[unit.length];
    for (int n = 0; n < units.length; n++) {
      units[n] = unit[n];
    }
    arrays.put(UNITS, FloatTensor.of(units, Axis.of(Dimension.WINDOW, units.length)));
    for (Sample sample : samples.all()) {
      arrays.put(numerator(sample.name()), sample.above());
      FloatTensor below = sample.below();
      if (below != null) {
        arrays.put(denominator(sample.name()), below);
      }
    }
    return arrays;
  }

  private static String numerator(String name) {
    return PREFIX + name + "/numerator";
  }

  private static String denominator(String name) {
    return PREFIX + name + "/denominator";
  }

  static void write(Samples samples, ObjectNode node) {
    node.put("noun", samples.resampling().noun());
    node.put("units", samples.resampling().units());
    ArrayNode all = node.putArray("all");
    for (Sample sample : samples.all()) {
      ObjectNode object = all.addObject();
      object.put("name", sample.name());
      object.put("label", sample.label());
      object.put("dimension", sample.dimension().key());
      object.put("kind", key(sample.kind()));
      object.put("ratio", sample.denominator() != null);
      ArrayNode items = object.putArray("items");
      sample.items().forEach(items::add);
      ArrayNode scalars = object.putArray("scalars");
      sample.scalars().forEach(scalars::add);
    }
    ObjectNode without = node.putObject("without");
    samples.without().forEach(without::put);
    ArrayNode maps = node.putArray("maps");
    samples.maps().forEach(maps::add);
  }

  private static String key(Sample.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads them back.
   *
   * @param root of {@code result.json}
   * @param windows how many windows the result is of
   * @param arrays the file of its arrays
   * @throws BadInputException if something is missing or does not fit, naming the place; {@link
   *     Samples#NONE} if an older version wrote none
   */
  static Samples read(JsonObject root, int windows, Path arrays) throws BadInputException {
    Optional<JsonPlace> place = root.optional("samples");
    if (place.isEmpty()) {
      return Samples.NONE;
    }
    JsonObject node = place.get().object();
    List<JsonPlace> items = node.required("all").items();
    Map<String, String> without = new LinkedHashMap<>();
    for (Map.Entry<String, JsonPlace> entry :
        node.required("without").object().entries().entrySet()) {
      without.put(entry.getKey(), entry.getValue().text());
    }
    List<String> maps = node.required("maps").texts();
    if (items.isEmpty()) {
      return new Samples(Resampling.windows(windows), List.of(), without, maps);
    }
    int units = node.required("units").integer(0, MOST_UNITS);
    NpzArrays file = new NpzArrays(arrays);
    Resampling resampling =
        new Resampling(
            units(file.floats(UNITS, windows), units, arrays), units, node.required("noun").text());
    List<Sample> all = new ArrayList<>();
    for (JsonPlace item : items) {
      all.add(sample(item, windows, file));
    }
    return new Samples(resampling, all, without, maps);
  }

  private static int[] units(float[] numbers, int units, Path file) throws BadInputException {
    int[] unit = new int[numbers.length];
    for (int n = 0; n < unit.length; n++) {
      unit[n] = (int) numbers[n];
      if (unit[n] != numbers[n] || unit[n] < 0 || unit[n] >= units) {
        throw new BadInputException(
            file
                + ": array '"
                + UNITS
                + "' holds "
                + numbers[n]
                + " where one of 0 to "
                + (units - 1)
                + " is expected; compute the result again.");
      }
    }
    return unit;
  }

  private static Sample sample(JsonPlace place, int windows, NpzArrays file)
      throws BadInputException {
    JsonObject node = place.object();
    String name = node.required("name").text();
    List<String> items = node.required("items").texts();
    List<String> scalars = node.required("scalars").texts();
    if (items.isEmpty() || (long) windows * items.size() > Sample.MOST) {
      throw place.problem(
          "has "
              + items.size()
              + " items of "
              + windows
              + " windows, expected 1 to a total of "
              + Sample.MOST);
    }
    if (!scalars.isEmpty() && scalars.size() != items.size()) {
      throw place.problem("has " + scalars.size() + " scalars for " + items.size() + " items");
    }
    List<String> dimensions = Arrays.stream(Dimension.values()).map(Dimension::key).toList();
    List<String> kinds = Arrays.stream(Sample.Kind.values()).map(SampleJson::key).toList();
    return new Sample(
        name,
        node.required("label").text(),
        Dimension.ofKey(node.required("dimension").oneOf(dimensions)),
        items,
        file.floats(numerator(name), windows, items.size()),
        node.required("ratio").truth()
            ? file.floats(denominator(name), windows, items.size())
            : null,
        Sample.Kind.values()[kinds.indexOf(node.required("kind").oneOf(kinds))],
        scalars);
  }
}
