package org.loupe.method.states.internal;

import org.jspecify.annotations.Nullable;

/**
 * One window's way through the state space. Arrays are shared, not copied.
 *
 * @param place among the chosen windows
 * @param steps valid ones, T; what lies behind is padding
 * @param units H
 * @param states row-major [≥T,H]
 * @param channels C of the input, 0 without one
 * @param input row-major [≥T,C]; empty without one
 * @param spans one per step, or null where the model gets none
 */
record StateWindow(
    int place,
    int steps,
    int units,
    float[] states,
    int channels,
    float[] input,
    float @Nullable [] spans) {

  float state(int step, int unit) {
    return states[step * units + unit];
  }

  /** Whether all valid states are finite. */
  boolean isFinite() {
    for (int i = 0; i < steps * units; i++) {
      if (!Float.isFinite(states[i])) {
        return false;
      }
    }
    return true;
  }

  /** ‖h(t+1) − h(t)‖. */
  double movement(int step) {
    return distance(states, units, step);
  }

  /** ‖x(t+1) − x(t)‖. */
  double inputMovement(int step) {
    return distance(input, channels, step);
  }

  private static double distance(float[] rows, int width, int step) {
    double squares = 0;
    for (int u = 0; u < width; u++) {
      double difference = (double) rows[(step + 1) * width + u] - rows[step * width + u];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
