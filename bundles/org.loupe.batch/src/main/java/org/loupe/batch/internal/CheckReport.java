package org.loupe.batch.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.HeadScore.Score;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.project.imports.CardReport;
import org.loupe.project.imports.CardReport.Head;
import org.loupe.project.imports.CardReport.Problem;
import org.loupe.project.imports.CardReport.Severity;

/** Tells how a check came out. */
final class CheckReport {
  private CheckReport() {}

  /** A table for people, then a line per problem. */
  static String text(CardReport report) {
    TextTable table =
        new TextTable(
            "prediction head", "output", "measure", "masked", "unmasked", "baseline", "positions");
    for (Head head : report.heads()) {
      Score masked = head.masked();
      Score unmasked = head.unmasked();
      table.row(
          head.name(),
          head.shape().length == 0 ? "none" : DraftReport.shape(head.shape()),
          head.kind() == Kind.CATEGORICAL ? "accuracy" : "MAE",
          masked == null ? "not known" : number(masked.value()),
          unmasked == null ? "not known" : number(unmasked.value()),
          masked == null
              ? "not known"
              : number(masked.baseline())
                  + (head.kind() == Kind.CATEGORICAL ? " (majority)" : " (mean)"),
          masked == null || unmasked == null
              ? ""
              : masked.positions() + " of " + unmasked.positions());
    }
    StringBuilder text = new StringBuilder(table.toString());
    text.append(report.windows()).append(" windows");
    if (report.leftOut() > 0) {
      text.append(", ").append(report.leftOut()).append(" left out");
    }
    text.append(report.problems().isEmpty() ? "; nothing is wrong.\n" : "\n");
    for (Problem problem : report.problems()) {
      text.append(problem.severity() == Severity.ERROR ? "wrong: " : "look: ")
          .append(problem.sentence().replaceAll("\\p{Cntrl}", "?"))
          .append('\n');
    }
    return text.toString();
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "none" : String.format(Locale.ROOT, "%.4g", value);
  }

  /** One document for programs. */
  static String json(CardReport report) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("sound", report.isSound());
    document.put("windows", report.windows());
    document.put("left_out", report.leftOut());
    ArrayNode heads = document.putArray("heads");
    for (Head head : report.heads()) {
      ObjectNode node = heads.addObject();
      node.put("name", head.name());
      node.put("kind", head.kind().name().toLowerCase(Locale.ROOT));
      ArrayNode shape = node.putArray("shape");
      for (int i = 0; i < head.shape().length; i++) {
        shape.add(i == 0 ? null : (Integer) head.shape()[i]);
      }
      score(node.putObject("masked"), head.masked());
      score(node.putObject("unmasked"), head.unmasked());
    }
    ArrayNode problems = document.putArray("problems");
    for (Problem problem : report.problems()) {
      problems
          .addObject()
          .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
          .put("sentence", problem.sentence());
    }
    return Json.text(document) + System.lineSeparator();
  }

  private static void score(ObjectNode node, @Nullable Score score) {
    if (score != null) {
      node.put("positions", score.positions());
      node.put("value", Json.number(score.value()));
      node.put("baseline", Json.number(score.baseline()));
    }
  }
}
