package org.loupe.checkpoint;

/** Half precision numbers, IEEE's and bfloat16, which Java 17 does not know. */
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

  /** The half precision number that is nearest, of two the even one; too large becomes infinite. */
  public static short fromFloat(float value) {
    int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    } else if (magnitude >= 65520) {
      return (short) (sign | 0x7c00);
    }
    // Below 2^-14 halves are as far apart as just above it.
    int exponent = Math.max(Math.getExponent(magnitude), -14);
    // Exact, since only the exponent changes; rint rounds halfway cases to even.
    int steps = (int) Math.rint(Math.scalb((double) magnitude, 10 - exponent));
    // A mantissa that rounds up to 2048 steps carries into the exponent by itself.
    return (short) (sign | ((exponent + 14) << 10) + steps);
  }

  /** The bfloat16 number that is nearest, of two the even one. */
  public static short toBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) (bits >>> 16 | 0x40);
    }
    return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
  }
}
