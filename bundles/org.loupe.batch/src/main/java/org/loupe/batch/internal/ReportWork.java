package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.Provenance;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Windows;
import org.loupe.project.ResultRequest;
import org.loupe.project.StoredResult;

/**
 * Which results a report is made of: those that are there and still true, and units for the others.
 */
final class ReportWork {
  private final Services services;
  private final Path folder;
  private final Work work;
  private final long seed;
  private final boolean exactly;
  private final boolean again;
  private final List<Unit> units = new ArrayList<>();
  private final Stored before = new Stored();

  private ReportWork(
      Services services, Path folder, Work work, long seed, boolean exactly, boolean again) {
    this.services = services;
    this.folder = folder;
    this.work = work;
    this.seed = seed;
    this.exactly = exactly;
    this.again = again;
  }

  /**
   * Every method on every checkpoint; of several checkpoints their differences from the first, too,
   * and the methods that compare.
   *
   * @param folder under which results lie
   * @param methods those that are wanted
   * @param work the checkpoints, and the windows on which missing results are computed
   * @param seed of what is computed
   * @param exactly whether results on other windows do not count
   * @param again whether no result counts
   * @throws BadInputException if results cannot be read
   */
  static ReportWork of(
      Services services,
      Path folder,
      List<InstalledMethod<?, ?>> methods,
      Work work,
      long seed,
      boolean exactly,
      boolean again)
      throws BadInputException {
    ReportWork all = new ReportWork(services, folder, work, seed, exactly, again);
    for (Checkpoint checkpoint : work.checkpoints()) {
      for (InstalledMethod<?, ?> method : methods) {
        if (method instanceof Method<?, ?>) {
          all.units.add(all.unit(method, List.of(checkpoint)));
        }
      }
    }
    if (work.checkpoints().size() > 1) {
      for (InstalledMethod<?, ?> method : methods) {
        if (method instanceof ComparisonMethod<?, ?>) {
          all.units.add(all.unit(method, work.checkpoints()));
        } else {
          all.differences(method).ifPresent(all.units::add);
        }
      }
    }
    return all;
  }

  private Unit unit(InstalledMethod<?, ?> method, List<Checkpoint> checkpoints) {
    return new Unit(method, checkpoints, work.windows(), seed, Map.of());
  }

  /** As the baseline's result was asked for; none where there is nothing to hold against it. */
  private Optional<Unit> differences(InstalledMethod<?, ?> method) throws BadInputException {
    Unit unit = unit(method, work.checkpoints());
    List<Unit> fitting = unit.sides().stream().filter(side -> side.unmet().isEmpty()).toList();
    // What is made of other results has no numbers of its own to compare.
    if (unit.needsResults() || unit.unmet().isPresent() || fitting.size() < 2) {
      return Optional.empty();
    }
    List<StoredResult> baseline = before.of(unit.of(unit.first()));
    if (again || baseline.isEmpty()) {
      return Optional.of(unit);
    }
    ResultRequest asked = baseline.get(0).asked();
    return Optional.of(
        new Unit(
            method,
            work.checkpoints(),
            new Windows(work.windows().dataset(), asked.windows()),
            asked.seed(),
            asked.parameters()));
  }

  /** Results that are there; each checkpoint's are read once. */
  private final class Stored {
    private final Map<String, List<StoredResult>> read = new HashMap<>();

    List<StoredResult> of(Unit unit) throws BadInputException {
      String name = Provenance.nameOf(unit.checkpoints().stream().map(Checkpoint::name).toList());
      List<StoredResult> known = read.get(name);
      if (known == null) {
        known = services.results().stored(folder, name);
        read.put(name, known);
      }
      return known.stream().filter(each -> answers(each, unit)).toList();
    }
  }

  private boolean answers(StoredResult result, Unit unit) {
    return result.provenance().analyzer().equals(unit.method().info().id())
        && (!exactly || Arrays.equals(result.asked().windows(), work.windows().numbers()))
        && unit.stale(result.provenance(), services.methods()::findInstalled).isEmpty();
  }

  /**
   * What is to be computed.
   *
   * @throws BadInputException if results cannot be read
   */
  List<Unit> missing() throws BadInputException {
    List<Unit> missing = new ArrayList<>();
    for (Unit unit : units) {
      boolean wanted = again || unit.isOfResults() || before.of(unit).isEmpty();
      if (wanted && unit.unmet().isEmpty()) {
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
    Stored after = new Stored();
    for (Unit unit : units) {
      List<StoredResult> existing = after.of(unit);
      existing.forEach(result -> outcomes.add(new Outcome(unit, result, null)));
      if (existing.isEmpty()) {
        outcomes.add(
            computed.stream()
                .filter(each -> each.unit().equals(unit))
                .findFirst()
                .orElseGet(() -> none(unit)));
      }
    }
    return outcomes;
  }

  private static Outcome none(Unit unit) {
    String why = unit.unmet().orElse("There is no result yet.");
    return new Outcome(unit, null, new BadInputException(why));
  }
}
