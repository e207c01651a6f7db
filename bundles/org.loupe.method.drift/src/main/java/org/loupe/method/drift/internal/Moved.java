package org.loupe.method.drift.internal;

import java.util.List;
import org.loupe.model.FloatTensor;

/**
 * How far a parameter, or several together, moved from the baseline to another checkpoint.
 *
 * @param name the parameter's, or the module's
 * @param elements how many numbers
 * @param before ‖w_a‖₂, of the baseline
 * @param change ‖w_b − w_a‖₂
 */
record Moved(String name, long elements, double before, double change) {
  /** Below this norm a share of it says nothing. */
  private static final double LEAST = 1e-12;

  /** Of two parameters of one shape; sums are of doubles. */
  static Moved of(String name, FloatTensor before, FloatTensor after) {
    double norm = 0;
    double change = 0;
    for (int i = 0; i < before.size(); i++) {
      double a = before.values()[i];
      double difference = after.values()[i] - a;
      norm += a * a;
      change += difference * difference;
    }
    return new Moved(name, before.size(), Math.sqrt(norm), Math.sqrt(change));
  }

  /** Of several parameters as one long vector. */
  static Moved together(String name, List<Moved> parts) {
    return new Moved(
        name,
        parts.stream().mapToLong(Moved::elements).sum(),
        Math.sqrt(parts.stream().mapToDouble(part -> part.before() * part.before()).sum()),
        Math.sqrt(parts.stream().mapToDouble(part -> part.change() * part.change()).sum()));
  }

  /** ‖w_b − w_a‖₂ / ‖w_a‖₂; NaN where ‖w_a‖₂ is below 1e-12. */
  double drift() {
    return before < LEAST ? Double.NaN : change / before;
  }
}
