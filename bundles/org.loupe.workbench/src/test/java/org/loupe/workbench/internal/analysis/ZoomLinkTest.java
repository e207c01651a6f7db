package org.loupe.workbench.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Plot;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Theme;
import org.loupe.plots.render.Zoom;
import org.loupe.plots.swt.FigureCanvas;
import org.loupe.workbench.internal.core.SharedZoom;
import org.loupe.workbench.internal.widgets.Stage;

@DisplayName("Linked figures")
class ZoomLinkTest {
  private static final int STEPS = 20;

  private final SharedZoom shared = new SharedZoom();
  private final IndexAxis time = IndexAxis.counting("time step", Dimension.TIME, STEPS);
  private Stage stage;
  private FigureCanvas map;
  private FigureCanvas profile;

  @BeforeEach
  void open() {
    stage = new Stage();
    map =
        canvas(
            new HeatMap(
                time,
                IndexAxis.counting("channel", Dimension.CHANNEL, STEPS),
                new float[STEPS * STEPS],
                ValueAxis.of("v"),
                HeatMap.Aggregation.MEAN));
    profile =
        canvas(
            new LineChart(
                time,
                ValueAxis.of("v"),
                List.of(Trace.of("", new double[STEPS])),
                LineChart.Form.LINE,
                List.of()));
    stage.shell().open();
    stage.until(() -> !map.description().isEmpty() && !profile.description().isEmpty());
  }

  private FigureCanvas canvas(Plot plot) {
    FigureCanvas canvas = new FigureCanvas(stage.shell(), Theme.LIGHT);
    List<Panel> panels = List.of(Panel.of(new Figure("f", "", "", plot)));
    canvas.setPanels(panels);
    ZoomLink.of(canvas, shared, () -> panels);
    return canvas;
  }

  @AfterEach
  void close() {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  @DisplayName("show the same stretch of time, whichever of them is zoomed, and all of it again")
  void followEachOther() {
    zoom(map);
    assertThat(map.zoom().y()).isNotNull();
    stage.until(() -> !profile.zoom().equals(Zoom.NONE));
    assertThat(profile.zoom()).isEqualTo(new Zoom(map.zoom().x(), null));
    key(profile, SWT.HOME);
    stage.until(() -> map.zoom().x() == null);
    assertThat(map.zoom().y()).as("channels are not of the profile").isNotNull();
  }

  @Test
  @DisplayName("go their own ways once they are not linked")
  void canBeParted() {
    shared.linked().set(false);
    zoom(map);
    stage.until(() -> !map.zoom().equals(Zoom.NONE));
    assertThat(profile.zoom()).isEqualTo(Zoom.NONE);
  }

  private static void zoom(FigureCanvas canvas) {
    key(canvas, SWT.ARROW_RIGHT);
    key(canvas, '+');
  }

  private static void key(FigureCanvas canvas, int code) {
    Event event = new Event();
    event.keyCode = code;
    canvas.notifyListeners(SWT.KeyDown, event);
  }
}
