package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Windows;
import org.loupe.project.Project;
import org.loupe.project.Recipe;
import org.loupe.project.Recipe.Step;
import org.loupe.project.ResultRequest;
import org.loupe.project.StoredResult;
import org.loupe.project.WindowExpression;

/** Makes recipes of what a project has. Opens each file once. */
final class RecipeOf {
  private static final String ALL = "all";
  private static final String FIRST = "0";
  private static final long SEED = new EngineOptions().seed;

  private final Services services;
  private final Project project;
  private final Map<String, Checkpoint> opened = new HashMap<>();
  private final Map<String, Dataset> datasets = new HashMap<>();

  RecipeOf(Services services, Project project) {
    this.services = services;
    this.project = project;
  }

  private Dataset dataset(String name) throws BadInputException {
    Dataset known = datasets.get(name);
    if (known == null) {
      known = project.dataset(name);
      datasets.put(name, known);
    }
    return known;
  }

  private Checkpoint checkpoint(String name) throws BadInputException {
    Checkpoint known = opened.get(name);
    if (known == null) {
      known = project.checkpoint(name);
      opened.put(name, known);
    }
    return known;
  }

  /**
   * A recipe that computes the results of a folder again, each as it was asked for.
   *
   * @throws BadInputException if there are none, or the folder cannot be listed
   */
  Recipe results(Path folder) throws BadInputException {
    List<StoredResult> results = services.results().inventory(folder).results();
    if (results.isEmpty()) {
      throw new BadInputException(
          "There are no results in " + folder + "; --all writes a recipe of all methods.");
    }
    return of(folder, results);
  }

  /** A recipe that computes results again; what differs by its checkpoint only is one step. */
  Recipe of(Path folder, List<StoredResult> results) {
    Map<Step, List<String>> steps = new LinkedHashMap<>();
    for (StoredResult result : results) {
      ResultRequest request = result.asked();
      List<String> names = request.checkpoints();
      boolean compares = names.size() > 1;
      Step step = step(request, compares ? names : List.of());
      List<String> of = steps.computeIfAbsent(step, key -> new ArrayList<>());
      (compares ? names.subList(1, names.size()) : names)
          .stream().filter(name -> !of.contains(name)).forEach(of::add);
    }
    List<Step> merged = new ArrayList<>();
    steps.forEach((step, names) -> merged.add(step.on(names)));
    return recipe(folder, merged);
  }

  /**
   * A recipe of every method that fits a checkpoint; where it fits several, with their differences
   * from the first.
   *
   * @throws BadInputException if no checkpoint can be opened
   */
  Recipe allMethods(Path folder) throws BadInputException {
    List<Step> steps = new ArrayList<>();
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (String name : project.checkpoints()) {
      checkpoints.add(checkpoint(name));
    }
    for (InstalledMethod<?, ?> method : services.methods().installed()) {
      List<String> fitting =
          checkpoints.stream()
              .filter(each -> method.info().unmet(each.card()).isEmpty())
              .map(Checkpoint::name)
              .toList();
      boolean compares = method instanceof ComparisonMethod<?, ?>;
      if (fitting.size() >= (compares ? 2 : 1)) {
        boolean differs = fitting.size() > 1 && !method.info().needs().contains(Info.Need.RESULTS);
        List<String> named = fitting.size() == checkpoints.size() ? List.of() : fitting;
        steps.add(
            new Step(
                Recipe.Place.NOWHERE,
                method.info().id(),
                named,
                differs ? fitting.get(0) : null,
                null,
                isOfOneWindow(method) ? FIRST : ALL,
                SEED,
                Map.of()));
      }
    }
    return recipe(folder, steps);
  }

  private static boolean isOfOneWindow(InstalledMethod<?, ?> method) {
    return method instanceof Method<?, ?> single && single.analyzer().isOfOneWindow();
  }

  private Recipe recipe(Path folder, List<Step> steps) {
    return new Recipe(project, folder, "auto", steps, Optional.empty());
  }

  private Step step(ResultRequest request, List<String> compared) {
    return new Step(
        Recipe.Place.NOWHERE,
        request.method(),
        compared,
        compared.isEmpty() ? null : compared.get(0),
        request.dataset(),
        windows(request),
        request.seed(),
        changes(request));
  }

  private String windows(ResultRequest request) {
    try {
      int[] all = Windows.all(dataset(request.dataset())).numbers();
      if (Arrays.equals(all, request.windows())) {
        return ALL;
      }
    } catch (BadInputException e) {
      // What is wrong with the data is said when they are wanted; the numbers are right anyway.
    }
    return WindowExpression.of(request.windows());
  }

  /** Without what the method does anyway. Where that cannot be told all parameters are named. */
  private Map<String, String> changes(ResultRequest request) {
    Map<String, String> changes = new LinkedHashMap<>(request.parameters());
    Optional<InstalledMethod<?, ?>> method = services.methods().findInstalled(request.method());
    if (method.isEmpty()) {
      return changes;
    }
    try {
      List<Checkpoint> checkpoints = new ArrayList<>();
      for (String name : request.checkpoints()) {
        checkpoints.add(checkpoint(name));
      }
      Windows windows = new Windows(dataset(request.dataset()), request.windows());
      Map<String, String> usual =
          new Unit(method.get(), checkpoints, windows, request.seed(), Map.of())
              .request()
              .parameters();
      changes.entrySet().removeAll(usual.entrySet());
    } catch (BadInputException e) {
      // A checkpoint or data that are gone: said when they are wanted.
    }
    return changes;
  }
}
