package org.loupe.tests.ui.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Widget;
import org.loupe.plots.render.Panel;
import org.loupe.plots.swt.FigureCanvas;

/** Measures how long people wait for pictures, and for the window to answer. */
final class Stopwatch {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Widgets widgets;

  Stopwatch(Widgets widgets) {
    this.widgets = widgets;
  }

  /**
   * Presses something that changes figures; the time until all of them are painted that changed,
   * and the longest time in which the window did not answer.
   */
  String paint(String id) throws Exception {
    List<List<Panel>> before = widgets.onUi(() -> canvases().stream().map(this::panels).toList());
    long start = System.nanoTime();
    widgets.onUi(() -> press(widgets.require(id)));
    long silent = System.nanoTime() - start;
    long painted = 0;
    while (painted == 0) {
      long asked = System.nanoTime();
      List<FigureCanvas> missing =
          widgets.onUi(() -> canvases().stream().filter(canvas -> !canvas.isPainted()).toList());
      silent = Math.max(silent, System.nanoTime() - asked);
      if (missing.isEmpty() && isOther(before)) {
        painted = System.nanoTime();
      } else if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new IllegalStateException("the figures were not painted within " + LONGEST);
      }
      Thread.sleep(1);
    }
    return before.size()
        + " figures, painted after "
        + (painted - start) / 1_000_000
        + " ms, silent for "
        + silent / 1_000_000
        + " ms at most";
  }

  private boolean isOther(List<List<Panel>> before) throws Exception {
    List<List<Panel>> now = widgets.onUi(() -> canvases().stream().map(this::panels).toList());
    for (int i = 0; i < now.size(); i++) {
      if (i >= before.size() || now.get(i) != before.get(i)) {
        return true;
      }
    }
    return now.size() != before.size();
  }

  private List<Panel> panels(FigureCanvas canvas) {
    return canvas.panels();
  }

  private List<FigureCanvas> canvases() {
    List<FigureCanvas> canvases = new ArrayList<>();
    for (Widget widget : widgets.identified()) {
      if (widget instanceof FigureCanvas canvas) {
        canvases.add(canvas);
      }
    }
    return canvases;
  }

  /** As a click does, of a switch too: the others of its bar go out. */
  private static String press(Widget widget) {
    if (widget instanceof ToolItem pressed && (pressed.getStyle() & SWT.RADIO) != 0) {
      ToolBar bar = pressed.getParent();
      for (ToolItem item : bar.getItems()) {
        item.setSelection(item == pressed);
      }
    }
    widget.notifyListeners(SWT.Selection, new Event());
    return "";
  }
}
