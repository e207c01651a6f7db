package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.RunTimes;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Windows;
import org.loupe.project.Freshness;
import org.loupe.project.ResultRequest;

/**
 * One result that is wanted. Of a method that looks at one checkpoint and several checkpoints it is
 * the differences of the method's results.
 *
 * @param method who computes it
 * @param checkpoints the only one, or of a comparison the baseline first
 * @param windows on which windows
 * @param seed of every random choice
 * @param changes of the method's parameters
 */
record Unit(
    InstalledMethod<?, ?> method,
    List<Checkpoint> checkpoints,
    Windows windows,
    long seed,
    Map<String, String> changes) {
  Unit {
    checkpoints = List.copyOf(checkpoints);
    changes = Map.copyOf(changes);
  }

  /** The checkpoint; of a comparison its baseline. */
  Checkpoint first() {
    return checkpoints.get(0);
  }

  /** Whether several checkpoints are held against each other. */
  boolean isComparison() {
    return method instanceof ComparisonMethod<?, ?> || isOfSides();
  }

  /** Whether it is the differences of results of a method that looks at one checkpoint. */
  boolean isOfSides() {
    return method instanceof Method<?, ?> && checkpoints.size() > 1;
  }

  /** The same of each checkpoint alone: what its differences are made of. */
  List<Unit> sides() {
    return checkpoints.stream().distinct().map(this::of).toList();
  }

  /** The same of one checkpoint. */
  Unit of(Checkpoint checkpoint) {
    return new Unit(method, List.of(checkpoint), windows, seed, changes);
  }

  /** Whether it is made of what other methods found, and so comes after them. */
  boolean needsResults() {
    return method.info().needs().contains(Info.Need.RESULTS);
  }

  /** Whether no model is run for it, and so no time can be foreseen. */
  boolean isOfResults() {
    return needsResults() || isOfSides();
  }

  /** As people are told of it: 'saliency of late', 'flips of early vs late'. */
  String title() {
    return method.info().id() + " of " + subject();
  }

  /** 'late', 'early vs late'. */
  String subject() {
    return String.join(" vs ", checkpoints.stream().map(Checkpoint::name).toList());
  }

  /**
   * Why a model or the windows are none for the method; empty if all are. Differences need the
   * baseline; another checkpoint that does not fit is left out of them.
   */
  Optional<String> unmet() {
    Optional<String> windowsUnmet = windowsUnmet();
    return windowsUnmet.isPresent() ? windowsUnmet : modelsUnmet();
  }

  private Optional<String> windowsUnmet() {
    if (!(method instanceof Method<?, ?> single)) {
      return Optional.empty();
    }
    String name = method.info().name();
    int least = single.analyzer().leastWindows();
    if (single.analyzer().isOfOneWindow() && windows.size() > 1) {
      return Optional.of(
          name
              + " shows one window at a time, and "
              + windows.size()
              + " are chosen; choose one, for example --windows 0.");
    } else if (windows.size() < least) {
      return Optional.of(
          name + " needs " + least + " windows or more, and " + windows.describe() + " is chosen.");
    }
    return Optional.empty();
  }

  private Optional<String> modelsUnmet() {
    return checkpoints.stream()
        .limit(isOfSides() ? 1 : checkpoints.size())
        .map(checkpoint -> method.info().unmet(checkpoint.card()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * What its result is asked for by.
   *
   * @throws BadInputException if the parameters are none of the method's
   */
  ResultRequest request() throws BadInputException {
    List<Subject> subjects = new ArrayList<>();
    checkpoints.forEach(each -> subjects.add(new CardSubject(each, windows, seed)));
    return new ResultRequest(
        method.info().id(),
        parameters(method, subjects),
        seed,
        checkpoints.stream().map(Checkpoint::name).toList(),
        windows.dataset().name(),
        windows.numbers());
  }

  private <P extends Record> Map<String, String> parameters(
      InstalledMethod<P, ?> by, List<Subject> subjects) throws BadInputException {
    return ParameterSchema.toMap(parametersOf(by, subjects));
  }

  /** The method's parameters for subjects, with the changes. */
  <P extends Record> P parametersOf(InstalledMethod<P, ?> by, List<Subject> subjects)
      throws BadInputException {
    return ParameterSchema.fromMap(by.parameterType(), changes, by.defaults(subjects));
  }

  /** Why a result of the same request no longer says what computing it would say. */
  List<String> stale(Provenance provenance, Freshness.Installed installed) {
    Map<String, Checkpoint> known = new HashMap<>();
    checkpoints.forEach(each -> known.put(each.name(), each));
    return new Freshness(
            installed,
            name -> Optional.ofNullable(known.get(name)),
            name -> Optional.of(windows.dataset().sha256()))
        .stale(provenance);
  }

  /** What is measured of it. */
  RunTimes.Work work(String device) {
    return new RunTimes.Work(method.info().id(), checkpoints.size(), device, windows.size());
  }

  /** The same on other windows. */
  Unit on(Windows some) {
    return new Unit(method, checkpoints, some, seed, changes);
  }
}
