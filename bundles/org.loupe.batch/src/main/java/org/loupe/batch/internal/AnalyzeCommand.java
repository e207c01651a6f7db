package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.loupe.analysis.Method;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a method on checkpoints and writes its results. */
@Command(
    name = "analyze",
    description = "Runs a method on checkpoints and writes numbers, findings and figures.",
    customSynopsis = {
      "loupe analyze --method ID --checkpoint FILE... [--card FILE] --data FILE --out DIR"
          + " [options]",
      "       loupe analyze PROJECT --method ID [--checkpoint NAME...] [--data NAME] [options]"
    })
final class AnalyzeCommand implements Callable<Integer> {
  @Mixin RequestOptions request = new RequestOptions();

  private final Services services;
  private final Console console;
  private final BooleanSupplier cancelled;

  AnalyzeCommand(Services services, Console console, BooleanSupplier cancelled) {
    this.services = services;
    this.console = console;
    this.cancelled = cancelled;
  }

  @Override
  public Integer call() throws LoupeException {
    Method<?, ?> found =
        services
            .methods()
            .find(request.method)
            .orElseThrow(
                () -> request.wrong(MethodHelp.unknown(request.method, services.methods())));
    request.check(found.parameterType());
    LeftOut leftOut = new LeftOut();
    Work work = request.work(services, request.checkpoints, leftOut, console, cancelled);
    leftOut.requireOthers(work);
    List<Unit> units = new ArrayList<>();
    for (Checkpoint checkpoint : work.checkpoints()) {
      units.add(
          new Unit(
              found, List.of(checkpoint), work.windows(), request.engine.seed, request.changes()));
    }
    return leftOut.tellAfter(() -> request.compute(services, console, cancelled, units), console);
  }
}
