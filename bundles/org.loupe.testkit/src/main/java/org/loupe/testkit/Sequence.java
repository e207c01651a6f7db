package org.loupe.testkit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loupe.model.FloatTensor;
import org.loupe.model.Target;
import org.loupe.model.Tensor;

/**
 * One window's way through a linear cell, and back.
 *
 * @param cell the recurrence
 * @param x [T][C]
 * @param spans [T]
 * @param states [T+1][H], the initial one first
 */
record Sequence(LinearCell cell, double[][] x, double[] spans, double[][] states) {

  /**
   * Gradients of one target.
   *
   * @param objective the target's value
   * @param byInput [T·C]
   * @param bySpan [T]
   */
  record Backward(double objective, double[] byInput, double[] bySpan) {}

  static Sequence of(LinearCell cell, FloatTensor input, @Nullable Tensor timespans, int window) {
    int steps = input.shape()[1];
    int channels = input.shape()[2];
    double[][] x = new double[steps][channels];
    double[] spans = new double[steps];
    double[][] states = new double[steps + 1][cell.units()];
    for (int t = 0; t < steps; t++) {
      for (int c = 0; c < channels; c++) {
        x[t][c] = input.values()[(window * steps + t) * channels + c];
      }
      spans[t] = timespans == null ? 1 : span(timespans, window, t, steps);
      states[t + 1] = cell.next(states[t], x[t], spans[t]);
    }
    return new Sequence(cell, x, spans, states);
  }

  /** A window's only span is that of all its steps. */
  private static double span(Tensor timespans, int window, int step, int steps) {
    boolean perStep = timespans.size() == steps * timespans.axes().get(0).size();
    return timespans.number(perStep ? window * steps + step : window);
  }

  int steps() {
    return spans.length;
  }

  /** The state after a step. */
  double[] state(int step) {
    return states[step + 1];
  }

  /** B·x of a step. */
  double[] drive(int step) {
    return LinearCell.times(cell.b(), x[step]);
  }

  /** The sum over steps and values that a target picks, and its gradients. */
  Backward backward(Target target) {
    double objective = 0;
    double[] byInput = new double[steps() * cell.channels()];
    double[] bySpan = new double[steps()];
    double[] g = new double[cell.units()];
    double[] weights = new double[cell.values()];
    if (target.classIndex() >= 0) {
      weights[target.classIndex()] = 1;
    } else {
      Arrays.fill(weights, 1);
    }
    for (int t = steps() - 1; t >= 0; t--) {
      if (target.step() == null || target.step() == t) {
        double[] output = cell.output(state(t));
        double[] back = LinearCell.transposed(cell.c(), weights);
        for (int v = 0; v < output.length; v++) {
          objective += weights[v] * output[v];
        }
        for (int i = 0; i < g.length; i++) {
          g[i] += back[i];
        }
      }
      double[] slope = cell.slope(states[t], x[t]);
      double[] channels = LinearCell.transposed(cell.b(), g);
      double[] units = LinearCell.transposed(cell.a(), g);
      for (int c = 0; c < channels.length; c++) {
        byInput[t * channels.length + c] = spans[t] * channels[c];
      }
      for (int i = 0; i < g.length; i++) {
        bySpan[t] += g[i] * slope[i];
        g[i] += spans[t] * units[i];
      }
    }
    return new Backward(objective, byInput, bySpan);
  }
}
