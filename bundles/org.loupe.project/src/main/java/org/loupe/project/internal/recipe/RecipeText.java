package org.loupe.project.internal.recipe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.loupe.project.Recipe;
import org.loupe.project.internal.json.JsonText;

/** Writes recipes: what all steps have in common once, above them. */
final class RecipeText {
  private RecipeText() {}

  static String of(Recipe recipe) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("loupe", RecipeFile.VERSION);
    root.put("project", recipe.project().folder().toString());
    root.put("results", recipe.results().toString());
    root.put("device", recipe.device());
    recipe.report().ifPresent(report -> root.put("report", report.toString()));
    recipe.steps().forEach(step -> step(step, root.withArray("steps").addObject()));
    return JsonText.of(root);
  }

  private static void step(Recipe.Step step, ObjectNode node) {
    node.put("method", step.method());
    if (step.baseline() != null) {
      node.put("baseline", step.baseline());
    }
    if (!step.checkpoints().isEmpty()) {
      step.checkpoints().forEach(node.putArray("checkpoints")::add);
    }
    if (step.data() != null) {
      node.put("data", step.data());
    }
    node.put("windows", step.windows());
    node.put("seed", step.seed());
    if (!step.parameters().isEmpty()) {
      step.parameters().forEach(node.putObject("parameters")::put);
    }
  }
}
