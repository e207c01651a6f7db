package org.loupe.method.temporal.internal;

import org.loupe.analysis.PerWindow;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Sink;

/** Keeps ∂F/∂Δt and Δt of every window, and learns the shape of the outputs. */
final class SlopeCollector implements Sink {
  private final String input;
  private final Readout readout;
  private final PerWindow gradient;
  private final PerWindow spans;
  private int steps;
  private int values;

  /** For so many windows. */
  SlopeCollector(TimeSpans spans, Readout readout, int windows) {
    this.input = spans.input();
    this.readout = readout;
    this.gradient = PerWindow.of(windows, spans.mean().length);
    this.spans = PerWindow.of(windows, spans.mean().length);
  }

  @Override
  public void accept(Evaluation evaluation) {
    steps = readout.steps(evaluation);
    values = readout.values(evaluation);
    float[] slope = evaluation.gradients().get(0).gradient().values();
    float[] times = ((FloatTensor) evaluation.batch().inputs().get(input)).values();
    int offset = evaluation.from() * gradient.columns();
    System.arraycopy(slope, 0, gradient.values(), offset, slope.length);
    System.arraycopy(times, 0, spans.values(), offset, times.length);
  }

  /**
   * Refuses a gradient that is none.
   *
   * @param numbers of the windows in the dataset
   */
  void requireFinite(int[] numbers) throws BadInputException {
    for (int i = 0; i < gradient.values().length; i++) {
      if (!Float.isFinite(gradient.values()[i])) {
        throw new BadInputException(
            "The gradient of window "
                + numbers[i / gradient.columns()]
                + " by its time spans is not a finite number; leave the window out, or look for spans of zero and very large values.");
      }
    }
  }

  /** Steps of the outputs. */
  int steps() {
    return steps;
  }

  /** Values or classes at each step. */
  int values() {
    return values;
  }

  /** ∂F/∂Δt, [N,T] or [N,1]. */
  PerWindow gradient() {
    return gradient;
  }

  /** Δt, likewise. */
  PerWindow spans() {
    return spans;
  }

  /** Σ ∂F/∂Δt · Δt of a window: how fast F grows with the scale at 1. */
  double slope(int window) {
    double sum = 0;
    for (int t = 0; t < gradient.columns(); t++) {
      sum += (double) gradient.at(window, t) * spans.at(window, t);
    }
    return sum;
  }
}
