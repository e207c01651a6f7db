package org.loupe.plots.swt;

import java.util.Optional;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.widgets.Control;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Scene;

/** The place that is looked at, by the pointer or by the arrow keys. UI thread. */
final class Crosshair {
  private final Control control;
  private final CanvasListeners listeners;
  private Optional<Hit> place = Optional.empty();

  Crosshair(Control control, CanvasListeners listeners) {
    this.control = control;
    this.listeners = listeners;
  }

  /** Where it is; empty when nothing is looked at. */
  Optional<Hit> place() {
    return place;
  }

  /** Moves to a place, or away. */
  void look(Optional<Hit> hit) {
    if (!hit.equals(place)) {
      place = hit;
      control.redraw();
      listeners.hovered(hit);
      control.getAccessible().sendEvent(ACC.EVENT_DESCRIPTION_CHANGED, null);
    }
  }

  /** Moves on by so many columns and rows; to the middle if nothing is looked at. */
  void walk(Scene scene, int columns, int rows) {
    look(place.map(hit -> scene.beside(hit, columns, rows)).orElseGet(scene::middle));
  }

  /** Stays at the same place in a new picture, if it is still there. */
  void stay(Scene scene) {
    place =
        place.flatMap(
            hit -> hit.panel() < scene.panels() ? scene.beside(hit, 0, 0) : Optional.<Hit>empty());
  }

  /** Selects what is looked at, if anything is. */
  void select(SelectionMode mode) {
    place.ifPresent(hit -> listeners.selected(hit, mode));
  }

  /** Opens what is looked at; says whether there was something and somebody opened it. */
  boolean open() {
    return place.filter(listeners::opens).isPresent();
  }
}
