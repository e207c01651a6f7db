package org.loupe.batch.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a result says of itself: method, parameters, checkpoint, windows, findings, arrays. */
final class ResultDescription {
  private static final int MOST_RANGES = 8;

  private final JsonNode result;
  private final Described to;

  private ResultDescription(JsonNode result, Described to) {
    this.result = result;
    this.to = to;
  }

  static void add(JsonNode result, Described to) {
    new ResultDescription(result, to).add();
  }

  private void add() {
    JsonNode provenance = result.path("provenance");
    to.both("method", result.path("analyzer").asText());
    to.both("version", result.path("version").asText());
    List<String> parameters = new ArrayList<>();
    result
        .path("parameters")
        .fields()
        .forEachRemaining(p -> parameters.add(p.getKey() + " = " + p.getValue().asText()));
    to.lines("parameters", parameters);
    to.put("parameters", result.path("parameters"));
    to.line("checkpoint: " + called(provenance, "checkpoint"));
    provenance
        .path("compared")
        .forEach(other -> to.line("compared with: " + called(other, "checkpoint")));
    to.line("dataset: " + called(provenance, "dataset"));
    JsonNode windows = provenance.path("windows");
    to.line("windows: " + windows.size() + " (" + ranges(windows) + ")");
    to.line(
        String.format(
            Locale.ROOT,
            "computed on: %s, %s %s, seed %s, in %.1f s",
            provenance.path("device").asText(),
            provenance.path("engine").path("name").asText(),
            provenance.path("engine").path("version").asText(),
            provenance.path("seed").asText(),
            provenance.path("seconds").asDouble()));
    to.put("provenance", provenance);
    findings();
    arrays();
    List<String> figures = new ArrayList<>();
    result
        .path("figures")
        .forEach(f -> figures.add(f.path("file").asText() + ": " + f.path("title").asText()));
    to.lines("figures", figures);
    to.put("figures", result.path("figures"));
  }

  private void findings() {
    JsonNode findings = result.path("findings");
    to.line("findings: " + findings.size());
    findings.forEach(finding -> to.line("  " + finding.path("sentence").asText()));
    to.put("findings", findings);
  }

  private void arrays() {
    List<String> lines = new ArrayList<>();
    for (JsonNode array : result.path("arrays")) {
      List<String> axes = new ArrayList<>();
      array
          .path("axes")
          .forEach(axis -> axes.add(axis.path("name").asText() + " " + axis.path("size").asText()));
      lines.add(
          array.path("name").asText()
              + ": "
              + array.path("dtype").asText()
              + " ["
              + String.join(", ", axes)
              + "]");
    }
    to.lines("arrays", lines);
    to.put("arrays", result.path("arrays"));
  }

  private static String called(JsonNode provenance, String what) {
    String sha = provenance.path(what + "Sha256").asText();
    return provenance.path(what).asText()
        + (sha.isEmpty() ? "" : ", SHA-256 " + sha.substring(0, Math.min(12, sha.length())));
  }

  /** As the option --windows takes them: 0-99,103. */
  private static String ranges(JsonNode windows) {
    List<String> ranges = new ArrayList<>();
    for (int i = 0; i < windows.size(); ) {
      int from = i++;
      while (i < windows.size() && windows.get(i).asInt() == windows.get(i - 1).asInt() + 1) {
        i++;
      }
      if (ranges.size() == MOST_RANGES) {
        ranges.add("…");
        break;
      }
      String first = windows.get(from).asText();
      ranges.add(i - from == 1 ? first : first + "-" + windows.get(i - 1).asText());
    }
    return String.join(",", ranges);
  }
}
