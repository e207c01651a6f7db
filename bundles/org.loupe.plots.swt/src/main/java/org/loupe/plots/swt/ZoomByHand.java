package org.loupe.plots.swt;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.render.Scene;
import org.loupe.plots.render.Zoom;

/** The part that is shown, and what people do to it: zoom, and go back and forth. UI thread. */
final class ZoomByHand {
  /** What a turn of the wheel, or a key, leaves of what is shown. */
  static final double STEP = 0.8;

  private final Runnable onChange;
  private final CanvasListeners listeners;
  private final ZoomHistory history = new ZoomHistory();
  private Zoom zoom = Zoom.NONE;

  /** What turns of the wheel zoom: turns faster than painting add up until the next picture. */
  private @Nullable Scene turned;

  private double factor = 1;

  /**
   * Shows everything at first.
   *
   * @param onChange called when another part is shown, by hand or not
   * @param listeners told of what is done by hand
   */
  ZoomByHand(Runnable onChange, CanvasListeners listeners) {
    this.onChange = onChange;
    this.listeners = listeners;
  }

  /** The part that is shown. */
  Zoom zoom() {
    return zoom;
  }

  /** Shows a part, not by hand: nobody is told, and there is no way back. */
  void show(Zoom part) {
    if (!part.equals(zoom)) {
      zoom = part;
      onChange.run();
    }
  }

  /** Shows a part. */
  void to(Zoom part) {
    if (!part.equals(zoom)) {
      history.leave(zoom, System.nanoTime());
      showAndTell(part);
    }
  }

  /** Zooms about a point of a scene; says whether there was something to zoom. */
  boolean about(@Nullable Scene scene, double x, double y, double by) {
    if (scene == null || scene.hit(x, y).isEmpty()) {
      return false;
    }
    if (turned != scene) {
      turned = scene;
      factor = 1;
    }
    factor *= by;
    to(scene.zoomed(x, y, factor));
    return true;
  }

  /** Shows what was shown before, if something was. */
  void undo() {
    go(history.undo(zoom));
  }

  /** Shows again what {@link #undo()} left. */
  void redo() {
    go(history.redo(zoom));
  }

  boolean canUndo() {
    return history.canUndo();
  }

  boolean canRedo() {
    return history.canRedo();
  }

  private void go(Optional<Zoom> part) {
    part.ifPresent(this::showAndTell);
  }

  private void showAndTell(Zoom part) {
    show(part);
    listeners.zoomed(part);
  }
}
