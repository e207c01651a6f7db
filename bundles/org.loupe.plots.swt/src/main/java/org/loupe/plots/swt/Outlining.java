package org.loupe.plots.swt;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Control;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Scene;
import org.loupe.plots.render.Theme;

/** The box or lasso that is being drawn on a canvas, if any, and what comes of it. */
final class Outlining {
  private final Control control;
  private final Picture picture;
  private final ZoomByHand zoom;
  private final CanvasListeners listeners;
  private @Nullable Gesture gesture;

  Outlining(Control control, Picture picture, ZoomByHand zoom, CanvasListeners listeners) {
    this.control = control;
    this.picture = picture;
    this.zoom = zoom;
    this.listeners = listeners;
  }

  boolean isActive() {
    return gesture != null;
  }

  /** Begins at a place or a point. */
  void begin(Tool tool, SelectionMode mode, Bounds at) {
    gesture = new Gesture(tool, mode, at);
    control.redraw();
  }

  /** Goes on to a place or a point; nothing if nothing is being drawn. */
  void to(Bounds at) {
    if (gesture != null) {
      gesture.to(at);
      control.redraw();
    }
  }

  /** Ends what is being drawn and does what it is for. */
  void end() {
    Gesture drawn = gesture;
    Scene scene = picture.scene();
    giveUp();
    if (drawn != null && scene != null && drawn.isMeant()) {
      if (drawn.tool() == Tool.ZOOM) {
        zoom.to(scene.zoomedTo(drawn.box()));
      } else {
        listeners.enclosed(scene.inside(drawn.polygon()), drawn.mode());
      }
    }
  }

  /** Forgets what is being drawn. */
  void giveUp() {
    if (gesture != null) {
      gesture = null;
      control.redraw();
    }
  }

  void draw(GC gc, Theme theme, double magnification) {
    if (gesture != null) {
      gesture.draw(gc, theme, magnification);
    }
  }

  /** A point of the scene under the mouse. */
  static Bounds point(double x, double y) {
    return new Bounds(x, y, 0, 0);
  }

  /** The place at the crosshair, a little inside its edges. */
  static Bounds place(Hit hit) {
    Bounds mark = hit.mark();
    double dx = Math.min(1, mark.width() / 4);
    double dy = Math.min(1, mark.height() / 4);
    return new Bounds(mark.x() + dx, mark.y() + dy, mark.width() - 2 * dx, mark.height() - 2 * dy);
  }
}
