package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Numbers;
import org.loupe.model.Dimension;
import org.loupe.model.Scaler;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Table;

/** What the model is given at the step that is looked at. */
final class InputFigure {
  /** Channels that are listed; of more, those furthest from what they are on average. */
  private static final int MOST = 40;

  private final StatesResult result;
  private final Shown shown;
  private final MeanStates means;

  InputFigure(StatesResult result, Shown shown) {
    this.result = result;
    this.shown = shown;
    this.means = result.parts().means();
  }

  Figure figure() {
    int step = shown.step();
    int[] channels = channels(step);
    double[] values = of(channels, step);
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.of("value", values, 3).withBars(values));
    Scaler scaler = result.shown().scaler();
    if (scaler != null && scaler.scale().size() >= means.channels()) {
      columns.add(Table.Column.of("physical", physical(scaler, channels, values), 3));
    }
    if (step > 0) {
      double[] before = of(channels, step - 1);
      double[] change = new double[values.length];
      for (int i = 0; i < change.length; i++) {
        change[i] = values[i] - before[i];
      }
      columns.add(Table.Column.of("change", change, 3));
    }
    boolean several = result.summary().resampling().unit().length > 1;
    if (several && !isMean()) {
      double[] mean = IntStream.of(channels).mapToDouble(c -> means.input(step, c)).toArray();
      columns.add(Table.Column.of("mean of all windows", mean, 3));
    }
    if (several) {
      columns.add(
          Table.Column.of(
              "std over windows",
              IntStream.of(channels).mapToDouble(c -> means.inputStd(step, c)).toArray(),
              3));
    }
    return new Figure(
        "input",
        "Input at step " + step + " — " + shown.describe(result),
        (shown.chosen() ? "The selected step" : "The step to which the state moves furthest")
            + span(step)
            + ": what '"
            + result.shown().name()
            + "' is there"
            + (shown.isOne() ? "" : " on average over windows")
            + ", how it changed from the step before"
            + (several ? ", and how it varies over all windows at this step." : ".")
            + (channels.length < means.channels()
                ? " Listed are the "
                    + channels.length
                    + " of "
                    + means.channels()
                    + " channels that are furthest from their mean."
                : "")
            + " Select a step in a path or a map to see it here.",
        new Table(
            new IndexAxis(
                "channel",
                Dimension.CHANNEL,
                channels,
                IntStream.of(channels).mapToObj(result.shown().channels()::name).toList()),
            columns));
  }

  private String span(int step) {
    double sum = 0;
    int count = 0;
    for (int place : shown.places()) {
      StateWindow window = result.parts().kept().at(place);
      float[] spans = window == null ? null : window.spans();
      if (window != null && spans != null && step < window.steps()) {
        sum += spans[step];
        count++;
      }
    }
    return count == 0
        ? ""
        : ", time span "
            + Numbers.significant(sum / count)
            + (result.shown().spanUnit().isEmpty() ? "" : " " + result.shown().spanUnit());
  }

  private int[] channels(int step) {
    int[] all = IntStream.range(0, means.channels()).toArray();
    if (all.length <= MOST) {
      return all;
    }
    double[] values = of(all, step);
    Comparator<Integer> far =
        Comparator.comparingDouble(
            c -> -Math.abs(values[c] - means.input(step, c)) / (means.inputStd(step, c) + 1e-6));
    return IntStream.of(all).boxed().sorted(far).limit(MOST).mapToInt(c -> c).toArray();
  }

  private double[] of(int[] channels, int step) {
    return IntStream.of(channels).mapToDouble(c -> input(step, c)).toArray();
  }

  /** Whether the values are the mean over all windows, kept or not. */
  private boolean isMean() {
    return shown.isAll() && !shown.isOne();
  }

  /** Of the windows that are drawn. */
  private double input(int step, int channel) {
    if (isMean()) {
      return means.input(step, channel);
    }
    double sum = 0;
    int count = 0;
    for (int place : shown.places()) {
      StateWindow window = result.parts().kept().at(place);
      if (window != null && step < window.steps()) {
        sum += window.input()[step * window.channels() + channel];
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static double[] physical(Scaler scaler, int[] channels, double[] values) {
    double[] physical = new double[values.length];
    for (int i = 0; i < physical.length; i++) {
      physical[i] = scaler.physical(channels[i], values[i]);
    }
    return physical;
  }
}
