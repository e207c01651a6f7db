package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.PointColors;
import org.loupe.plots.PointSizes;
import org.loupe.plots.ReliabilityDiagram;
import org.loupe.plots.Scatter;
import org.loupe.plots.Trajectories;
import org.loupe.plots.ValueAxis;

/** Points and paths in the plane, from made-up numbers. */
final class PointFigures {
  private PointFigures() {}

  static Figure scatter(int count) {
    Random random = new Random(count);
    float[] x = new float[count];
    float[] y = new float[count];
    int[] label = new int[count];
    for (int i = 0; i < count; i++) {
      label[i] = random.nextInt(5);
      x[i] = (float) (4 * Math.cos(label[i] * 1.26) + 0.9 * random.nextGaussian());
      y[i] = (float) (4 * Math.sin(label[i] * 1.26) + 0.9 * random.nextGaussian());
    }
    return new Figure(
        "embedding_" + count,
        "Embedding of " + count + " windows",
        "",
        Scatter.of(
                ValueAxis.signed("PC 1"),
                ValueAxis.signed("PC 2"),
                IndexAxis.counting("window", Dimension.WINDOW, count),
                x,
                y)
            .colored(
                new PointColors.Categories(
                    "label", label, List.of("face", "pocket", "contour", "drill", "idle")))
            .withCentroids());
  }

  static Figure scatterByValue() {
    Random random = new Random(9);
    float[] x = new float[250];
    float[] y = new float[250];
    float[] value = new float[250];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.pow(10, 4 * random.nextDouble());
      y[i] = (float) (0.6 / Math.log10(x[i] + 10) + 0.06 * random.nextGaussian());
      value[i] = i % 40 == 0 ? Float.NaN : (float) random.nextDouble();
    }
    return new Figure(
        "error_frequency",
        "Error against frequency",
        "",
        Scatter.of(
                ValueAxis.of("frequency").log(),
                ValueAxis.of("error"),
                IndexAxis.counting("token", Dimension.CLASS, x.length),
                x,
                y)
            .colored(new PointColors.Values(ValueAxis.of("mean confidence").between(0, 1), value)));
  }

  static Figure tokens() {
    List<String> names =
        List.of("G0", "G1", "G2", "M3", "M5", "PARAM_X", "PARAM_Y", "NUM_12", "NUM_7", "EOS");
    float[] confidence = {0.98f, 0.95f, 0.71f, 0.88f, 0.52f, 0.83f, 0.81f, 0.44f, 0.39f, 0.99f};
    float[] accuracy = {0.97f, 0.94f, 0.61f, 0.9f, 0.38f, 0.78f, 0.8f, 0.31f, 0.35f, 0.99f};
    float[] count = {3100, 9800, 120, 640, 45, 4100, 4000, 210, 190, 1500};
    return new Figure(
        "confidence_accuracy",
        "Confidence against accuracy",
        "",
        Scatter.of(
                ValueAxis.of("mean confidence").between(0, 1.1),
                ValueAxis.of("accuracy").between(0, 1.1),
                IndexAxis.named("token", Dimension.CLASS, names),
                confidence,
                accuracy)
            .sized(new PointSizes("count", count))
            .withLabels()
            .with(Annotation.diagonal("calibrated")));
  }

  static Figure trajectories() {
    List<Trajectories.Path> paths = new ArrayList<>();
    int steps = 48;
    for (int k = 0; k < 6; k++) {
      float[] x = new float[steps];
      float[] y = new float[steps];
      for (int i = 0; i < steps; i++) {
        double angle = k + i * 0.09;
        double radius = 0.4 + i * 0.05 + 0.3 * Math.sin(i * 0.4 + k);
        x[i] = i == 20 && k == 2 ? Float.NaN : (float) (radius * Math.cos(angle));
        y[i] = (float) (radius * Math.sin(angle));
      }
      paths.add(Trajectories.Path.of(x, y));
    }
    return new Figure(
        "states",
        "Hidden states of six windows",
        "",
        new Trajectories(
                ValueAxis.signed("PC 1"),
                ValueAxis.signed("PC 2"),
                ValueAxis.of("time step"),
                IndexAxis.counting("window", Dimension.WINDOW, 6),
                IndexAxis.counting("time step", Dimension.TIME, steps),
                paths)
            .with(
                List.of(
                    new Trajectories.Landmark("1", "stable fixed point", 0.5f, -1.5f, true),
                    new Trajectories.Landmark("2", "unstable fixed point", 1, 1, false))));
  }

  static Figure reliability() {
    Random random = new Random(5);
    float[] confidence = new float[4000];
    boolean[] right = new boolean[confidence.length];
    for (int i = 0; i < right.length; i++) {
      confidence[i] = (float) Math.pow(random.nextDouble(), 0.4);
      right[i] = random.nextDouble() < Math.pow(confidence[i], 1.5);
    }
    return new Figure(
        "reliability",
        "Reliability of command",
        "",
        ReliabilityDiagram.of("command", confidence, right, 15));
  }
}
