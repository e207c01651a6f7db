package org.loupe.batch.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.loupe.analysis.Provenance;
import org.loupe.model.BadInputException;
import org.loupe.project.ListedResult;
import org.loupe.project.ResultRequest;
import org.loupe.project.WindowExpression;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists results. */
@Command(
    name = "list",
    description = {
      "Lists the results of a project: where they lie, how old they are and whether they are current.",
      "Stale is what would come out differently now: because a checkpoint, the data or the method changed since."
    })
final class ResultsListCommand implements Callable<Integer> {
  @Mixin ResultSelection selection = new ResultSelection();

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  private final Services services;
  private final Console console;

  ResultsListCommand(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    ResultSelection.Found found = selection.find(services);
    if (json) {
      console.out().println(Json.text(document(found)));
    } else if (found.rows().isEmpty()) {
      console.out().println("There are no results.");
    } else {
      console.out().print(table(found.rows()));
    }
    console.out().flush();
    found.damaged().forEach(each -> console.err().println(each.sentence()));
    return found.damaged().isEmpty() ? ExitCode.DONE : ExitCode.BAD_INPUT;
  }

  private static String table(List<ListedResult> rows) {
    Instant now = Instant.now();
    Map<ListedResult, String> variants = variants(rows);
    TextTable table = new TextTable("RESULT", "WINDOWS", "AGE", "STATE", "DIFFERS BY");
    for (ListedResult row : rows) {
      table.row(
          row.name(),
          Integer.toString(row.result().provenance().windows().length),
          row.age(now),
          row.state(),
          variants.getOrDefault(row, ""));
    }
    return table.toString();
  }

  /** Where a method has several results of one subject, in what they differ. */
  private static Map<ListedResult, String> variants(List<ListedResult> rows) {
    Map<ListedResult, String> variants = new HashMap<>();
    for (List<ListedResult> same :
        rows.stream().collect(Collectors.groupingBy(ResultsListCommand::group)).values()) {
      List<String> words =
          Variants.of(same.stream().map(row -> row.result().provenance()).toList());
      for (int i = 0; i < same.size(); i++) {
        variants.put(same.get(i), words.get(i));
      }
    }
    return variants;
  }

  private static List<Object> group(ListedResult row) {
    ResultRequest request = row.result().asked();
    return List.of(request.method(), request.checkpoints());
  }

  private static ObjectNode document(ResultSelection.Found found) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode results = document.putArray("results");
    for (ListedResult row : found.rows()) {
      Provenance provenance = row.result().provenance();
      ObjectNode node = results.addObject();
      node.put("result", row.name());
      node.put("folder", row.result().folder().toString());
      node.put("method", provenance.analyzer());
      node.put("version", provenance.version());
      row.result().asked().checkpoints().forEach(node.putArray("checkpoints")::add);
      node.put("dataset", provenance.dataset());
      node.put("windows", WindowExpression.of(provenance.windows()));
      node.put("seed", provenance.seed());
      ObjectNode parameters = node.putObject("parameters");
      provenance.parameters().forEach(parameters::put);
      node.put("device", provenance.device());
      node.put("seconds", provenance.duration().toMillis() / 1000.0);
      node.put("written", row.result().written().map(Instant::toString).orElse(null));
      node.put("state", row.stale().isEmpty() ? "current" : "stale");
      row.stale().forEach(node.putArray("stale")::add);
    }
    ArrayNode problems = document.putArray("problems");
    found.damaged().forEach(each -> problems.add(each.sentence()));
    return document;
  }
}
