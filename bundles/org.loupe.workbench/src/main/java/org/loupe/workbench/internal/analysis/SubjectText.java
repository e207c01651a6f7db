package org.loupe.workbench.internal.analysis;

import org.loupe.model.Windows;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.Presentation;
import org.loupe.workbench.internal.core.Presentation.Slot;
import org.loupe.workbench.internal.core.RunState;
import org.loupe.workbench.internal.core.WindowFacts;
import org.loupe.workbench.internal.core.WorkbenchCore;

/** Says what the figures are of, or why there are none. */
final class SubjectText {
  private SubjectText() {}

  static String of(WorkbenchCore core, Presentation.Snapshot snapshot) {
    if (snapshot.slots().isEmpty()) {
      return emptyReason(core);
    }
    Windows windows = snapshot.slots().get(0).request().windows();
    String text = WindowFacts.describe(core.workspace().facts().get().value(), windows);
    boolean outdated = snapshot.slots().stream().anyMatch(Slot::outdated);
    boolean busy = snapshot.slots().stream().map(Slot::state).anyMatch(RunState::isBusy);
    return text + (outdated && !busy ? "  ·  outdated" : "");
  }

  private static String emptyReason(WorkbenchCore core) {
    if (core.workspace().project().get() instanceof Loading.Failed<?> failed) {
      return failed.sentence();
    } else if (core.workspace().dataset().get() instanceof Loading.Failed<?> failed) {
      return failed.sentence();
    } else if (core.workspace().project().get() instanceof Loading.None) {
      return "No project is open.";
    } else if (core.compare().comparison().get().entries().isEmpty()
        && core.workspace().project().get() instanceof Loading.Ready) {
      return "No checkpoint can be used; the explorer says why.";
    }
    return core.workspace().dataset().get() instanceof Loading.Busy<?> busy
        ? "Reading dataset '" + busy.what() + "' …"
        : "Opening the project …";
  }
}
