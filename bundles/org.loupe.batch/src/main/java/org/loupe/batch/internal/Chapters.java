package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Info;
import org.loupe.analysis.Method;
import org.loupe.analysis.Provenance;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.Windows;
import org.loupe.project.Reproduction;
import org.loupe.project.StoredResult;
import org.loupe.project.Subjects.OpenSubject;
import org.loupe.report.Report;

/**
 * Makes a report's chapters: takes the results that are still true, computes the others.
 *
 * @param methods those that are wanted
 * @param project the project's folder
 * @param windows on which missing results are computed
 * @param exactly whether results on other windows do not count
 * @param again whether no result counts
 * @param listing is told of what is computed
 */
record Chapters(
    Services services,
    Analysis analysis,
    List<Method<?, ?>> methods,
    Path project,
    Windows windows,
    boolean exactly,
    boolean again,
    Listing listing) {
  /**
   * The chapters of checkpoints, in their order.
   *
   * @throws LoupeException if the engine fails on all of them, or results cannot be read or written
   */
  List<Report.Chapter> of(List<Checkpoint> checkpoints) throws LoupeException {
    List<Report.Chapter> chapters = new ArrayList<>();
    LeftOut failed = new LeftOut();
    for (Checkpoint checkpoint : checkpoints) {
      chapters.add(of(checkpoint, chapters.size(), checkpoints.size(), failed));
    }
    failed.requireOthers(chapters.stream().mapToInt(chapter -> chapter.sections().size()).sum());
    return chapters;
  }

  /**
   * The chapter of a checkpoint. Methods that cannot be had are listed with the reason.
   *
   * @param place of the checkpoint among all, from 0
   * @param all how many checkpoints there are
   * @param failed takes the checkpoint where the engine fails on it
   * @throws LoupeException if results cannot be read or written
   */
  private Report.Chapter of(Checkpoint checkpoint, int place, int all, LeftOut failed)
      throws LoupeException {
    int step = place * methods.size();
    Map<String, StoredResult> before = stored(checkpoint);
    List<String> missing = new ArrayList<>();
    try (OpenSubject subject = analysis.open(checkpoint, windows)) {
      for (Method<?, ?> method : inOrder()) {
        step++;
        StoredResult result = before.get(method.info().id());
        if (needsResults(method) || !counts(result, method, checkpoint)) {
          try {
            analysis.require(method, checkpoint);
            analysis.step(step, all * methods.size()).run(method, subject, listing);
          } catch (BadInputException e) {
            missing.add(method.info().name() + ": " + e.getMessage());
          } catch (ModelException e) {
            missing.add(method.info().name() + ": " + e.getMessage());
            failed.add(checkpoint.name(), e);
          }
        }
      }
    }
    return new Report.Chapter(checkpoint.name(), sections(checkpoint), missing);
  }

  /** What is made of other results is computed when these are there. */
  private List<Method<?, ?>> inOrder() {
    return methods.stream().sorted(Comparator.comparing(Chapters::needsResults)).toList();
  }

  private static boolean needsResults(Method<?, ?> method) {
    return method.info().needs().contains(Info.Need.RESULTS);
  }

  private Map<String, StoredResult> stored(Checkpoint checkpoint) throws BadInputException {
    return services.results().stored(analysis.folder(), checkpoint.name()).stream()
        .collect(
            Collectors.toMap(
                result -> result.provenance().analyzer(), Function.identity(), (a, b) -> a));
  }

  private boolean counts(
      @Nullable StoredResult result, Method<?, ?> method, Checkpoint checkpoint) {
    if (again || result == null) {
      return false;
    }
    Provenance provenance = result.provenance();
    return Truth.of(provenance, method, checkpoint, windows.dataset())
        && (!exactly || Arrays.equals(provenance.windows(), windows.numbers()));
  }

  /** What is made of all results stands first. */
  private List<Report.Section> sections(Checkpoint checkpoint) throws BadInputException {
    Map<String, StoredResult> now = stored(checkpoint);
    List<Report.Section> sections = new ArrayList<>();
    for (Method<?, ?> method :
        methods.stream().sorted(Comparator.comparing(m -> !needsResults(m))).toList()) {
      StoredResult result = now.get(method.info().id());
      if (result != null && Truth.of(result.provenance(), method, checkpoint, windows.dataset())) {
        Reproduction again = new Reproduction(project, List.of(result.provenance()));
        sections.add(
            new Report.Section(method.info(), result, again.commandLine(result.provenance())));
      }
    }
    return sections;
  }
}
