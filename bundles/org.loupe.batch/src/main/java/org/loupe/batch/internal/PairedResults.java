package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.ComparedSubjects;
import org.loupe.analysis.DifferencesResult;
import org.loupe.analysis.Method;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Side;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.project.StoredResult;
import org.loupe.project.Subjects.OpenSubject;

/**
 * Holds the results of a method that looks at one checkpoint against the baseline's: those that are
 * there for the same request are taken, the others are computed.
 *
 * @param analysis computes and knows where results lie
 * @param listing is told of what is written
 */
record PairedResults(Services services, Analysis analysis, Console console, Listing listing) {

  /**
   * Compares and writes the differences beside the results.
   *
   * @param checkpoints the baseline first
   * @throws LoupeException if fewer than two can be had, or their results cannot be compared
   */
  <P extends Record, R extends Result> void compare(
      Method<P, R> method, List<Checkpoint> checkpoints, Windows windows) throws LoupeException {
    List<String> names = checkpoints.stream().map(Checkpoint::name).toList();
    analysis.require(method, checkpoints.get(0).card(), Provenance.nameOf(names));
    Map<String, Side> sides = new LinkedHashMap<>();
    List<Side> ordered = new ArrayList<>();
    for (Checkpoint checkpoint : checkpoints) {
      Side known = sides.get(checkpoint.name());
      if (known != null) {
        ordered.add(known);
        continue;
      }
      try {
        Side side = side(method, checkpoint, windows);
        sides.put(checkpoint.name(), side);
        ordered.add(side);
      } catch (BadInputException | ModelException e) {
        if (ordered.isEmpty()) {
          throw e;
        }
        console
            .err()
            .println("Left out of the comparison: " + checkpoint.name() + ": " + e.getMessage());
      }
    }
    ComparedSubjects.requireTwo(ordered.stream().map(Side::name).toList());
    write(method, ordered, windows);
  }

  /**
   * The same of results that are there, whatever they were asked for; nothing is computed, and
   * nothing written where the baseline or all others have none.
   *
   * @return the name under which the differences were written: without those that were left out
   * @throws BadInputException if they cannot be compared
   */
  Optional<String> compareStored(Method<?, ?> method, List<Checkpoint> checkpoints, Windows windows)
      throws LoupeException {
    List<Side> sides = new ArrayList<>();
    for (Checkpoint checkpoint : checkpoints) {
      Optional<StoredResult> stored =
          services.results().stored(analysis.folder(), checkpoint.name()).stream()
              .filter(
                  result -> Truth.of(result.provenance(), method, checkpoint, windows.dataset()))
              .findFirst();
      if (stored.isPresent()) {
        sides.add(services.results().side(stored.get()));
      } else if (sides.isEmpty()) {
        return Optional.empty();
      }
    }
    return sides.size() > 1 ? Optional.of(write(method, sides, windows)) : Optional.empty();
  }

  private <P extends Record, R extends Result> Side side(
      Method<P, R> method, Checkpoint checkpoint, Windows windows) throws LoupeException {
    try (OpenSubject subject = analysis.open(checkpoint, windows)) {
      Map<String, String> parameters = ParameterSchema.toMap(analysis.parameters(method, subject));
      Optional<StoredResult> there =
          stored(method, checkpoint, windows, parameters)
              .filter(result -> Arrays.equals(result.provenance().windows(), windows.numbers()));
      if (there.isEmpty()) {
        analysis.require(method, checkpoint);
        analysis.run(method, subject, listing);
        // Of fewer windows where some could not be used.
        there = stored(method, checkpoint, windows, parameters);
      }
      return services
          .results()
          .side(
              there.orElseThrow(
                  () ->
                      new BadInputException(
                          "The result of '"
                              + checkpoint.name()
                              + "' is not what was just written; does another program write to "
                              + analysis.folder()
                              + "?")));
    }
  }

  /** The result that is there of the same method, files, parameters and seed. */
  private Optional<StoredResult> stored(
      Method<?, ?> method, Checkpoint checkpoint, Windows windows, Map<String, String> parameters)
      throws BadInputException {
    return services.results().stored(analysis.folder(), checkpoint.name()).stream()
        .filter(
            result ->
                Truth.of(result.provenance(), method, checkpoint, windows.dataset())
                    && result.provenance().compared().isEmpty()
                    && result.provenance().parameters().equals(parameters)
                    && result.provenance().seed() == analysis.engine().seed)
        .findFirst();
  }

  private String write(Method<?, ?> method, List<Side> sides, Windows windows)
      throws LoupeException {
    List<String> names = sides.stream().map(Side::name).toList();
    try (ProgressLine progress =
        analysis.line("differences of " + String.join(" vs ", names), windows)) {
      DifferencesResult result = DifferencesResult.of(sides, progress);
      List<Figure> figures = result.figures();
      String name = result.provenance().subjectName();
      Path place = OutputFolder.of(analysis.folder(), method.info().id(), name);
      services.results().write(place, result, figures);
      listing.written(place, result, figures);
      return name;
    }
  }
}
