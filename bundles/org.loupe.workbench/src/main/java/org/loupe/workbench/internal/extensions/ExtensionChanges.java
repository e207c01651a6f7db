package org.loupe.workbench.internal.extensions;

import java.lang.System.Logger;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.swt.widgets.Shell;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Extensions;
import org.loupe.extensions.Plan;
import org.loupe.extensions.PlannedBundle;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.loupe.workbench.internal.core.Sentences;
import org.loupe.workbench.internal.core.Tasks;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Question;

/**
 * Changes extensions as people ask for it: works out what it takes, shows that, and does it when
 * they agree. Nothing waits on the UI thread, on which all methods are called.
 */
public final class ExtensionChanges {
  private static final Logger LOG = System.getLogger(ExtensionChanges.class.getName());

  private final WorkbenchCore core;

  /** Made once for the window. */
  public ExtensionChanges(WorkbenchCore core) {
    this.core = core;
  }

  /** Works out what a change takes. */
  @FunctionalInterface
  private interface Planning {
    Plan plan(Extensions extensions, Progress progress)
        throws BadInputException, ExtensionException;
  }

  /** Something else that takes its time. */
  @FunctionalInterface
  interface Errand {
    /** Does it. */
    void run(Extensions extensions, Progress progress) throws BadInputException, ExtensionException;
  }

  /** What is done, in its forms: 'Install', 'Installing', 'Installed'. */
  private record Verb(String ask, String doing, String done) {}

  /**
   * Installs something.
   *
   * @param source a file, an address, or the name of what a repository offers
   */
  public void install(Shell shell, String source) {
    plan(
        shell,
        new Verb("Install", "Installing", "Installed"),
        (extensions, progress) -> extensions.install(source, progress));
  }

  /**
   * Brings extensions to the newest versions that are offered, one after the other, and asks about
   * each; the first that is declined or fails ends it.
   */
  void update(Shell shell, List<String> ids) {
    if (!ids.isEmpty()) {
      plan(
          shell,
          new Verb("Update", "Updating", "Updated"),
          (extensions, progress) -> extensions.update(ids.get(0), progress),
          () -> update(shell, ids.subList(1, ids.size())));
    }
  }

  /** Removes an extension. */
  public void uninstall(Shell shell, String id) {
    plan(
        shell,
        new Verb("Uninstall", "Uninstalling", "Uninstalled"),
        (extensions, progress) -> extensions.uninstall(id));
  }

  /** Switches an extension on or off. */
  public void enable(Shell shell, String id, boolean enabled) {
    plan(
        shell,
        enabled
            ? new Verb("Enable", "Enabling", "Enabled")
            : new Verb("Disable", "Disabling", "Disabled"),
        (extensions, progress) -> extensions.enable(id, enabled));
  }

  private void plan(Shell shell, Verb verb, Planning planning) {
    plan(shell, verb, planning, () -> {});
  }

  /**
   * @param then what follows when all is as it is wanted, on the UI thread
   */
  private void plan(Shell shell, Verb verb, Planning planning, Runnable then) {
    run(
        shell,
        "Looking at what it takes",
        (extensions, progress) -> {
          Plan plan = planning.plan(extensions, progress);
          Follow.later(shell, () -> show(shell, verb, plan, then));
        });
  }

  private void show(Shell shell, Verb verb, Plan plan, Runnable then) {
    String what = plan.name() + " " + plan.version();
    if (plan.changesNothing()) {
      core.changing().execute(plan::close);
      core.notices().tell(what + " is as wanted already");
      then.run();
      return;
    }
    boolean possible = plan.unmet().isEmpty();
    Question.ask(
            shell,
            new Question.Words(
                verb.ask() + " " + what,
                possible ? verb.ask() + " " + what + "?" : what + " cannot be used as it is.",
                PlanWords.of(plan),
                possible ? verb.ask() : ""))
        .thenAccept(
            agreed -> {
              if (agreed) {
                commit(shell, verb, plan, then);
              } else {
                core.changing().execute(plan::close);
              }
            });
  }

  private void commit(Shell shell, Verb verb, Plan plan, Runnable then) {
    String what = plan.name() + " " + plan.version();
    run(
        shell,
        verb.doing() + " " + what,
        (extensions, progress) -> {
          try (plan) {
            plan.commit(bundles -> isTrusted(shell, bundles), progress);
          }
          core.notices()
              .tell(
                  verb.done()
                      + " "
                      + what
                      + (plan.restart().isEmpty() ? "" : "; it counts after a restart"));
          Follow.later(shell, then);
        });
  }

  /** Asks on the UI thread while the thread that commits waits. */
  private static boolean isTrusted(Shell shell, List<PlannedBundle> bundles) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    shell.getDisplay().asyncExec(() -> ask(shell, bundles, answer));
    return answer.join();
  }

  private static void ask(
      Shell shell, List<PlannedBundle> bundles, CompletableFuture<Boolean> answer) {
    if (shell.isDisposed()) {
      answer.complete(false);
      return;
    }
    Question.ask(
            shell,
            new Question.Words(
                "Do you trust this?",
                "Nobody known vouches for what is to be installed. Whoever made it can do all that"
                    + " you can do. Compare the SHA-256 with that of whoever gave it to you.",
                PlanWords.unsigned(bundles),
                "Install"))
        .thenAccept(answer::complete);
  }

  /** Does something in the background, with progress and cancel where the jobs are. */
  void run(Shell shell, String name, Errand errand) {
    run(name, errand, problem -> Follow.later(shell, () -> tell(shell, problem)));
  }

  /**
   * As {@link #run(Shell, String, Errand)}.
   *
   * @param failed is told in words what went wrong, on any thread
   */
  void run(String name, Errand errand, Consumer<String> failed) {
    Tasks.Work work = core.tasks().begin(name);
    core.changing()
        .execute(
            () -> {
              try (work) {
                Extensions extensions =
                    core.extensions()
                        .get()
                        .orElseThrow(
                            () ->
                                new ExtensionException(
                                    "The bundle that changes extensions is not active."));
                work.report(name, 0, 0);
                errand.run(extensions, work);
              } catch (CancellationException e) {
                core.notices().tell("Cancelled; nothing was changed");
              } catch (BadInputException | ExtensionException | RuntimeException e) {
                failed.accept(Sentences.of(LOG, name, e));
              }
            });
  }

  private static void tell(Shell shell, String problem) {
    String nothing = "Nothing was changed.";
    Question.ask(
        shell,
        new Question.Words(
            "This did not work",
            problem.contains("othing was changed") ? problem : problem + " " + nothing,
            List.of(),
            ""));
  }
}
