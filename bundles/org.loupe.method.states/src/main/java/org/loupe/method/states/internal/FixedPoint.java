package org.loupe.method.states.internal;

import java.util.List;
import java.util.Locale;

/**
 * A state that a step under a frozen input leaves where it is.
 *
 * @param state one number per unit; shared, not copied
 * @param residual ‖f(h) − h‖, how far a step still moves it
 * @param distance ‖(I − J)⁻¹(f(h) − h)‖, about how far the exact point is
 * @param eigenvalues of the step's Jacobian there, by descending modulus
 * @param starts how many starts ended there
 * @param away how far the nearest visited state is
 * @param disturbed how many disturbed copies were followed
 * @param returned how many of them were nearer in the end
 */
record FixedPoint(
    double[] state,
    double residual,
    double distance,
    List<Complex> eigenvalues,
    int starts,
    double away,
    int disturbed,
    int returned) {
  /** Nearer to one than this, a spectral radius decides nothing in single precision. */
  private static final double UNDECIDED = 1e-4;

  /** What becomes of states nearby. */
  enum Stability {
    /** They come back: the spectral radius is below one. */
    STABLE,
    /** They leave. */
    UNSTABLE,
    /** The spectral radius is one to within 1e-4. */
    UNDECIDED;

    String words() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the list. */
  FixedPoint {
    eigenvalues = List.copyOf(eigenvalues);
  }

  /** The greatest modulus of the eigenvalues. */
  double radius() {
    return eigenvalues.get(0).modulus();
  }

  Stability stability() {
    return Math.abs(radius() - 1) < UNDECIDED
        ? Stability.UNDECIDED
        : radius() < 1 ? Stability.STABLE : Stability.UNSTABLE;
  }

  /** Whether the slowest movement nearby goes round. */
  boolean isOscillating() {
    return eigenvalues.get(0).isOscillation();
  }

  /** How many steps one round of the slowest movement takes; NaN where it does not go round. */
  double period() {
    return isOscillating() ? 2 * Math.PI / Math.abs(eigenvalues.get(0).angle()) : Double.NaN;
  }
}
