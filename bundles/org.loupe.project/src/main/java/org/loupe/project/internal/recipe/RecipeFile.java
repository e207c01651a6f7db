package org.loupe.project.internal.recipe;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.Project;
import org.loupe.project.Recipe;
import org.loupe.project.WindowExpression;
import org.loupe.project.internal.card.FormatVersion;
import org.loupe.project.internal.card.ProjectFile;
import org.loupe.project.internal.json.JsonFile;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** Recipes as JSON. */
public final class RecipeFile {
  /** The format that is read. */
  static final int VERSION = 1;

  private static final long SEED = 42;
  private static final int MOST_STEPS = 10_000;

  private final Opening opening;

  private RecipeFile(Opening opening) {
    this.opening = opening;
  }

  /** Makes projects of what files say. */
  public interface Opening {
    /** A project that stands in a folder of its own. */
    Project folder(Path folder) throws BadInputException;

    /** A project that the recipe lists itself. */
    Project listed(ProjectFile files);
  }

  /** What steps have in common. */
  private record Usual(@Nullable String data, String windows, long seed) {}

  /**
   * Reads a recipe.
   *
   * @throws BadInputException naming file and place of what is wrong
   */
  public static Recipe read(Path file, Opening opening) throws BadInputException {
    return new RecipeFile(opening).read(file);
  }

  /** A recipe as text. */
  public static String text(Recipe recipe) {
    return RecipeText.of(recipe);
  }

  private Recipe read(Path file) throws BadInputException {
    JsonPlace document = new JsonFile().read(file, "recipe");
    Path folder = file.toAbsolutePath().normalize().getParent();
    JsonObject recipe = document.object();
    FormatVersion.check(recipe, VERSION);
    Optional<JsonPlace> place = recipe.optional("project");
    Optional<JsonPlace> files = recipe.optional("files");
    if (place.isPresent() == files.isPresent()) {
      throw document.problem("needs either a 'project' or 'files', not both");
    }
    Project project =
        place.isPresent() ? project(folder, place.get()) : listed(folder, files.get());
    Optional<JsonPlace> results = recipe.optional("results");
    Path kept =
        results.isPresent() ? path(folder, results.get()) : project.folder().resolve("results");
    Optional<JsonPlace> device = recipe.optional("device");
    Optional<JsonPlace> report = recipe.optional("report");
    Usual usual = usual(recipe, project, new Usual(null, "all", SEED));
    List<Recipe.Step> steps = steps(recipe.required("steps"), project, usual);
    Recipe read =
        new Recipe(
            project,
            kept,
            device.isPresent() ? device.get().text() : "auto",
            steps,
            report.isPresent() ? Optional.of(path(folder, report.get())) : Optional.empty());
    recipe.done();
    return read;
  }

  private Project project(Path folder, JsonPlace place) throws BadInputException {
    try {
      return opening.folder(path(folder, place));
    } catch (BadInputException e) {
      throw place.problem("cannot be opened: " + withoutDot(e));
    }
  }

  private Project listed(Path folder, JsonPlace place) throws BadInputException {
    JsonObject files = place.object();
    ProjectFile listed =
        ProjectFile.listed(folder, place.document().replaceFirst("\\.json$", ""), files)
            .requireSound();
    files.done();
    return opening.listed(listed);
  }

  private static Usual usual(JsonObject object, Project project, Usual otherwise)
      throws BadInputException {
    Optional<JsonPlace> data = object.optional("data");
    Optional<JsonPlace> windows = object.optional("windows");
    Optional<JsonPlace> seed = object.optional("seed");
    if (data.isPresent()) {
      requireKnown(data.get(), "dataset", project.datasets());
    }
    if (windows.isPresent()) {
      try {
        WindowExpression.check(windows.get().text());
      } catch (BadInputException e) {
        throw windows.get().problem("is wrong: " + withoutDot(e));
      }
    }
    return new Usual(
        data.isPresent() ? data.get().text() : otherwise.data(),
        windows.isPresent() ? windows.get().text() : otherwise.windows(),
        seed.isPresent() ? seed.get().integer() : otherwise.seed());
  }

  private static void requireKnown(JsonPlace place, String what, List<String> known)
      throws BadInputException {
    if (!known.contains(place.text())) {
      throw place.problem(
          "is '"
              + place.text()
              + "', but there is no such "
              + what
              + "; there are "
              + (known.isEmpty() ? "none" : String.join(", ", known)));
    }
  }

  private static String withoutDot(BadInputException e) {
    return e.getMessage().replaceFirst("\\.$", "");
  }

  private static List<Recipe.Step> steps(JsonPlace place, Project project, Usual usual)
      throws BadInputException {
    List<JsonPlace> items = place.items();
    if (items.isEmpty() || items.size() > MOST_STEPS) {
      throw place.problem("has " + items.size() + " steps, expected 1 to " + MOST_STEPS);
    }
    List<Recipe.Step> steps = new ArrayList<>();
    for (JsonPlace item : items) {
      steps.add(step(item, project, usual));
    }
    return steps;
  }

  private static Recipe.Step step(JsonPlace place, Project project, Usual usual)
      throws BadInputException {
    JsonObject step = place.object();
    String method = step.required("method").text();
    Optional<JsonPlace> checkpoints = step.optional("checkpoints");
    Optional<JsonPlace> baseline = step.optional("baseline");
    Optional<JsonPlace> parameters = step.optional("parameters");
    Usual own = usual(step, project, usual);
    if (checkpoints.isPresent()) {
      for (JsonPlace each : checkpoints.get().items()) {
        requireKnown(each, "checkpoint", project.checkpoints());
      }
    }
    if (baseline.isPresent()) {
      requireKnown(baseline.get(), "checkpoint", project.checkpoints());
    }
    Map<String, String> changes = new LinkedHashMap<>();
    if (parameters.isPresent()) {
      for (Map.Entry<String, JsonPlace> each : parameters.get().object().entries().entrySet()) {
        changes.put(each.getKey(), value(each.getValue()));
      }
    }
    step.done();
    return new Recipe.Step(
        new Recipe.Place(place.document(), place.pointer()),
        method,
        checkpoints.isPresent() ? checkpoints.get().names() : List.of(),
        baseline.isPresent() ? baseline.get().text() : null,
        own.data(),
        own.windows(),
        own.seed(),
        changes);
  }

  /** Parameters are texts everywhere; people write numbers and truth values without quotes. */
  private static String value(JsonPlace place) throws BadInputException {
    return place.node().isNumber() || place.node().isBoolean()
        ? place.node().asText()
        : place.text();
  }

  private static Path path(Path folder, JsonPlace place) throws BadInputException {
    try {
      return folder.resolve(place.text()).normalize();
    } catch (InvalidPathException e) {
      throw place.problem("is no path: " + e.getReason());
    }
  }
}
