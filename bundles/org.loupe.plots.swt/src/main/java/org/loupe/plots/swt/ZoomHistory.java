package org.loupe.plots.swt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.loupe.plots.render.Zoom;

/** The parts that were shown before, to go back to. Turns of the wheel count as one step. */
final class ZoomHistory {
  private static final long ONE_STEP_NANOS = 400_000_000L;
  private static final int MOST = 100;

  private final Deque<Zoom> before = new ArrayDeque<>();
  private final Deque<Zoom> after = new ArrayDeque<>();
  private long last = Long.MIN_VALUE / 2;

  /**
   * Another part will be shown.
   *
   * @param from what has been shown
   * @param now time in nanoseconds
   */
  void leave(Zoom from, long now) {
    if (now - last > ONE_STEP_NANOS || before.isEmpty()) {
      before.push(from);
      if (before.size() > MOST) {
        before.removeLast();
      }
    }
    after.clear();
    last = now;
  }

  /** What was shown before. */
  Optional<Zoom> undo(Zoom shown) {
    return go(before, after, shown);
  }

  /** What was left by going back. */
  Optional<Zoom> redo(Zoom shown) {
    return go(after, before, shown);
  }

  boolean canUndo() {
    return !before.isEmpty();
  }

  boolean canRedo() {
    return !after.isEmpty();
  }

  private Optional<Zoom> go(Deque<Zoom> from, Deque<Zoom> to, Zoom shown) {
    last = Long.MIN_VALUE / 2;
    if (from.isEmpty()) {
      return Optional.empty();
    }
    to.push(shown);
    return Optional.of(from.pop());
  }
}
