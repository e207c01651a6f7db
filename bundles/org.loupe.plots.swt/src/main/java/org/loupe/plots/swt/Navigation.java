package org.loupe.plots.swt;

import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Scene;
import org.loupe.plots.render.Zoom;

/** Mouse and keyboard of a canvas: what is looked at, what is chosen, what is shown. */
final class Navigation {
  private static final double STEP = 0.8;
  private static final int STILL = 3;
  private static final int LEAP = 10;

  private final FigureCanvas canvas;
  private final Export export;

  private final Outlining outlining;

  /** Where the button went down and on what, so that a drag does not add up rounding. */
  private @Nullable Scene pressed;

  private double pressX;
  private double pressY;
  private boolean dragged;

  /** What the wheel turns on: turns faster than painting add up until the next picture. */
  private @Nullable Scene turned;

  private double factor = 1;

  Navigation(FigureCanvas canvas, Outlining outlining, Export export) {
    this.canvas = canvas;
    this.outlining = outlining;
    this.export = export;
    canvas.addListener(SWT.MouseDown, this::down);
    canvas.addListener(SWT.MouseMove, this::move);
    canvas.addListener(SWT.MouseUp, this::up);
    canvas.addListener(SWT.MouseExit, event -> canvas.look(Optional.empty()));
    canvas.addListener(SWT.MouseDoubleClick, event -> doubleClick());
    canvas.addListener(SWT.MouseWheel, this::wheel);
    canvas.addListener(SWT.KeyDown, this::key);
    canvas.addListener(SWT.Traverse, Navigation::traverse);
  }

  private void doubleClick() {
    if (canvas.looked().filter(canvas::open).isEmpty()) {
      canvas.zoomByHand(Zoom.NONE);
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
      canvas.look(hit(x(event), y(event)));
      return;
    }
    double dx = x(event) - pressX;
    double dy = y(event) - pressY;
    if (dragged || Math.abs(dx) > STILL || Math.abs(dy) > STILL) {
      boolean begins = !dragged;
      dragged = true;
      canvas.look(Optional.empty());
      Tool tool = tool(event);
      if (outlining.isActive()) {
        outlining.to(Outlining.point(x(event), y(event)));
      } else if (tool == Tool.MOVE) {
        canvas.zoomByHand(start.panned(pressX, pressY, dx, dy));
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
      clicked.hit(pressX, pressY).ifPresent(hit -> canvas.select(hit, mode(event)));
    }
  }

  /** Without Ctrl the wheel is left to what the canvas lies in, which may scroll. */
  private void wheel(Event event) {
    boolean control = (event.stateMask & SWT.MOD1) != 0;
    if (control && zoom(x(event), y(event), Math.pow(STEP, Math.signum(event.count)))) {
      event.doit = false;
    }
  }

  /** Zooms about a point; says whether there was something to zoom. */
  private boolean zoom(double x, double y, double by) {
    Scene scene = canvas.scene();
    if (scene == null || scene.hit(x, y).isEmpty()) {
      return false;
    }
    if (turned != scene) {
      turned = scene;
      factor = 1;
    }
    factor *= by;
    canvas.zoomByHand(scene.zoomed(x, y, factor));
    return true;
  }

  private void key(Event event) {
    boolean control = (event.stateMask & SWT.MOD1) != 0;
    boolean others = (event.stateMask & SWT.MOD3) != 0;
    if (!others && (control ? command(event) : plain(event))) {
      event.doit = false;
    }
  }

  /** Keys with Ctrl. */
  private boolean command(Event event) {
    boolean shift = (event.stateMask & SWT.SHIFT) != 0;
    switch (event.keyCode) {
      case 'z' -> {
        if (shift) {
          canvas.redoZoom();
        } else {
          canvas.undoZoom();
        }
      }
      case 'y' -> canvas.redoZoom();
      case 'c' -> {
        if (shift) {
          export.copyData();
        } else {
          export.copyImage();
        }
      }
      case 's' -> export.save();
      case SWT.CR, SWT.KEYPAD_CR, ' ' -> choose(event);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean plain(Event event) {
    int step = (event.stateMask & SWT.SHIFT) == 0 ? 1 : LEAP;
    switch (event.keyCode) {
      case SWT.ARROW_LEFT -> walk(-step, 0);
      case SWT.ARROW_RIGHT -> walk(step, 0);
      case SWT.ARROW_UP -> walk(0, -step);
      case SWT.ARROW_DOWN -> walk(0, step);
      case SWT.HOME -> canvas.zoomByHand(Zoom.NONE);
      case SWT.BS -> canvas.undoZoom();
      case SWT.ESC -> {
        boolean drawing = outlining.isActive();
        outlining.giveUp();
        canvas.look(drawing ? canvas.looked() : Optional.empty());
        // Without a gesture others may have a use for it, too.
        return drawing;
      }
      case SWT.CR, SWT.KEYPAD_CR, ' ' -> choose(event);
      case 'z' -> beginAtCrosshair(Tool.ZOOM);
      case 'b' -> beginAtCrosshair(Tool.BOX);
      case 'l' -> beginAtCrosshair(Tool.LASSO);
      case '+', '=', SWT.KEYPAD_ADD -> zoomAtCrosshair(STEP);
      case '-', SWT.KEYPAD_SUBTRACT -> zoomAtCrosshair(1 / STEP);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void choose(Event event) {
    if (outlining.isActive()) {
      outlining.end();
    } else {
      canvas.looked().ifPresent(hit -> canvas.select(hit, mode(event)));
    }
  }

  private void beginAtCrosshair(Tool tool) {
    if (canvas.looked().isEmpty()) {
      walk(0, 0);
    }
    canvas
        .looked()
        .map(Outlining::place)
        .ifPresent(place -> outlining.begin(tool, SelectionMode.REPLACE, place));
  }

  private void walk(int columns, int rows) {
    Scene scene = canvas.scene();
    if (scene != null) {
      Optional<Hit> next =
          canvas.looked().map(hit -> scene.beside(hit, columns, rows)).orElseGet(scene::middle);
      canvas.look(next);
      next.map(Outlining::place).ifPresent(outlining::to);
    }
  }

  private void zoomAtCrosshair(double by) {
    canvas.looked().map(Hit::mark).ifPresent(mark -> zoom(middleX(mark), middleY(mark), by));
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

  private static double middleX(Bounds mark) {
    return mark.x() + mark.width() / 2;
  }

  private static double middleY(Bounds mark) {
    return mark.y() + mark.height() / 2;
  }

  private static SelectionMode mode(Event event) {
    if ((event.stateMask & SWT.MOD1) != 0) {
      return SelectionMode.TOGGLE;
    }
    return (event.stateMask & SWT.SHIFT) != 0 ? SelectionMode.EXTEND : SelectionMode.REPLACE;
  }

  /** The canvas takes the arrow keys, but lets the focus go on. */
  private static void traverse(Event event) {
    switch (event.detail) {
      case SWT.TRAVERSE_TAB_NEXT, SWT.TRAVERSE_TAB_PREVIOUS -> event.doit = true;
      default -> {}
    }
  }
}
