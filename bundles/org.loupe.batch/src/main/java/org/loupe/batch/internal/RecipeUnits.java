package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.ParameterSchema;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.project.Project;
import org.loupe.project.Recipe;
import org.loupe.project.Recipe.Step;

/** Takes a recipe apart into units. Everything that the recipe alone can have wrong is found. */
final class RecipeUnits {
  private final Services services;
  private final Project project;
  private final Progress progress;
  private final Map<String, Optional<Checkpoint>> opened = new HashMap<>();
  private final Map<String, Dataset> datasets = new LinkedHashMap<>();
  private final Map<List<Object>, Windows> chosen = new HashMap<>();
  private final List<Unit> units = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final Map<String, String> damaged = new LinkedHashMap<>();

  private RecipeUnits(Services services, Project project, Progress progress) {
    this.services = services;
    this.project = project;
    this.progress = progress;
  }

  /**
   * Reads the steps.
   *
   * @param progress is told how far the data are read
   * @throws BadInputException naming the place of what is wrong: a method that is not installed, a
   *     parameter that it does not have, windows that are not there
   */
  static RecipeUnits of(Services services, Recipe recipe, Progress progress)
      throws BadInputException {
    RecipeUnits all = new RecipeUnits(services, recipe.project(), progress);
    for (Step step : recipe.steps()) {
      all.add(step);
    }
    return all;
  }

  /** What is wanted, in the recipe's order. */
  List<Unit> units() {
    return List.copyOf(units);
  }

  /** Sentences about methods that do not fit checkpoints that no step names. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** What people should know of the data. */
  List<String> remarks() {
    return datasets.values().stream().flatMap(each -> each.remarks().stream()).toList();
  }

  /** Checkpoints that are there but cannot be opened, by name, with the reason. */
  Map<String, String> damaged() {
    return Map.copyOf(damaged);
  }

  private void add(Step step) throws BadInputException {
    InstalledMethod<?, ?> method = method(step);
    checkParameters(step, method);
    Windows windows = windows(step);
    if (method instanceof ComparisonMethod<?, ?> || step.baseline() != null) {
      compare(step, method, windows);
      return;
    }
    for (Checkpoint checkpoint : open(names(step))) {
      Unit unit = new Unit(method, List.of(checkpoint), windows, step.seed(), step.parameters());
      if (fits(step, unit)) {
        units.add(checked(step, unit));
      }
    }
  }

  private void compare(Step step, InstalledMethod<?, ?> method, Windows windows)
      throws BadInputException {
    List<String> names = new ArrayList<>(names(step));
    String baseline = step.baseline() == null ? names.get(0) : step.baseline();
    names.remove(baseline);
    names.add(0, baseline);
    if (names.size() < 2 && step.baseline() != null && !step.checkpoints().isEmpty()) {
      // Asked for by its name: a checkpoint is held against itself.
      names.add(baseline);
    }
    if (names.size() < 2) {
      throw step.problem("", "compares fewer than two checkpoints; name another.");
    }
    List<Checkpoint> checkpoints = open(names);
    if (damaged.containsKey(baseline) || checkpoints.size() < 2) {
      return;
    }
    Unit unit = new Unit(method, checkpoints, windows, step.seed(), step.parameters());
    if (unit.isOfSides() ? addSides(step, unit) : fits(step, unit)) {
      units.add(checked(step, unit));
    }
  }

  /** Whether there are enough of them. */
  private boolean addSides(Step step, Unit unit) throws BadInputException {
    List<Unit> fitting = new ArrayList<>();
    for (Unit side : unit.sides()) {
      if (fits(step, side)) {
        fitting.add(checked(step, side));
      }
    }
    units.addAll(fitting);
    boolean several = fitting.size() > 1 || unit.sides().size() == 1;
    return several && unit.unmet().isEmpty();
  }

  private InstalledMethod<?, ?> method(Step step) throws BadInputException {
    Optional<InstalledMethod<?, ?>> found = services.methods().findInstalled(step.method());
    if (found.isEmpty()) {
      throw step.problem(
          "method",
          "is '"
              + step.method()
              + "', but there is no such method; installed are "
              + String.join(
                  ", ",
                  services.methods().installed().stream().map(each -> each.info().id()).toList())
              + ".");
    }
    return found.get();
  }

  private static void checkParameters(Step step, InstalledMethod<?, ?> method)
      throws BadInputException {
    for (Map.Entry<String, String> each : step.parameters().entrySet()) {
      try {
        ParameterSchema.check(method.parameterType(), Map.of(each.getKey(), each.getValue()));
      } catch (BadInputException e) {
        String key = each.getKey().replace("~", "~0").replace("/", "~1");
        throw step.problem("parameters/" + key, "is wrong: " + e.getMessage());
      }
    }
  }

  /** The parameters against the model's card, as far as a method can tell without a model. */
  private static Unit checked(Step step, Unit unit) throws BadInputException {
    try {
      unit.request();
      return unit;
    } catch (BadInputException e) {
      throw step.problem("parameters", "are wrong for " + unit.subject() + ": " + e.getMessage());
    }
  }

  private boolean fits(Step step, Unit unit) throws BadInputException {
    Optional<String> unmet = unit.unmet();
    if (unmet.isEmpty()) {
      return true;
    }
    if (!step.checkpoints().isEmpty()) {
      throw step.problem("", "does not fit " + unit.subject() + ": " + unmet.get());
    }
    leftOut.add(unit.title() + ": " + unmet.get());
    return false;
  }

  private List<String> names(Step step) throws BadInputException {
    List<String> names = step.checkpoints().isEmpty() ? project.checkpoints() : step.checkpoints();
    if (names.isEmpty()) {
      throw step.problem("", "has no checkpoints: the project lists none.");
    }
    return names;
  }

  private List<Checkpoint> open(List<String> names) {
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (String name : names) {
      opened.computeIfAbsent(name, this::open).ifPresent(checkpoints::add);
    }
    return checkpoints;
  }

  private Optional<Checkpoint> open(String name) {
    try {
      return Optional.of(project.checkpoint(name));
    } catch (BadInputException e) {
      damaged.put(name, e.getMessage());
      return Optional.empty();
    }
  }

  private Windows windows(Step step) throws BadInputException {
    String data = step.data();
    if (data == null) {
      data =
          project.datasets().stream()
              .findFirst()
              .orElseThrow(() -> step.problem("", "has no data: the project lists no dataset."));
    }
    List<Object> key = List.of(data, step.windows(), step.seed());
    Windows known = chosen.get(key);
    if (known == null) {
      try {
        known = project.windows(step.windows(), dataset(data), step.seed());
      } catch (BadInputException e) {
        throw step.problem("windows", "cannot be had: " + e.getMessage());
      }
      chosen.put(key, known);
    }
    return known;
  }

  private Dataset dataset(String name) throws BadInputException {
    Dataset known = datasets.get(name);
    if (known == null) {
      known = project.dataset(name, progress);
      known.identify(progress);
      datasets.put(name, known);
    }
    return known;
  }
}
