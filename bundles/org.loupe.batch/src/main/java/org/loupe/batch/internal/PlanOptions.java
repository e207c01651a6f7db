package org.loupe.batch.internal;

import java.io.Console;
import java.util.List;
import java.util.Locale;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Plan;
import org.loupe.extensions.PlannedBundle;
import org.loupe.extensions.Signature;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How changes of extensions are shown, agreed to and made. */
final class PlanOptions {
  @Option(names = "--dry-run", description = "Only show what would change.")
  boolean dryRun;

  @Option(names = "--yes", description = "Do not ask before something is changed.")
  boolean yes;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /**
   * Shows a plan, asks, and carries it out.
   *
   * @param trust whether it was agreed to bundles for which nobody known vouches
   * @return the exit code
   */
  int carryOut(
      Plan plan, boolean trust, org.loupe.batch.internal.Console console, Progress progress)
      throws BadInputException, ExtensionException {
    if (plan.changesNothing()) {
      console.out().println(plan.name() + " " + plan.version() + " is as wanted already.");
      return ExitCode.DONE;
    }
    console.out().print(PlanText.of(plan));
    if (!plan.unmet().isEmpty()) {
      throw new BadInputException(
          "This is not possible: " + String.join(" ", plan.unmet()) + " Nothing was changed.");
    }
    if (dryRun) {
      console.out().println("Nothing was changed (--dry-run).");
      return ExitCode.DONE;
    }
    if (!yes && !ask("Do this? [y/N] ")) {
      console.out().println("Nothing was changed.");
      return ExitCode.DONE;
    }
    plan.commit(bundles -> trust || isTrusted(bundles, console), progress);
    console
        .out()
        .println(plan.restart().isEmpty() ? "Done." : "Done; it counts from the next start on.");
    return ExitCode.DONE;
  }

  private boolean isTrusted(List<PlannedBundle> bundles, org.loupe.batch.internal.Console console) {
    for (PlannedBundle bundle : bundles) {
      Signature signature = bundle.signature();
      String signer = signature == null ? null : signature.signer();
      console
          .err()
          .println(
              bundle.symbolicName()
                  + " "
                  + bundle.version()
                  + (signer == null
                      ? " is not signed."
                      : " is signed by '" + signer + "', for whom nobody known vouches."));
    }
    if (System.console() == null) {
      console.err().println("With --trust it is installed all the same.");
      return false;
    }
    return ask("Whoever made it can do all that you can do. Install it? [y/N] ");
  }

  private boolean ask(String question) {
    Console terminal = System.console();
    if (terminal == null) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no terminal to ask at; --yes makes the change, --dry-run only shows it.");
    }
    String answer = terminal.readLine("%s", question);
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
