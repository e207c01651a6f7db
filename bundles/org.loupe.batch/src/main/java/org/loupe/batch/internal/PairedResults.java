package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ComparedSubjects;
import org.loupe.analysis.DifferencesResult;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Side;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.project.ResultRequest;
import org.loupe.project.StoredResult;

/** Holds results of a method that looks at one checkpoint against the baseline's. */
final class PairedResults {
  private final Services services;
  private final Path folder;
  private final Consumer<String> leftOut;
  private @Nullable List<StoredResult> there;

  /**
   * For one comparison.
   *
   * @param folder under which results lie
   * @param leftOut is told, in sentences, which checkpoints have no result to be compared
   */
  PairedResults(Services services, Path folder, Consumer<String> leftOut) {
    this.services = services;
    this.folder = folder;
    this.leftOut = leftOut;
  }

  /** What has become of units of the same run. */
  @FunctionalInterface
  interface Done {
    /** Of the unit that asks for the same; empty where none did. */
    Optional<Outcome> of(ResultRequest request);
  }

  /**
   * Compares.
   *
   * @param unit whose sides are there, or could not be had
   * @param progress asked whether to go on
   * @throws LoupeException if the baseline or all others have no result, or they cannot be compared
   */
  DifferencesResult compare(Unit unit, Done done, Progress progress) throws LoupeException {
    List<Side> sides = new ArrayList<>();
    for (Checkpoint checkpoint : unit.checkpoints()) {
      try {
        sides.add(services.results().side(side(unit, checkpoint, done)));
      } catch (LoupeException e) {
        if (sides.isEmpty()) {
          throw e;
        }
        leftOut.accept("Left out of the comparison: " + checkpoint.name() + ": " + e.getMessage());
      }
    }
    ComparedSubjects.requireTwo(sides.stream().map(Side::name).toList());
    return DifferencesResult.of(sides, progress);
  }

  /** The result of this run; where it had none to compute, one that is there. */
  private StoredResult side(Unit unit, Checkpoint checkpoint, Done done) throws LoupeException {
    Unit side = unit.of(checkpoint);
    ResultRequest request = side.request();
    Optional<Outcome> own = done.of(request);
    if (own.isPresent()) {
      return own.get().get();
    }
    return there().stream()
        .filter(each -> each.provenance().subjectName().equals(checkpoint.name()))
        .filter(each -> each.provenance().analyzer().equals(request.method()))
        .filter(each -> isCurrent(side, each.provenance()))
        .min(Comparator.comparing(each -> distance(request, each.asked())))
        .orElseThrow(
            () -> new BadInputException(side.unmet().orElse("There is no result of it yet.")));
  }

  /**
   * What can be read of the folder, read once for all sides; what is damaged is as good as gone.
   */
  private List<StoredResult> there() throws BadInputException {
    List<StoredResult> known = there;
    if (known == null) {
      known = services.results().inventory(folder).results();
      there = known;
    }
    return known;
  }

  /** The same request is best; of other windows those that both have are compared. */
  private static int distance(ResultRequest wanted, ResultRequest there) {
    if (wanted.equals(there)) {
      return 0;
    }
    return wanted.parameters().equals(there.parameters()) && wanted.seed() == there.seed() ? 1 : 2;
  }

  private boolean isCurrent(Unit side, Provenance provenance) {
    return side.stale(provenance, services.methods()::findInstalled).isEmpty();
  }
}
