package org.loupe.method.states.internal;

import java.util.List;
import java.util.Random;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeRecurrentSession;
import org.loupe.testkit.FakeSubject;
import org.loupe.testkit.LinearCell;

/** Twelve windows of four recordings through a linear cell that turns as it comes to rest. */
final class Example {
  static final int WINDOWS = 12;
  static final int STEPS = 10;
  static final double[][] A = {{-0.2, 0.6}, {-0.6, -0.2}};
  static final double[][] B = {{1}, {0.5}};
  static final LinearCell CELL = new LinearCell(A, B, new double[][] {{1, 0}});

  final float[] x = new float[WINDOWS * STEPS];
  final float[] spans = new float[WINDOWS * STEPS];
  final long[] recording = new long[WINDOWS];

  Example() {
    Random random = new Random(3);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
      spans[i] = 0.25f + 0.5f * random.nextFloat();
    }
    for (int n = 0; n < WINDOWS; n++) {
      recording[n] = n / 3;
    }
  }

  static CardBuilder card() {
    return new CardBuilder("recurrent")
        .input("x", "signal")
        .timespans("timespans")
        .regressionHead("next", "value");
  }

  static FakeDataset data(int windows, int steps, float[] x, float[] spans) {
    return new FakeDataset("test")
        .with("x", new int[] {windows, steps, 1}, x)
        .with("timespans", new int[] {windows, steps}, spans)
        .with("next_target", new int[] {windows, steps, 1}, new float[windows * steps]);
  }

  FakeDataset data() {
    return data(WINDOWS, STEPS, x, spans).with("recording", new int[] {WINDOWS}, recording);
  }

  static StatesParameters parameters(Form form) {
    return new StatesParameters(form, false, StatesParameters.MEAN, 0, 16, 1e-5);
  }

  static StatesParameters fixed(String input, double timespan) {
    return new StatesParameters(Form.PER_SEQUENCE, true, input, timespan, 16, 1e-5);
  }

  static StatesResult analyze(
      ModelCard card, LinearCell cell, Windows windows, StatesParameters parameters)
      throws LoupeException {
    return new StatesAnalyzer()
        .analyze(
            new FakeSubject(new FakeRecurrentSession(card, cell), windows),
            parameters,
            Progress.none());
  }

  StatesResult analyze(StatesParameters parameters) throws LoupeException {
    return analyze(
        card().recurrent("command", "motor").clusters("recording").build(),
        CELL,
        Windows.all(data()),
        parameters);
  }

  /** The states after each step of a window, [T][2], in double precision. */
  double[][] states(int window) {
    double[][] states = new double[STEPS][];
    double[] state = new double[2];
    for (int t = 0; t < STEPS; t++) {
      int at = window * STEPS + t;
      state = CELL.next(state, new double[] {x[at]}, spans[at]);
      states[t] = state;
    }
    return states;
  }

  static double scalar(StatesResult result, String name) {
    return result.scalars().stream()
        .filter(scalar -> scalar.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  static List<String> findings(StatesResult result) {
    return result.findings().stream().map(finding -> finding.id()).toList();
  }
}
