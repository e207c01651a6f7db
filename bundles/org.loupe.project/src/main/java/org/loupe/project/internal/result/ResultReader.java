package org.loupe.project.internal.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.EngineInfo;
import org.loupe.project.ResultRequest;
import org.loupe.project.StoredResult;
import org.loupe.project.internal.json.JsonFile;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/**
 * Reads {@code result.json} back; null becomes NaN. Keys that this version does not know stay
 * unread.
 */
final class ResultReader {
  private static final int MOST_MEMBERS = 1 << 24;

  private final JsonFile files = new JsonFile();

  /**
   * Reads a result's folder.
   *
   * @throws BadInputException naming the place if something is missing or of the wrong kind
   */
  StoredResult read(Path folder) throws BadInputException {
    return read(folder, root(folder));
  }

  /**
   * Reads a result's folder whose arrays and figures are there.
   *
   * @throws BadInputException likewise, and if its arrays are not those it says, or a figure is
   *     missing
   */
  StoredResult readWhole(Path folder) throws BadInputException {
    JsonObject root = root(folder);
    StoredResult read = read(folder, root);
    ArrayCheck.check(root, folder);
    for (StoredResult.StoredFigure figure : read.figures()) {
      if (!Files.isRegularFile(figure.file())) {
        throw new BadInputException(
            "There is no figure " + figure.file() + "; compute the result again.");
      }
    }
    return read;
  }

  private static StoredResult read(Path folder, JsonObject root) throws BadInputException {
    Provenance provenance = provenance(root);
    return new StoredResult(
        folder,
        provenance,
        asked(root, provenance),
        each(root, "scalars", ResultReader::scalar),
        each(root, "tables", ResultReader::table),
        each(root, "findings", ResultReader::finding),
        each(root, "figures", place -> figure(place, folder)));
  }

  /**
   * Reads the per-window numbers of a result's folder.
   *
   * @throws BadInputException likewise
   */
  Samples samples(Path folder) throws BadInputException {
    JsonObject root = root(folder);
    int windows = provenance(root).windows().length;
    return SampleJson.read(root, windows, folder.resolve(ResultFolder.ARRAYS));
  }

  private JsonObject root(Path folder) throws BadInputException {
    JsonObject root = files.read(folder.resolve(ResultFolder.JSON), "result").object();
    JsonPlace version = root.required("loupe");
    if (version.integer() > ResultJson.VERSION) {
      throw version.problem(
          "is "
              + version.integer()
              + ", but this Loupe reads results up to version "
              + ResultJson.VERSION
              + "; use a newer Loupe");
    }
    return root;
  }

  /** Reads one value. */
  private interface Reading<T> {
    T read(JsonPlace place) throws BadInputException;
  }

  private static <T> List<T> each(JsonObject object, String key, Reading<T> reading)
      throws BadInputException {
    List<T> values = new ArrayList<>();
    for (JsonPlace item : object.required(key).items()) {
      values.add(reading.read(item));
    }
    return values;
  }

  private static Provenance provenance(JsonObject root) throws BadInputException {
    JsonObject node = root.required("provenance").object();
    JsonObject engine = node.required("engine").object();
    return new Provenance(
        root.required("analyzer").text(),
        root.required("version").text(),
        parameters(root),
        node.required("seed").integer(),
        node.required("checkpoint").text(),
        node.required("checkpointSha256").text(),
        node.required("dataset").text(),
        node.required("datasetSha256").text(),
        windows(node),
        node.required("device").text(),
        new EngineInfo(
            engine.required("name").text(),
            engine.required("version").text(),
            engine.required("binding").text()),
        node.required("microBatch").integer(0, Integer.MAX_VALUE),
        Duration.ofNanos(Math.round(node.required("seconds").number() * 1e9)),
        node.optional("compared").isPresent()
            ? each(node, "compared", ResultReader::compared)
            : List.of(),
        card(node));
  }

  /** Older versions did not say. */
  private static String card(JsonObject node) throws BadInputException {
    Optional<JsonPlace> card = node.optional("cardSha256");
    return card.isPresent() ? card.get().text() : "";
  }

