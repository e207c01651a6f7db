package org.loupe.plots.render;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.LineChart;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/** Figures like those of a saliency analysis, from made-up gradients. */
final class SampleFigures {
  static final List<String> HEADS =
      List.of("type", "command", "param_type", "param_value", "operation");
  static final int STEPS = 64;
  static final int CHANNELS = 155;
  private static final ValueAxis VALUE = ValueAxis.of("|∂F/∂x|");
  private static final String[] GROUPS = {"spindle", "axis_x", "axis_y", "axis_z", "coolant"};
  private static final String[] KINDS = {"current", "torque", "velocity", "position", "temp"};

  private SampleFigures() {}

  /** Magnitudes {@code [T,C]}: a few strong channels, some of them at certain steps. */
  static float[] gradients(int seed) {
    Random random = new Random(seed);
    float[] values = new float[STEPS * CHANNELS];
    double[] strength = new double[CHANNELS];
    Arrays.setAll(strength, c -> 0.0004 * Math.exp(1.1 * random.nextGaussian()));
    for (int strong = 0; strong < 12; strong++) {
      strength[random.nextInt(CHANNELS)] = 0.004 + 0.008 * random.nextDouble() / (1 + seed);
    }
    for (int t = 0; t < STEPS; t++) {
      double time = 0.35 + Math.exp(-Math.pow((t - 40 - 4 * seed) / 9.0, 2));
      for (int c = 0; c < CHANNELS; c++) {
        values[t * CHANNELS + c] =
            (float) (strength[c] * time * Math.abs(1 + 0.45 * random.nextGaussian()));
      }
    }
    return values;
  }

  static List<String> channels() {
    return IntStream.range(0, CHANNELS)
        .mapToObj(c -> GROUPS[c / 31] + "_" + KINDS[c % 5] + "_" + c % 31)
        .toList();
  }

  static Figure heatMap(int seed) {
    float[] gradients = gradients(seed);
    return new Figure(
        "heatmap",
        "Saliency of type, window 394",
        "How strongly each channel acts at each step. It does not say in which direction.",
        GridFigures.heatMap(
            IndexAxis.counting("time step", Dimension.TIME, STEPS),
            IndexAxis.named("channel", Dimension.CHANNEL, channels()),
            VALUE,
            (channel, step) -> gradients[step * CHANNELS + channel]));
  }

  static Figure topChannels(int seed) {
    float[] gradients = gradients(seed);
    double[] means = new double[CHANNELS];
    for (int i = 0; i < gradients.length; i++) {
      means[i % CHANNELS] += gradients[i] / STEPS;
    }
    int[] order =
        IntStream.range(0, CHANNELS)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> -means[c]))
            .limit(20)
            .mapToInt(c -> c)
            .toArray();
    double[] values = Arrays.stream(order).mapToDouble(c -> means[c]).toArray();
    double[] low = Arrays.stream(values).map(v -> v * 0.9).toArray();
    double[] high = Arrays.stream(values).map(v -> v * 1.13).toArray();
    double mean = Arrays.stream(means).average().orElseThrow();
    return new Figure(
        "top-channels",
        "Top 20 channels, saliency of type, window 394",
        "Mean over time steps with 95 % intervals.",
        new BarChart(
            new IndexAxis(
                "",
                Dimension.CHANNEL,
                order,
                Arrays.stream(order).mapToObj(channels()::get).toList()),
            ValueAxis.of("mean |∂F/∂x|"),
            List.of(new Trace("", values, low, high)),
            true,
            List.of(new Annotation("mean of all channels " + Numbers.value(mean), mean))));
  }

  static Figure profile(int seed) {
    float[] gradients = gradients(seed);
    double[] means = new double[STEPS];
    for (int i = 0; i < gradients.length; i++) {
      means[i / CHANNELS] += gradients[i] / CHANNELS;
    }
    double mean = Arrays.stream(means).average().orElseThrow();
    return new Figure(
        "profile",
        "Saliency of type over time, window 394",
        "Mean over channels.",
        new LineChart(
            IndexAxis.counting("time step", Dimension.TIME, STEPS),
            ValueAxis.of("mean |∂F/∂x|"),
            List.of(Trace.of("", means)),
            LineChart.Form.AREA,
            List.of(new Annotation("mean " + Numbers.value(mean), mean))));
  }

  static Figure distribution(int seed) {
    float[] gradients = gradients(seed);
    double mean =
        IntStream.range(0, gradients.length).mapToDouble(i -> gradients[i]).average().orElseThrow();
    return new Figure(
        "distribution",
        "Distribution of saliency of type, window 394",
        "All steps and channels.",
        Histogram.density(
            VALUE,
            "",
            gradients,
            50,
            List.of(new Annotation("mean " + Numbers.value(mean), mean))));
  }

  static List<Figure> all(int seed) {
    return List.of(heatMap(seed), topChannels(seed), profile(seed), distribution(seed));
  }

  static Figure grouped() {
    return new Figure(
        "accuracy",
        "Accuracy per prediction head",
        "",
        new BarChart(
            IndexAxis.named("prediction head", Dimension.PREDICTION_HEAD, HEADS),
            ValueAxis.of("accuracy"),
            List.of(
                new Trace(
                    "model",
                    new double[] {0.93, 0.88, 0.74, 0.52, 0.97},
                    new double[] {0.91, 0.85, 0.7, 0.46, 0.96},
                    new double[] {0.95, 0.9, 0.78, 0.58, 0.98}),
                Trace.of("majority", new double[] {0.6, 0.41, 0.33, 0.2, 0.9}),
                Trace.of("inputs zeroed", new double[] {0.61, 0.5, Double.NaN, 0.22, 0.91})),
            false,
            List.of(new Annotation("chance 0.2", 0.2))));
  }

  /** A panel per checkpoint, all with the same kind of figure. */
  static List<Panel> compared(List<Figure> figures) {
    List<String> names = List.of("early", "middle", "late");
    return IntStream.range(0, figures.size())
        .mapToObj(i -> Panel.of(Chip.of(i), names.get(i % 3), figures.get(i)))
        .toList();
  }
}
