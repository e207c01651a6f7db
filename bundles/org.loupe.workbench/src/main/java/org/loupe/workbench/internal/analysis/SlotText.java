package org.loupe.workbench.internal.analysis;

import org.loupe.workbench.internal.core.Presentation.Slot;
import org.loupe.workbench.internal.core.RunState;

/** Where the result of a checkpoint stands, in a word. */
final class SlotText {
  private SlotText() {}

  /** Said beside figures: 'outdated', 'computing'; empty while they are what was asked for. */
  static String note(Slot slot) {
    if (slot.result() == null || !slot.outdated()) {
      return "";
    }
    return slot.state().isBusy() ? "computing" : "outdated";
  }

  /** The share that is done, 0 to 1; NaN while nothing is computed or it is unknown. */
  static double share(RunState state) {
    return state instanceof RunState.Running running ? running.share() : Double.NaN;
  }
}