  private static Map<String, String> parameters(JsonObject node) throws BadInputException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonPlace> entry :
        node.required("parameters").object().entries().entrySet()) {
      parameters.put(entry.getKey(), entry.getValue().text());
    }
    return parameters;
  }

  private static int[] windows(JsonObject node) throws BadInputException {
    return each(node, "windows", place -> place.integer(0, Integer.MAX_VALUE)).stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Said only where it is not what the provenance says. */
  private static ResultRequest asked(JsonObject root, Provenance provenance)
      throws BadInputException {
    Optional<JsonPlace> asked = root.optional("asked");
    if (asked.isEmpty()) {
      return ResultRequest.of(provenance);
    }
    JsonObject node = asked.get().object();
    return new ResultRequest(
        provenance.analyzer(),
        parameters(node),
        node.required("seed").integer(),
        node.required("checkpoints").texts(),
        node.required("dataset").text(),
        windows(node));
  }

  private static Provenance.Compared compared(JsonPlace place) throws BadInputException {
    JsonObject node = place.object();
    return new Provenance.Compared(
        node.required("checkpoint").text(), node.required("checkpointSha256").text(), card(node));
  }

  private static Scalar scalar(JsonPlace place) throws BadInputException {
    JsonObject node = place.object();
    Optional<JsonPlace> interval = node.optional("interval");
    return new Scalar(
        node.required("name").text(),
        node.required("label").text(),
        number(node, "value"),
        interval.isPresent() ? interval(interval.get()) : null);
  }

  private static Interval interval(JsonPlace place) throws BadInputException {
    JsonObject node = place.object();
    return new Interval(
        number(node, "low"),
        number(node, "high"),
        number(node, "level"),
        node.required("method").text());
  }

  private static double number(JsonObject node, String key) throws BadInputException {
    Optional<JsonPlace> value = node.optional(key);
    return value.isPresent() ? value.get().number() : Double.NaN;
  }

  private static Table table(JsonPlace place) throws BadInputException {
    JsonObject node = place.object();
    List<String> columns = node.required("columns").texts();
    return new Table(
        node.required("name").text(),
        node.required("title").text(),
        columns,
        each(node, "rows", row -> row(row, columns.size())));
  }

  private static List<Object> row(JsonPlace place, int columns) throws BadInputException {
    List<Object> cells = new ArrayList<>();
    for (JsonPlace cell : place.items()) {
      cells.add(cell(cell));
    }
    if (cells.size() != columns) {
      throw place.problem(
          "has " + cells.size() + " cells where the table has " + columns + " columns");
    }
    return cells;
  }

  private static Object cell(JsonPlace place) throws BadInputException {
    JsonNode node = place.node();
    if (node.isNull()) {
      return Double.NaN;
    } else if (node.isIntegralNumber()) {
      return place.integer();
    } else if (node.isNumber()) {
      return place.number();
    }
    return place.text();
  }

  private static Finding finding(JsonPlace place) throws BadInputException {
    JsonObject node = place.object();
    Optional<JsonPlace> figure = node.optional("figure");
    Optional<JsonPlace> claim = node.optional("claim");
    List<String> kinds =
        Arrays.stream(Finding.Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();
    return new Finding(
        node.required("id").text(),
        Finding.Kind.values()[kinds.indexOf(node.required("kind").oneOf(kinds))],
        node.required("sentence").text(),
        each(node, "numbers", number -> number.node().isNull() ? Double.NaN : number.number()),
        node.required("rule").text(),
        figure.isPresent() ? figure.get().text() : null,
        claim.isPresent() ? claim(claim.get()) : null);
  }

  private static Claim claim(JsonPlace place) throws BadInputException {
    JsonObject node = place.object();
    List<String> keys = Arrays.stream(Dimension.values()).map(Dimension::key).toList();
    int of = node.required("of").integer(0, MOST_MEMBERS);
    Set<Integer> members = new LinkedHashSet<>();
    for (JsonPlace member : node.required("members").items()) {
      members.add(member.integer(0, of - 1));
    }
    return new Claim(
        Dimension.ofKey(node.required("dimension").oneOf(keys)),
        node.required("space").text(),
        text(node, "predictionHead"),
        members,
        of);
  }

  private static @Nullable String text(JsonObject node, String key) throws BadInputException {
    Optional<JsonPlace> value = node.optional(key);
    return value.isPresent() ? value.get().text() : null;
  }

  private static StoredResult.StoredFigure figure(JsonPlace place, Path folder)
      throws BadInputException {
    JsonObject node = place.object();
    JsonPlace file = node.required("file");
    if (!ResultFolder.isFileName(file.text())) {
      throw file.problem("is '" + file.text() + "', which is no name of a figure's file");
    }
    return new StoredResult.StoredFigure(
        node.required("id").text(),
        node.required("title").text(),
        node.required("caption").text(),
        folder.resolve(file.text()));
  }
}
