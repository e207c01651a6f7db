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

  /** A unit and the results that answer it already. */
  private record Slot(Unit unit, List<StoredResult> existing) {}

  /** Every method on every checkpoint. */
  private List<Slot> slots() throws BadInputException {
    List<Slot> slots = new ArrayList<>();
    for (Checkpoint checkpoint : work.checkpoints()) {
      List<StoredResult> stored = services.results().stored(folder, checkpoint.name());
      for (Method<?, ?> method : methods) {
        Unit unit = new Unit(method, List.of(checkpoint), work.windows(), seed, Map.of());
        slots.add(new Slot(unit, stored.stream().filter(each -> answers(each, unit)).toList()));
      }
    }
    return slots;
  }

  private boolean answers(StoredResult result, Unit unit) {
    return result.provenance().analyzer().equals(unit.method().info().id())
        && (!exactly || Arrays.equals(result.provenance().windows(), work.windows().numbers()))
        && unit.stale(result.provenance(), services.methods()::findInstalled).isEmpty();
  }

  /**
   * What is to be computed.
   *
   * @throws BadInputException if results cannot be read
   */
  List<Unit> missing() throws BadInputException {
    return slots().stream()
        .filter(slot -> again || slot.unit().needsResults() || slot.existing().isEmpty())
        .map(Slot::unit)
        .filter(unit -> unit.unmet().isEmpty())
        .toList();
  }

  /**
   * What the report is made of, when all is computed that can be.
   *
   * @param computed what became of {@link #missing()}
   * @throws BadInputException if results cannot be read
   */
  List<Outcome> outcomes(List<Outcome> computed) throws BadInputException {
    List<Outcome> outcomes = new ArrayList<>();
    for (Slot slot : slots()) {
      Unit unit = slot.unit();
      slot.existing().forEach(result -> outcomes.add(new Outcome(unit, result, null)));
      if (slot.existing().isEmpty()) {
        Optional<String> unmet = unit.unmet();
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
}
