package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.Provenance;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Windows;
import org.loupe.project.ResultRequest;
import org.loupe.project.Results;
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

  /** What is there, read once. */
  private final class Stored {
    private Results.@Nullable Inventory read;

    private Results.Inventory inventory() throws BadInputException {
      Results.Inventory known = read;
      if (known == null) {
        known = services.results().inventory(folder);
        read = known;
      }
      return known;
    }

    List<StoredResult> of(Unit unit) throws BadInputException {
      String name = subject(unit);
      return inventory().results().stream()
          .filter(each -> each.provenance().subjectName().equals(name))
          .filter(each -> answers(each, unit))
          .toList();
    }

    /** By their places, since nothing in them can be relied on. */
    List<Results.Damaged> damaged(Unit unit) throws BadInputException {
      Path method = folder.resolve(unit.method().info().id());
      Pattern name = Pattern.compile(Pattern.quote(subject(unit)) + "(~.*)?");
      return inventory().damaged().stream()
          .filter(each -> method.equals(each.folder().getParent()))
          .filter(each -> name.matcher(each.folder().getFileName().toString()).matches())
          .toList();
    }

    private static String subject(Unit unit) {
      return Provenance.nameOf(unit.checkpoints().stream().map(Checkpoint::name).toList());
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
                .orElse(none(unit, after.damaged(unit))));
      }
    }
    return outcomes;
  }

  private static Outcome none(Unit unit, List<Results.Damaged> damaged) {
    String otherwise = damaged.isEmpty() ? "There is no result yet." : damaged.get(0).problem();
    return new Outcome(unit, null, new BadInputException(unit.unmet().orElse(otherwise)));
  }

  /**
   * Results of what the report is of that cannot be read.
   *
   * @throws BadInputException if the folder of results cannot be listed
   */
  Set<Results.Damaged> damaged() throws BadInputException {
    Set<Results.Damaged> damaged = new LinkedHashSet<>();
    Stored now = new Stored();
    for (Unit unit : units) {
      damaged.addAll(now.damaged(unit));
    }
    return damaged;
  }
}
