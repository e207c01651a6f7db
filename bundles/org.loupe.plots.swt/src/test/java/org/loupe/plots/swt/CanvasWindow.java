package org.loupe.plots.swt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.HeatMap.Aggregation;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Theme;

/** A window with nothing but a canvas in it, and a hand at its keys. */
abstract class CanvasWindow {
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  static Display display;
  Shell shell;
  FigureCanvas canvas;

  @BeforeAll
  static void connect() {
    String screen = System.getenv("DISPLAY");
    if (screen != null && !screen.isEmpty()) {
      display = new Display();
    }
  }

  @AfterAll
  static void disconnect() {
    if (display != null) {
      display.dispose();
    }
  }

  @BeforeEach
  void open() {
    assumeTrue(display != null, "there is no display: DISPLAY is not set (try Xvfb)");
    shell = new Shell(display);
    shell.setLayout(new FillLayout());
    canvas = new FigureCanvas(shell, Theme.DARK);
    shell.setSize(900, 500);
    shell.open();
  }

  @AfterEach
  void close() {
    if (shell != null) {
      shell.dispose();
    }
  }

  void show(Figure figure) {
    canvas.setPanels(List.of(Panel.of(figure)));
    awaitPanels(1);
  }

  static Figure figure() {
    float[] values = {0, 1, 2, 3, 0, 1, 2, 3};
    return new Figure(
        "map",
        "Map",
        "",
        new HeatMap(
            IndexAxis.counting("time step", Dimension.TIME, 4),
            IndexAxis.named("channel", Dimension.CHANNEL, List.of("a", "b")),
            values,
            ValueAxis.of("v"),
            Aggregation.MAX_ABS));
  }

  void awaitPanels(int count) {
    await(
        () ->
            canvas.scene() != null
                && canvas.scene().panels() == count
                && canvas.scene().options().width()
                    == Math.ceil(canvas.getClientArea().width / canvas.magnification()));
  }

  void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      if (!display.readAndDispatch()) {
        Thread.onSpinWait();
      }
    }
    assertThat(condition.getAsBoolean()).as("the picture came").isTrue();
  }

  void key(int code) {
    key(code, 0);
  }

  void key(int code, int modifier) {
    Event event = new Event();
    event.keyCode = code;
    event.stateMask = modifier;
    canvas.notifyListeners(SWT.KeyDown, event);
  }
}
