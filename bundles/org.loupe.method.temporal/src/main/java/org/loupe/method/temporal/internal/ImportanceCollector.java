package org.loupe.method.temporal.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.PerWindow;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Sink;

/**
 * Adds up |∂F/∂x · x| and |∂F/∂Δt · Δt| while windows pass by, in double precision. Of every window
 * only sums over its steps and over its channels stay.
 */
final class ImportanceCollector implements Sink {
  private final String input;
  private final @Nullable String spans;
  private final InputLayout layout;
  private final int targets;
  private final int windows;
  private final double[] map;
  private final PerWindow byChannel;
  private final PerWindow byStep;
  private final @Nullable PerWindow bySpan;
  private final double[] sum;
  private final double[] magnitude;
  private final float[] least;
  private final float[] greatest;
  private int notFinite = -1;

  /**
   * For windows of one size.
   *
   * @param spans name and steps of the time spans, or null
   * @param targets how many targets F is the sum of; gradients come target by target, that of the
   *     input first
   * @throws BadInputException if there are too many windows for the memory
   */
  ImportanceCollector(
      String input, @Nullable TimeSpans spans, InputLayout layout, int targets, int windows)
      throws BadInputException {
    int spanSteps = spans == null ? 0 : spans.mean().length;
    PerWindow.requireRoom(windows, (long) layout.steps() + layout.channels() + spanSteps);
    this.input = input;
    this.spans = spans == null ? null : spans.input();
    this.layout = layout;
    this.targets = targets;
    this.windows = windows;
    this.map = new double[layout.elements()];
    this.byChannel = PerWindow.of(windows, layout.channels());
    this.byStep = PerWindow.of(windows, layout.steps());
    this.bySpan = spans == null ? null : PerWindow.of(windows, spanSteps);
    this.sum = new double[layout.channels()];
    this.magnitude = new double[layout.channels()];
    this.least = new float[layout.channels()];
    this.greatest = new float[layout.channels()];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
  }

  @Override
  public void accept(Evaluation evaluation) {
    float[] x = values(evaluation, input);
    double[] slope = slope(evaluation, 0, x.length);
    PerWindow spanMeans = bySpan;
    float[] times = spans == null ? new float[0] : values(evaluation, spans);
    double[] spanSlope = spanMeans == null ? new double[0] : slope(evaluation, 1, times.length);
    for (int n = 0; n < evaluation.batch().size(); n++) {
      int window = evaluation.from() + n;
      add(window, n, x, slope);
      if (spanMeans != null) {
        for (int t = 0; t < spanMeans.columns(); t++) {
          int at = n * spanMeans.columns() + t;
          check(window, spanSlope[at]);
          spanMeans.put(window, t, Math.abs(spanSlope[at] * times[at]));
        }
      }
    }
  }

  private void add(int window, int n, float[] x, double[] slope) {
    double[] channels = new double[layout.channels()];
    for (int t = 0; t < layout.steps(); t++) {
      double step = 0;
      for (int c = 0; c < channels.length; c++) {
        int at = layout.position(n, t, c);
        check(window, slope[at]);
        double importance = Math.abs(slope[at] * x[at]);
        map[t * channels.length + c] += importance;
        channels[c] += importance;
        step += importance;
        sum[c] += x[at];
        magnitude[c] += Math.abs(x[at]);
        least[c] = Math.min(least[c], x[at]);
        greatest[c] = Math.max(greatest[c], x[at]);
      }
      byStep.put(window, t, step);
    }
    for (int c = 0; c < channels.length; c++) {
      byChannel.put(window, c, channels[c]);
    }
  }

  private void check(int window, double slope) {
    if (!Double.isFinite(slope) && notFinite < 0) {
      notFinite = window;
    }
  }

  /** The sum of all targets' gradients by an input: F is their sum. */
  private double[] slope(Evaluation evaluation, int place, int length) {
    double[] slope = new double[length];
    List<Evaluation.GradientValues> all = evaluation.gradients();
    for (int k = 0; k < targets; k++) {
      float[] values = all.get(k + place * targets).gradient().values();
      for (int i = 0; i < length; i++) {
        slope[i] += values[i];
      }
    }
    return slope;
  }

  private static float[] values(Evaluation evaluation, String name) {
    return ((FloatTensor) evaluation.batch().inputs().get(name)).values();
  }

  /**
   * Refuses a gradient that is none.
   *
   * @param numbers of the windows in the dataset
   */
  void requireFinite(int[] numbers) throws BadInputException {
    if (notFinite >= 0) {
      throw new BadInputException(
          "The gradient of window "
              + numbers[notFinite]
              + " is not a finite number; leave the window out, or look for very large values in '"
              + input
              + "' and for time spans of zero.");
    }
  }

  /** The mean over windows, [T,C] whatever the input's layout. */
  FloatTensor importance() {
    float[] mean = new float[map.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (map[i] / windows);
    }
    return FloatTensor.of(
        mean,
        Axis.of(layout.stepDimension(), layout.steps()),
        Axis.of(Dimension.CHANNEL, layout.channels()));
  }

  /** Sums over steps, [N,C]. */
  PerWindow byChannel() {
    return byChannel;
  }

  /** Sums over channels, [N,T]. */
  PerWindow byStep() {
    return byStep;
  }

  /** Of time spans, [N,T] or [N,1]; null without any. */
  @Nullable PerWindow bySpan() {
    return bySpan;
  }

  /** What the channels are like. */
  ChannelSizes sizes() {
    double count = (double) windows * layout.steps();
    boolean[] constant = new boolean[sum.length];
    for (int c = 0; c < constant.length; c++) {
      constant[c] = least[c] == greatest[c];
    }
    return new ChannelSizes(
        Arrays.stream(sum).map(total -> total / count).toArray(),
        Arrays.stream(magnitude).map(total -> total / count).toArray(),
        constant);
  }
}
