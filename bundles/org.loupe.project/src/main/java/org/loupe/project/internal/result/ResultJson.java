package org.loupe.project.internal.result;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Tensor;
import org.loupe.plots.Figure;
import org.loupe.project.ResultRequest;

/** Writes {@code result.json}, whose keys always stand in the same order; NaN becomes null. */
final class ResultJson {
  /** The version of the format. */
  static final int VERSION = 1;

  private final ObjectMapper mapper = new ObjectMapper();

  byte[] write(ResultRequest asked, Result result, List<Figure> figures) throws IOException {
    Provenance provenance = result.provenance();
    ObjectNode root = mapper.createObjectNode();
    root.put("loupe", VERSION);
    root.put("analyzer", provenance.analyzer());
    root.put("version", provenance.version());
    provenance(provenance, root.putObject("provenance"));
    ObjectNode parameters = root.putObject("parameters");
    provenance.parameters().forEach(parameters::put);
    if (!asked.equals(ResultRequest.of(provenance))) {
      asked(asked, root.putObject("asked"));
    }
    ArrayNode scalars = root.putArray("scalars");
    result.scalars().forEach(scalar -> scalar(scalar, scalars.addObject()));
    ArrayNode tables = root.putArray("tables");
    result.tables().forEach(table -> table(table, tables.addObject()));
    ArrayNode findings = root.putArray("findings");
    result.findings().forEach(finding -> finding(finding, findings.addObject()));
    ArrayNode arrays = root.putArray("arrays");
    stored(result).forEach((name, tensor) -> array(name, tensor, arrays.addObject()));
    SampleJson.write(result.samples(), root.putObject("samples"));
    ArrayNode figureNodes = root.putArray("figures");
    figures.forEach(figure -> figure(figure, figureNodes.addObject()));
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return mapper.writer(printer).writeValueAsBytes(root);
  }

  /** All arrays of a result: its own, then those of its samples. */
  static Map<String, Tensor> stored(Result result) {
    Map<String, Tensor> all = new LinkedHashMap<>(result.arrays());
    all.putAll(SampleJson.arrays(result.samples()));
    return all;
  }

  private static void provenance(Provenance provenance, ObjectNode node) {
    node.put("checkpoint", provenance.checkpoint());
    node.put("checkpointSha256", provenance.checkpointSha256());
    node.put("cardSha256", provenance.cardSha256());
    ArrayNode compared = node.putArray("compared");
    for (Provenance.Compared other : provenance.compared()) {
      compared
          .addObject()
          .put("checkpoint", other.checkpoint())
          .put("checkpointSha256", other.checkpointSha256())
          .put("cardSha256", other.cardSha256());
    }
    node.put("dataset", provenance.dataset());
    node.put("datasetSha256", provenance.datasetSha256());
    windows(provenance.windows(), node);
    node.put("seed", provenance.seed());
    node.put("device", provenance.device());
    ObjectNode engine = node.putObject("engine");
    engine.put("name", provenance.engine().name());
    engine.put("version", provenance.engine().version());
    engine.put("binding", provenance.engine().binding());
    node.put("microBatch", provenance.microBatch());
    node.put("seconds", provenance.duration().toNanos() / 1e9);
  }

  /** Of a method that has left something out. */
  private static void asked(ResultRequest asked, ObjectNode node) {
    ObjectNode parameters = node.putObject("parameters");
    asked.parameters().forEach(parameters::put);
    node.put("seed", asked.seed());
    asked.checkpoints().forEach(node.putArray("checkpoints")::add);
    node.put("dataset", asked.dataset());
    windows(asked.windows(), node);
  }

  private static void windows(int[] windows, ObjectNode node) {
    ArrayNode numbers = node.putArray("windows");
    for (int window : windows) {
      numbers.add(window);
    }
  }

  private static void scalar(Scalar scalar, ObjectNode node) {
    node.put("name", scalar.name());
    node.put("label", scalar.label());
    number(node, "value", scalar.value());
    interval(node, scalar.interval());
  }

  private static void interval(ObjectNode node, @Nullable Interval interval) {
    if (interval == null) {
      node.putNull("interval");
      return;
    }
    ObjectNode object = node.putObject("interval");
    number(object, "low", interval.low());
    number(object, "high", interval.high());
    number(object, "level", interval.level());
    object.put("method", interval.method());
  }

  private static void table(Table table, ObjectNode node) {
    node.put("name", table.name());
    node.put("title", table.title());
    ArrayNode columns = node.putArray("columns");
    table.columns().forEach(columns::add);
    ArrayNode rows = node.putArray("rows");
    for (List<Object> row : table.rows()) {
      ArrayNode cells = rows.addArray();
      row.forEach(cell -> cell(cells, cell));
    }
  }

  private static void cell(ArrayNode cells, Object cell) {
    if (cell instanceof Integer || cell instanceof Long) {
      cells.add(((Number) cell).longValue());
    } else if (cell instanceof Float number && Float.isFinite(number)) {
      // as a float, so that 0.1f is written as 0.1
      cells.add(number);
    } else if (cell instanceof Number number) {
      number(cells, number.doubleValue());
    } else {
      cells.add(cell.toString());
    }
  }

  private static void finding(Finding finding, ObjectNode node) {
    node.put("id", finding.id());
    node.put("kind", finding.kind().name().toLowerCase(Locale.ROOT));
    node.put("sentence", finding.sentence());
    ArrayNode numbers = node.putArray("numbers");
    finding.numbers().forEach(number -> number(numbers, number));
    node.put("rule", finding.rule());
    node.put("figure", finding.figure());
    Claim claim = finding.claim();
    if (claim == null) {
      node.putNull("claim");
    } else {
      claim(claim, node.putObject("claim"));
    }
  }

  private static void claim(Claim claim, ObjectNode node) {
    node.put("dimension", claim.dimension().key());
    node.put("space", claim.space());
    node.put("predictionHead", claim.predictionHead());
    ArrayNode members = node.putArray("members");
    claim.members().forEach(members::add);
    node.put("of", claim.of());
  }

  private static void array(String name, Tensor tensor, ObjectNode node) {
    node.put("name", name);
    node.put("file", ResultFolder.ARRAYS);
    node.put("dtype", tensor.elementType().key());
    ArrayNode shape = node.putArray("shape");
    ArrayNode axes = node.putArray("axes");
    for (Axis axis : tensor.axes()) {
      shape.add(axis.size());
      ObjectNode object = axes.addObject();
      object.put("name", axis.name());
      object.put("dimension", axis.dimension().key());
      object.put("size", axis.size());
    }
  }

  private static void figure(Figure figure, ObjectNode node) {
    node.put("id", figure.id());
    node.put("title", figure.title());
    node.put("caption", figure.caption());
    node.put("file", ResultFolder.fileOf(figure));
  }

  private static void number(ObjectNode node, String key, double value) {
    if (Double.isFinite(value)) {
      node.put(key, value);
    } else {
      node.putNull(key);
    }
  }

  private static void number(ArrayNode node, double value) {
    if (Double.isFinite(value)) {
      node.add(value);
    } else {
      node.addNull();
    }
  }
}
