package org.loupe.method.states.internal;

/**
 * A complex number.
 *
 * @param re real part
 * @param im imaginary part
 */
record Complex(double re, double im) {
  double modulus() {
    return Math.hypot(re, im);
  }

  /** The angle from the positive real axis, −π to π. */
  double angle() {
    return Math.atan2(im, re);
  }

  /** Whether it is one of a conjugate pair, beyond what rounding leaves. */
  boolean isOscillation() {
    return Math.abs(im) > 1e-6 * Math.max(modulus(), 1e-3);
  }

  Complex plus(Complex other) {
    return new Complex(re + other.re, im + other.im);
  }

  Complex minus(Complex other) {
    return new Complex(re - other.re, im - other.im);
  }

  Complex times(Complex other) {
    return new Complex(re * other.re - im * other.im, re * other.im + im * other.re);
  }

  Complex times(double factor) {
    return new Complex(re * factor, im * factor);
  }

  Complex conjugate() {
    return new Complex(re, -im);
  }

  /** The root with a real part of at least 0. */
  Complex root() {
    double modulus = modulus();
    double real = Math.sqrt(Math.max(0, (modulus + re) / 2));
    double imaginary = Math.sqrt(Math.max(0, (modulus - re) / 2));
    return new Complex(real, Math.copySign(imaginary, im));
  }
}
