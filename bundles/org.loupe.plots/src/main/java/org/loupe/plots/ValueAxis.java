package org.loupe.plots;

/**
 * An axis, or a colour scale, of values.
 *
 * @param title shown along the axis, with the unit: '|∂F/∂x|'
 * @param signed whether zero is the middle and the sign matters: drawn with a diverging colour map
 *     and symmetric limits
 */
public record ValueAxis(String title, boolean signed) {
  /** Values of one sign. */
  public static ValueAxis of(String title) {
    return new ValueAxis(title, false);
  }

  /** Values around zero. */
  public static ValueAxis signed(String title) {
    return new ValueAxis(title, true);
  }
}
