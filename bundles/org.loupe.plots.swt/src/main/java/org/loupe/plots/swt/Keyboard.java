package org.loupe.plots.swt;

import java.util.Optional;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Scene;
import org.loupe.plots.render.Zoom;

/** What keys do to a canvas: all that the mouse does, at the crosshair. */
final class Keyboard {
  private static final int LEAP = 10;

  private final FigureCanvas canvas;
  private final Crosshair crosshair;
  private final ZoomByHand zoom;
  private final Outlining outlining;
  private final Export export;

  Keyboard(
      FigureCanvas canvas,
      Crosshair crosshair,
      ZoomByHand zoom,
      Outlining outlining,
      Export export) {
    this.canvas = canvas;
    this.crosshair = crosshair;
    this.zoom = zoom;
    this.outlining = outlining;
    this.export = export;
    canvas.addListener(SWT.KeyDown, this::key);
    canvas.addListener(SWT.Traverse, Keyboard::traverse);
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
          zoom.redo();
        } else {
          zoom.undo();
        }
      }
      case 'y' -> zoom.redo();
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
      case SWT.HOME -> zoom.to(Zoom.NONE);
      case SWT.BS -> zoom.undo();
      case SWT.ESC -> {
        return giveUp();
      }
      case SWT.CR, SWT.KEYPAD_CR, ' ' -> choose(event);
      case 'z' -> begin(Tool.ZOOM);
      case 'b' -> begin(Tool.BOX);
      case 'l' -> begin(Tool.LASSO);
      case '+', '=', SWT.KEYPAD_ADD -> zoom(ZoomByHand.STEP);
      case '-', SWT.KEYPAD_SUBTRACT -> zoom(1 / ZoomByHand.STEP);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Gives up what is being drawn, else what is looked at; then others may use the key, too. */
  private boolean giveUp() {
    boolean drawing = outlining.isActive();
    outlining.giveUp();
    if (!drawing) {
      crosshair.look(Optional.empty());
    }
    return drawing;
  }

  private void choose(Event event) {
    if (outlining.isActive()) {
      outlining.end();
    } else {
      crosshair.select(SelectionMode.of(event));
    }
  }

  private void begin(Tool tool) {
    if (crosshair.place().isEmpty()) {
      walk(0, 0);
    }
    crosshair
        .place()
        .map(Outlining::place)
        .ifPresent(place -> outlining.begin(tool, SelectionMode.REPLACE, place));
  }

  private void walk(int columns, int rows) {
    Scene scene = canvas.scene();
    if (scene != null) {
      crosshair.walk(scene, columns, rows);
      crosshair.place().map(Outlining::place).ifPresent(outlining::to);
    }
  }

  private void zoom(double by) {
    crosshair
        .place()
        .map(Hit::mark)
        .ifPresent(mark -> zoom.about(canvas.scene(), middleX(mark), middleY(mark), by));
  }

  private static double middleX(Bounds mark) {
    return mark.x() + mark.width() / 2;
  }

  private static double middleY(Bounds mark) {
    return mark.y() + mark.height() / 2;
  }

  /** The canvas takes the arrow keys, but lets the focus go on. */
  private static void traverse(Event event) {
    switch (event.detail) {
      case SWT.TRAVERSE_TAB_NEXT, SWT.TRAVERSE_TAB_PREVIOUS -> event.doit = true;
      default -> {}
    }
  }
}
