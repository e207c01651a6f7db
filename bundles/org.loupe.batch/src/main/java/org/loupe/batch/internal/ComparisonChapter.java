package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Info;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.Provenance;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.Windows;
import org.loupe.project.Reproduction;
import org.loupe.project.StoredResult;
import org.loupe.report.Report;

/**
 * Makes the chapter of a report that holds checkpoints against the first: differences of the
 * methods that look at one, made of the results in the other chapters, and the methods that
 * compare.
 *
 * @param methods those that look at one checkpoint
 * @param comparisons those that compare
 * @param project the project's folder
 * @param windows on which missing results are computed
 * @param again whether no result counts
 * @param listing is told of what is computed
 */
record ComparisonChapter(
    Services services,
    Analysis analysis,
    List<Method<?, ?>> methods,
    List<ComparisonMethod<?, ?>> comparisons,
    Path project,
    Windows windows,
    boolean again,
    Console console,
    Listing listing) {

  /**
   * The chapter; none of fewer than two checkpoints.
   *
   * @param checkpoints the baseline first
   * @throws LoupeException if the engine fails or results cannot be read or written
   */
  Optional<Report.Chapter> of(List<Checkpoint> checkpoints) throws LoupeException {
    if (checkpoints.size() < 2) {
      return Optional.empty();
    }
    List<String> names = checkpoints.stream().map(Checkpoint::name).toList();
    List<String> missing = new ArrayList<>();
    // Under which name each method's result lies: without checkpoints that it left out.
    Map<InstalledMethod<?, ?>, String> written = new LinkedHashMap<>();
    PairedResults paired = new PairedResults(services, analysis, console, listing);
    for (Method<?, ?> method : methods) {
      // What is made of other results has no numbers of its own to compare.
      if (!method.info().needs().contains(Info.Need.RESULTS)) {
        attempt(method, missing, () -> paired.compareStored(method, checkpoints, windows))
            .ifPresent(name -> written.put(method, name));
      }
    }
    String all = Provenance.nameOf(names);
    int step = 0;
    for (ComparisonMethod<?, ?> method : comparisons) {
      int place = ++step;
      if (!again && stored(method, checkpoints, all).isPresent()) {
        written.put(method, all);
      } else {
        attempt(
                method,
                missing,
                () ->
                    Optional.of(
                        analysis
                            .step(place, comparisons.size())
                            .compare(method, checkpoints, windows, listing)))
            .ifPresent(name -> written.put(method, name));
      }
    }
    return Optional.of(
        new Report.Chapter(
            "Compared with "
                + names.get(0)
                + ": "
                + String.join(", ", names.subList(1, names.size())),
            sections(checkpoints, written),
            missing));
  }

  /** Something that is done for one method; says under which name it was written, if it was. */
  private interface Attempt {
    Optional<String> run() throws LoupeException;
  }

  private static Optional<String> attempt(
      InstalledMethod<?, ?> method, List<String> missing, Attempt attempt) throws LoupeException {
    try {
      return attempt.run();
    } catch (BadInputException | ModelException e) {
      missing.add(method.info().name() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private List<Report.Section> sections(
      List<Checkpoint> checkpoints, Map<InstalledMethod<?, ?>, String> written)
      throws BadInputException {
    List<Report.Section> sections = new ArrayList<>();
    for (Map.Entry<InstalledMethod<?, ?>, String> entry : written.entrySet()) {
      Optional<StoredResult> result = stored(entry.getKey(), checkpoints, entry.getValue());
      if (result.isPresent()) {
        Provenance provenance = result.get().provenance();
        String command = new Reproduction(project, List.of(provenance)).commandLine(provenance);
        sections.add(new Report.Section(entry.getKey().info(), result.get(), command));
      }
    }
    return sections;
  }

  /** The result of that name, if it is still true of all of these checkpoints that it names. */
  private Optional<StoredResult> stored(
      InstalledMethod<?, ?> method, List<Checkpoint> checkpoints, String name)
      throws BadInputException {
    List<Provenance.Compared> others =
        checkpoints.subList(1, checkpoints.size()).stream()
            .map(other -> new Provenance.Compared(other.name(), other.sha256()))
            .toList();
    return services.results().stored(analysis.folder(), name).stream()
        .filter(
            result ->
                Truth.of(result.provenance(), method, checkpoints.get(0), windows.dataset())
                    && others.containsAll(result.provenance().compared()))
        .findFirst();
  }
}
