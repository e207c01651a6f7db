package org.loupe.workbench.internal.jobs;

import org.loupe.analysis.RemainingTime;
import org.loupe.workbench.internal.core.RunState;
import org.loupe.workbench.internal.core.Task;

/** A job in words. */
final class JobText {
  private JobText() {}

  /** Such as 'Saliency, late 38 % 0:25 left'. */
  static String of(Task job) {
    return job.name() + "  " + state(job.state().get());
  }

  private static String state(RunState state) {
    if (!(state instanceof RunState.Running running)) {
      return state instanceof RunState.Cancelled ? "cancelled" : "waiting";
    }
    String share =
        Double.isNaN(running.share())
            ? running.message()
            : Math.round(running.share() * 100) + " %";
    return share + running.remaining().map(t -> "  " + RemainingTime.text(t)).orElse("");
  }
}
