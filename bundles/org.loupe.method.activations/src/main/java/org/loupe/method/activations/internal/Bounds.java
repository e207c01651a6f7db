package org.loupe.method.activations.internal;

import java.util.Arrays;
import java.util.Optional;

/** Between which values an activation function keeps its results. */
enum Bounds {
  /** The logistic function. */
  SIGMOID("sigmoid", 0, 1),
  /** The hyperbolic tangent. */
  TANH("tanh", -1, 1),
  /** 1.7159 · tanh(2x/3) (Y. LeCun et al.: Efficient BackProp, 1998, section 4.4). */
  LECUN_TANH("LeCun's tanh", -1.7159, 1.7159);

  /** A value is near a bound within this share of the range. */
  static final double NEAR = 0.025;

  /** How much of the range values must fill before anyone supposes these bounds. */
  private static final double FILLED = 0.5;

  /** Single precision may round a bound outward. */
  private static final double SLACK = 1e-6;

  private final String words;
  private final double low;
  private final double high;

  Bounds(String words, double low, double high) {
    this.words = words;
    this.low = low;
    this.high = high;
  }

  /** 'tanh, −1 to 1'. */
  String words() {
    return words;
  }

  /** Whether a value lies near the lower or the upper bound, or beyond. */
  boolean isNear(double value) {
    double margin = NEAR * (high - low);
    return value <= low + margin || value >= high - margin;
  }

  /**
   * The bounds that a sub-module of a class has.
   *
   * @param type the qualified name of its class
   */
  static Optional<Bounds> ofType(String type) {
    return switch (type.substring(type.lastIndexOf('.') + 1)) {
      case "Sigmoid", "Hardsigmoid" -> Optional.of(SIGMOID);
      case "Tanh", "Hardtanh", "Softsign" -> Optional.of(TANH);
      case "LeCun" -> Optional.of(LECUN_TANH);
      default -> Optional.empty();
    };
  }

  /**
   * The narrowest bounds that hold all values of a layer and are filled by half.
   *
   * @param zeros whether some are exactly zero, as a sigmoid's never are
   */
  static Optional<Bounds> supposed(double least, double greatest, boolean zeros) {
    return Arrays.stream(values())
        .filter(
            bounds ->
                least >= bounds.low - SLACK
                    && greatest <= bounds.high + SLACK
                    && greatest - least >= FILLED * (bounds.high - bounds.low)
                    && !(bounds == SIGMOID && zeros))
        .findFirst();
  }
}
