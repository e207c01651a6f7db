package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Method;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.project.StoredResult;

/**
 * Which results a report is made of: those that are there and still true, and units for the others.
 *
 * @param folder under which results lie
 * @param methods those that are wanted
 * @param work the checkpoints, and the windows on which missing results are computed
 * @param seed of what is computed
 * @param exactly whether results on other windows do not count
 * @param again whether no result counts
 */
record ReportWork(
    Services services,
    Path folder,
    List<Method<?, ?>> methods,
    Work work,
    long seed,
    boolean exactly,
    boolean again) {

  /** Every method on every checkpoint. */
  private List<Unit> all() {
    List<Unit> units = new ArrayList<>();
    for (Checkpoint checkpoint : work.checkpoints()) {
      for (Method<?, ?> method : methods) {
        units.add(new Unit(method, List.of(checkpoint), work.windows(), seed, Map.of()));
      }
    }
    return units;
  }

  /**
   * What is to be computed.
   *
   * @throws BadInputException if results cannot be read
   */
  List<Unit> missing() throws BadInputException {
    List<Unit> missing = new ArrayList<>();
    for (Unit unit : all()) {
      if (unit.unmet().isEmpty() && (again || unit.needsResults() || existing(unit).isEmpty())) {
        missing.add(unit);
      }
    }
    return missing;
  }

  /**
   * What the report is made of, when all is computed that can be.
   *
   * @param computed what became of {@link #missing()}
   * @throws BadInputException if results cannot be read
   */
  List<Outcome> outcomes(List<Outcome> computed) throws BadInputException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Unit unit : all()) {
      Optional<String> unmet = unit.unmet();
      List<StoredResult> existing = existing(unit);
      existing.forEach(result -> outcomes.add(new Outcome(unit, result, null)));
      if (existing.isEmpty()) {
        outcomes.add(
            unmet.isPresent()
                ? new Outcome(unit, null, new BadInputException(unmet.get()))
                : failed(unit, computed));
      }
    }
    return outcomes;
  }

  private static Outcome failed(Unit unit, List<Outcome> computed) {
    @Nullable Outcome own =
        computed.stream().filter(each -> each.unit().equals(unit)).findFirst().orElse(null);
    return own != null && own.failure() != null
        ? own
        : new Outcome(unit, null, new BadInputException("There is no result yet."));
  }

  private List<StoredResult> existing(Unit unit) throws BadInputException {
    String id = unit.method().info().id();
    return services.results().stored(folder, unit.first().name()).stream()
        .filter(result -> result.provenance().analyzer().equals(id))
        .filter(result -> !exactly || isOnWindows(result))
        .filter(
            result -> unit.stale(result.provenance(), services.methods()::findInstalled).isEmpty())
        .toList();
  }

  private boolean isOnWindows(StoredResult result) {
    return Arrays.equals(result.provenance().windows(), work.windows().numbers());
  }
}
