package org.loupe.batch.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;

/**
 * What all commands do that compute several results: say what is to be done and how long it takes,
 * do it, and say what failed.
 */
record Run(Services services, EngineOptions engine, Console console, BooleanSupplier cancelled) {
  private static final Logger LOG = System.getLogger(Run.class.getName());

  /**
   * How long the plan will take; measures it where nothing is known.
   *
   * @throws BadInputException if earlier results cannot be listed
   */
  Forecast forecast(Plan plan) throws BadInputException {
    if (plan.due().isEmpty()) {
      return Forecast.none();
    }
    Forecast forecast =
        Forecast.of(services.results().inventory(plan.folder()).results(), device());
    new Rehearsal(services, engine, console, cancelled).run(plan, forecast);
    return forecast;
  }

  private String device() {
    try {
      return services.subjects().device(engine.session()).key();
    } catch (LoupeException e) {
      // Whatever needs the engine says so when it is computed.
      return "";
    }
  }

  /** '3 results to compute, 9 are there: about 2 min; memory up to about …'. */
  String words(Plan plan, Forecast forecast) {
    int due = plan.due().size();
    int there = plan.items().size() - due;
    if (due == 0) {
      return there == 1 ? "The result is there already." : "All " + there + " results are there.";
    }
    return due
        + (due == 1 ? " result" : " results")
        + " to compute"
        + (there == 0 ? "" : ", " + there + " there already")
        + ": "
        + forecast.words(plan)
        + "; "
        + MemoryBound.of(services, engine).words(plan)
        + ".";
  }

  /** Computes what is due. */
  List<Outcome> compute(Plan plan, Forecast forecast, Listing listing) {
    long begun = System.nanoTime();
    List<Outcome> outcomes =
        new Executor(services, engine, console, cancelled).run(plan, forecast, listing);
    listing.end();
    int due = plan.due().size();
    if (due > 1) {
      console.err().println("Worked on " + due + " results for " + time(begun) + ".");
    }
    return outcomes;
  }

  private static String time(long begun) {
    double seconds = (System.nanoTime() - begun) * 1e-9;
    return seconds < 90
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%.1f min", seconds / 60);
  }

  /**
   * Says what failed.
   *
   * @return the exit code
   * @throws LoupeException why the only unit failed
   */
  int end(List<Outcome> outcomes) throws LoupeException {
    List<Outcome> failed = outcomes.stream().filter(each -> each.failure() != null).toList();
    if (failed.isEmpty()) {
      return ExitCode.DONE;
    }
    if (outcomes.size() == 1) {
      throw failed.get(0).failure();
    }
    for (Outcome each : failed) {
      boolean foreseen = each.failure() instanceof BadInputException;
      LOG.log(foreseen ? Level.DEBUG : Level.ERROR, each.unit().title(), each.failure());
      console.err().println("Failed: " + each.unit().title() + ": " + each.failure().getMessage());
    }
    console.err().println(failed.size() + " of " + outcomes.size() + " results failed.");
    if (failed.size() < outcomes.size()) {
      return ExitCode.PARTLY;
    }
    boolean engineFailed =
        failed.stream().anyMatch(each -> each.failure() instanceof ModelException);
    return engineFailed ? ExitCode.FAILED : ExitCode.BAD_INPUT;
  }
}
