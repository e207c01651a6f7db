package org.loupe.method.window.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.XYGraph;
import org.loupe.plots.XYTrace;

/** Describes what went in. */
final class SignalFigures {
  private static final double COLORS_END = 3;

  private final WindowResult result;
  private final Signals signals;
  private final ShownChannels shown;
  private final boolean seconds;

  /**
   * @param seconds whether time is in seconds
   */
  SignalFigures(WindowResult result, ShownChannels shown, boolean seconds) {
    this.result = result;
    this.signals = result.signals();
    this.shown = shown;
    this.seconds = seconds;
  }

  /** One figure per unit. */
  List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    shown.byUnit(signals).forEach((unit, channels) -> figures.add(figure(unit, channels)));
    return figures;
  }

  private Figure figure(String key, int[] channels) {
    String unit = signals.unit(channels[0]);
    String id = "signals." + key.replaceAll("[^A-Za-z0-9]+", "_");
    String names =
        channels.length == 1
            ? signals.names().name(channels[0])
            : channels.length + " signals in " + (unit.isEmpty() ? "no unit" : unit);
    String axis = value(unit);
    return new Figure(
        id,
        names + " — window " + result.window(),
        "Of "
            + shown.why()
            + ". "
            + (signals.isPhysical()
                ? "Values are physical: the scaling of the card is undone."
                : "Values are as the model sees them: the card gives no scaling to undo."),
        seconds ? graph(axis, channels) : chart(axis, channels));
  }

  private String value(String unit) {
    if (!unit.isEmpty()) {
      return unit;
    }
    return signals.isPhysical() ? "value (no unit in the card)" : "scaled value";
  }

  private LineChart chart(String axis, int[] channels) {
    List<Trace> traces =
        Arrays.stream(channels)
            .mapToObj(c -> Trace.of(name(channels, c), signals.channel(c)))
            .toList();
    return new LineChart(
        IndexAxis.counting("time step", Dimension.TIME, signals.steps()),
        ValueAxis.of(axis),
        traces,
        LineChart.Form.LINE,
        List.of());
  }

  private XYGraph graph(String axis, int[] channels) {
    double[] times = signals.seconds();
    List<XYTrace> traces =
        Arrays.stream(channels)
            .mapToObj(
                c ->
                    XYTrace.of(
                        name(channels, c),
                        times == null ? new double[0] : times,
                        signals.channel(c)))
            .toList();
    return new XYGraph(ValueAxis.of("time").seconds(), ValueAxis.of(axis), traces, List.of());
  }

  private String name(int[] channels, int channel) {
    return channels.length == 1 ? "" : signals.names().name(channel);
  }

  /** All channels, to select from. */
  Figure channels() {
    float[] rows = new float[signals.scaled().length];
    for (int c = 0; c < signals.channels(); c++) {
      for (int t = 0; t < signals.steps(); t++) {
        rows[c * signals.steps() + t] = signals.scaled()[t * signals.channels() + c];
      }
    }
    return new Figure(
        "channels",
        "All "
            + signals.channels()
            + " channels of "
            + signals.input()
            + " — window "
            + result.window(),
        "As the model sees them; colours end at ±3. Select rows to draw their signals: Ctrl and Shift add.",
        new HeatMap(
            IndexAxis.counting("time step", Dimension.TIME, signals.steps()),
            new IndexAxis(
                "channel",
                Dimension.CHANNEL,
                IntStream.range(0, signals.channels()).toArray(),
                IntStream.range(0, signals.channels()).mapToObj(signals.names()::name).toList()),
            rows,
            ValueAxis.signed("scaled value").between(-COLORS_END, COLORS_END),
            HeatMap.Aggregation.MAX_ABS));
  }
}
