package org.loupe.workbench.internal.analysis;

import org.loupe.analysis.Decoding;
import org.loupe.model.Windows;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.Presentation;
import org.loupe.workbench.internal.core.Presentation.Slot;
import org.loupe.workbench.internal.core.WindowFacts;
import org.loupe.workbench.internal.core.WorkbenchCore;

/** Says what the figures are of, or why there are none. */
final class SubjectText {
  private SubjectText() {}

  /** Counts recordings, which of very many windows takes a while: not on a UI thread. */
  static String of(WorkbenchCore core, Presentation.Snapshot snapshot) {
    if (snapshot.slots().isEmpty()) {
      return emptyReason(core);
    }
    Windows windows = snapshot.slots().get(0).request().windows();
    String text =
        WindowFacts.describe(core.workspace().facts().get().value(), windows) + decoding(core);
    // Several checkpoints have their notes on their panels.
    return snapshot.slots().size() == 1 ? text + note(snapshot.slots().get(0)) : text;
  }

  private static String decoding(WorkbenchCore core) {
    if (!core.workspace().isGenerating()) {
      return "";
    }
    return core.workspace().decoding().get() == Decoding.FREE_RUNNING
        ? ", free-running"
        : ", teacher-forced";
  }

  private static String note(Slot slot) {
    String note = SlotText.note(slot);
    double share = SlotText.share(slot.state());
    String percent = Double.isNaN(share) ? "" : " " + Math.round(100 * share) + " %";
    return note.isEmpty() ? "" : "  ·  " + note + percent;
  }

  private static String emptyReason(WorkbenchCore core) {
    if (core.workspace().project().get() instanceof Loading.Failed<?> failed) {
      return failed.sentence();
    } else if (core.workspace().dataset().get() instanceof Loading.Failed<?> failed) {
      return failed.sentence();
    } else if (core.workspace().project().get() instanceof Loading.None) {
      return "No project is open.";
    } else if (core.workspace().project().get() instanceof Loading.Ready<OpenProject> ready) {
      String lack = lack(ready.content());
      if (!lack.isEmpty()) {
        return lack;
      }
    }
    if (core.workspace().windows().get().isPresent()
        && core.compare().comparison().get().entries().size() == 1) {
      return "A comparison needs two checkpoints; add another one to the compare bar.";
    }
    return core.workspace().dataset().get() instanceof Loading.Busy<?> busy
        ? "Reading dataset '" + busy.what() + "' …"
        : "Opening the project …";
  }

  private static String lack(OpenProject open) {
    String file = open.project().folder().resolve("loupe.json").toString();
    if (open.checkpoints().isEmpty()) {
      return "The project names no checkpoint; add one under 'checkpoints' in " + file + ".";
    } else if (open.usable().isEmpty()) {
      OpenProject.Entry first = open.checkpoints().get(0);
      String others = open.checkpoints().size() > 1 ? " The explorer says why of the others." : "";
      return "No checkpoint can be used. " + first.name() + ": " + first.problem() + others;
    } else if (open.project().datasets().isEmpty()) {
      return "The project names no dataset; add one under 'datasets' in " + file + ".";
    }
    return "";
  }
}
