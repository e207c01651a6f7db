package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ComparedSubjects;
import org.loupe.analysis.InstalledMethod;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.project.CheckpointFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Holds checkpoints against a baseline and writes what differs. */
@Command(
    name = "compare",
    description = {
      "Holds checkpoints against one of them, the baseline, and writes numbers, findings and figures of what differs.",
      "Of a method that looks at one checkpoint, results that are there for the same request are taken, the others are computed; then every number is compared window by window, with a 95 %% interval and whether it is more than noise (DIR/ID/<baseline>-vs-<other>/, with differences.csv)."
    },
    customSynopsis = {
      "loupe compare PROJECT --method ID [--baseline NAME] [--checkpoint NAME...] [options]",
      "       loupe compare --method ID --checkpoint FILE... [--card FILE] --data FILE --out DIR"
          + " [options]"
    })
final class CompareCommand implements Callable<Integer> {
  @Mixin RequestOptions request = new RequestOptions();

  @Option(
      names = "--baseline",
      paramLabel = "NAME",
      description =
          "The checkpoint that the others are held against (default: the first). With --checkpoint"
              + " naming the same one alone, it is compared with itself.")
  @Nullable String baseline;

  private final Services services;
  private final Console console;
  private final BooleanSupplier cancelled;

  CompareCommand(Services services, Console console, BooleanSupplier cancelled) {
    this.services = services;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws LoupeException {
    InstalledMethod<?, ?> found =
        services
            .methods()
            .findInstalled(request.method)
            .orElseThrow(
                () ->
                    request.wrong(
                        MethodHelp.unknown(request.method, services.methods().installed())));
    request.check(found.parameterType());
    Work work = request.work(services, named(), this::leaveOut, console, cancelled);
    List<Checkpoint> checkpoints = ordered(work.checkpoints());
    ComparedSubjects.requireTwo(checkpoints.stream().map(Checkpoint::name).toList());
    Unit unit =
        new Unit(found, checkpoints, work.windows(), request.engine.seed, request.changes());
    List<Unit> units = new ArrayList<>();
    if (unit.isOfSides()) {
      unit.sides().stream().filter(side -> side.unmet().isEmpty()).forEach(units::add);
    }
    units.add(unit);
    return request.compute(services, console, cancelled, units);
  }

  /** The checkpoints that are opened; none means all of the project. */
  private List<String> named() {
    List<String> named = new ArrayList<>(request.checkpoints);
    if (baseline != null && !named.isEmpty() && !named.contains(baseline)) {
      named.add(0, baseline);
    }
    return named;
  }

  private String nameOf(String given) {
    return request.project == null ? CheckpointFiles.name(Path.of(given)) : given;
  }

  /** One damaged checkpoint leaves the others usable, unless they are to be held against it. */
  private void leaveOut(String name, int place, BadInputException why) throws BadInputException {
    if (baseline == null ? place == 0 : nameOf(baseline).equals(name)) {
      throw why;
    }
    console.err().println("Left out of the comparison: " + name + ": " + why.getMessage());
  }

  /** The baseline first. */
  private List<Checkpoint> ordered(List<Checkpoint> found) throws BadInputException {
    if (baseline == null) {
      return found;
    }
    String name = nameOf(baseline);
    Checkpoint first =
        found.stream()
            .filter(checkpoint -> checkpoint.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "There is no checkpoint '"
                            + name
                            + "' to be the baseline; there are "
                            + String.join(", ", found.stream().map(Checkpoint::name).toList())
                            + "."));
    List<Checkpoint> ordered = new ArrayList<>(List.of(first));
    found.stream().filter(checkpoint -> checkpoint != first).forEach(ordered::add);
    if (ordered.size() == 1 && request.checkpoints.contains(baseline)) {
      ordered.add(first);
    }
    return ordered;
  }
}
