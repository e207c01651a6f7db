package org.loupe.method.states.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Ranks;

/**
 * How the states of windows move from step to step. A transition leads from one step to the next; a
 * direction is the difference divided by its norm plus 1e-6. What is not computed is NaN. Arrays
 * are shared, not copied.
 *
 * @param steps T − 1
 * @param movement ‖Δh‖ per window and transition, row-major [N,T−1]; NaN behind a window's end
 * @param norms of all windows' movements at a transition together, one per transition
 * @param consistency per window the mean over units of |mean direction|
 * @param resultant per window ‖mean direction‖
 * @param spanAgreement per window Spearman's ρ of ‖Δh‖ with the time span of the step it leads to
 * @param inputAgreement per window Spearman's ρ of ‖Δh‖ with ‖Δx‖
 * @param form what directions were divided by
 */
record Transitions(
    int steps,
    float[] movement,
    double[] norms,
    double[] consistency,
    double[] resultant,
    double[] spanAgreement,
    double[] inputAgreement,
    Form form) {
  private static final double LEAST = 1e-6;

  /** Fewer transitions have no order to compare. */
  private static final int LEAST_RANKS = 4;

  /**
   * Of no window yet.
   *
   * @param norms of all windows' movements together where the form is the guide's; else filled here
   */
  static Transitions empty(int windows, int steps, Form form, double @Nullable [] norms) {
    float[] movement = new float[windows * steps];
    Arrays.fill(movement, Float.NaN);
    return new Transitions(
        steps,
        movement,
        norms == null ? new double[steps] : norms,
        missing(windows),
        missing(windows),
        missing(windows),
        missing(windows),
        form);
  }

  private static double[] missing(int count) {
    double[] missing = new double[count];
    Arrays.fill(missing, Double.NaN);
    return missing;
  }

  int windows() {
    return consistency.length;
  }

  /** Adds the squares of a window's movements; {@link #norms} are their roots in the end. */
  static void addSquares(StateWindow window, double[] squares) {
    for (int t = 0; t + 1 < window.steps(); t++) {
      double movement = window.movement(t);
      squares[t] += movement * movement;
    }
  }

  void add(StateWindow window) {
    int count = window.steps() - 1;
    if (count < 1) {
      return;
    }
    int units = window.units();
    double[] direction = new double[units];
    double[] moved = new double[count];
    double[] driven = new double[count];
    double[] spans = new double[count];
    for (int t = 0; t < count; t++) {
      moved[t] = window.movement(t);
      driven[t] = window.inputMovement(t);
      movement[window.place() * steps + t] = (float) moved[t];
      double norm = (form == Form.GUIDE ? norms[t] : moved[t]) + LEAST;
      for (int u = 0; u < units; u++) {
        double difference = (double) window.state(t + 1, u) - window.state(t, u);
        direction[u] += difference / norm / count;
      }
      float[] given = window.spans();
      spans[t] = given == null ? Double.NaN : given[t + 1];
    }
    double absolute = 0;
    double squares = 0;
    for (double each : direction) {
      absolute += Math.abs(each);
      squares += each * each;
    }
    consistency[window.place()] = absolute / units;
    resultant[window.place()] = Math.sqrt(squares);
    if (count >= LEAST_RANKS) {
      spanAgreement[window.place()] = Ranks.correlation(moved, spans);
      inputAgreement[window.place()] =
          window.channels() == 0 ? Double.NaN : Ranks.correlation(moved, driven);
    }
  }

  /** Movements of a transition. */
  double movement(int window, int step) {
    return movement[window * steps + step];
  }

  /** The mean of the movements, or of the norms in the guide's form. */
  double magnitudeMean() {
    return form == Form.GUIDE ? Arrays.stream(norms).average().orElse(Double.NaN) : mean(movement);
  }

  /** The standard deviation about that mean, of the population. */
  double magnitudeStd() {
    double mean = magnitudeMean();
    double squares = 0;
    int count = 0;
    if (form == Form.GUIDE) {
      for (double norm : norms) {
        squares += (norm - mean) * (norm - mean);
      }
      count = norms.length;
    } else {
      for (float each : movement) {
        if (!Float.isNaN(each)) {
          squares += (each - mean) * (each - mean);
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : Math.sqrt(squares / count);
  }

  /** The mean over windows; in the guide's form this is its number. */
  double directionConsistency() {
    return Arrays.stream(consistency).filter(Double::isFinite).average().orElse(Double.NaN);
  }

  /**
   * The mean over windows; in the guide's form the length of all windows' mean directions together.
   */
  double resultantLength() {
    if (form == Form.GUIDE) {
      double[] finite = Arrays.stream(resultant).filter(Double::isFinite).toArray();
      return finite.length == 0
          ? Double.NaN
          : Math.sqrt(Arrays.stream(finite).map(each -> each * each).sum());
    }
    return Arrays.stream(resultant).filter(Double::isFinite).average().orElse(Double.NaN);
  }

  private static double mean(float[] values) {
    double sum = 0;
    int count = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
