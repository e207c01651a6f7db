package org.loupe.checkpoint;

/** IEEE half precision, which Java 17 does not know. */
public final class Halves {
  private Halves() {}

  /** The single precision number of the same value; NaN stays NaN. */
  public static float toFloat(short half) {
    int exponent = half >> 10 & 0x1f;
    int mantissa = half & 0x3ff;
    float magnitude;
    if (exponent == 0) {
      magnitude = mantissa * 0x1p-24f;
    } else if (exponent == 31) {
      magnitude = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      magnitude = Math.scalb(1 + mantissa / 1024f, exponent - 15);
    }
    return half < 0 ? -magnitude : magnitude;
  }
}
