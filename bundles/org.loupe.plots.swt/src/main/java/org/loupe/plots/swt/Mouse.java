package org.loupe.plots.swt;

import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Scene;
import org.loupe.plots.render.Zoom;

/** What the mouse does to a canvas. */
final class Mouse {
  private static final int STILL = 3;

  private final FigureCanvas canvas;
  private final CanvasListeners listeners;
  private final Crosshair crosshair;
  private final ZoomByHand zoom;
  private final Outlining outlining;

  /** Where the button went down and on what, so that a drag does not add up rounding. */
  private @Nullable Scene pressed;

  private double pressX;
  private double pressY;
  private boolean dragged;

  Mouse(
      FigureCanvas canvas,
      CanvasListeners listeners,
      Crosshair crosshair,
      ZoomByHand zoom,
      Outlining outlining) {
    this.canvas = canvas;
    this.listeners = listeners;
    this.crosshair = crosshair;
    this.zoom = zoom;
    this.outlining = outlining;
    canvas.addListener(SWT.MouseDown, this::down);
    canvas.addListener(SWT.MouseMove, this::move);
    canvas.addListener(SWT.MouseUp, this::up);
    canvas.addListener(SWT.MouseExit, event -> crosshair.look(Optional.empty()));
    canvas.addListener(SWT.MouseDoubleClick, event -> doubleClick());
    canvas.addListener(SWT.MouseWheel, this::wheel);
  }

  private void doubleClick() {
    if (!crosshair.open()) {
      zoom.to(Zoom.NONE);
    }
  }

  private void down(Event event) {
    canvas.forceFocus();
    outlining.giveUp();
    if (event.button == 1) {
      pressed = canvas.scene();
      pressX = x(event);
      pressY = y(event);
      dragged = false;
    }
  }

  private void move(Event event) {
    Scene start = pressed;
    if (start == null) {
      crosshair.look(hit(x(event), y(event)));
      return;
    }
    double dx = x(event) - pressX;
    double dy = y(event) - pressY;
    if (dragged || Math.abs(dx) > STILL || Math.abs(dy) > STILL) {
      boolean begins = !dragged;
      dragged = true;
      crosshair.look(Optional.empty());
      Tool tool = tool(event);
      if (outlining.isActive()) {
        outlining.to(Outlining.point(x(event), y(event)));
      } else if (tool == Tool.MOVE) {
        zoom.to(start.panned(pressX, pressY, dx, dy));
      } else if (begins) {
        boolean adds = (event.stateMask & SWT.MOD1) != 0;
        SelectionMode mode = adds ? SelectionMode.EXTEND : SelectionMode.REPLACE;
        outlining.begin(tool, mode, Outlining.point(pressX, pressY));
      }
    }
  }

  /** What dragging does with the keys that are held. */
  private Tool tool(Event event) {
    boolean control = (event.stateMask & SWT.MOD1) != 0;
    boolean shift = (event.stateMask & SWT.SHIFT) != 0;
    if (canvas.tool() != Tool.MOVE && !shift) {
      return canvas.tool();
    }
    return control && shift ? Tool.LASSO : control ? Tool.BOX : shift ? Tool.ZOOM : canvas.tool();
  }

  private void up(Event event) {
    // What the button went down on: the canvas may have moved under the pointer since.
    Scene clicked = dragged || event.count > 1 ? null : pressed;
    pressed = null;
    if (dragged) {
      outlining.end();
    }
    if (clicked != null) {
      clicked
          .hit(pressX, pressY)
          .ifPresent(hit -> listeners.selected(hit, SelectionMode.of(event)));
    }
  }

  /** Without Ctrl the wheel is left to what the canvas lies in, which may scroll. */
  private void wheel(Event event) {
    boolean control = (event.stateMask & SWT.MOD1) != 0;
    double by = Math.pow(ZoomByHand.STEP, Math.signum(event.count));
    if (control && zoom.about(canvas.scene(), x(event), y(event), by)) {
      event.doit = false;
    }
  }

  /** Where in the scene the pointer is. */
  private double x(Event event) {
    return event.x / canvas.magnification();
  }

  private double y(Event event) {
    return event.y / canvas.magnification();
  }

  private Optional<Hit> hit(double x, double y) {
    Scene scene = canvas.scene();
    return scene == null ? Optional.empty() : scene.hit(x, y);
  }
}
