package org.loupe.plots;

import org.jspecify.annotations.Nullable;

/**
 * An axis, or a colour scale, of values.
 *
 * <p>Begin with {@link #of} or {@link #signed} and say what is special about it: {@code
 * ValueAxis.of("p").log()}, {@code ValueAxis.of("accuracy").between(0, 1)}.
 *
 * @param title shown along the axis, with the unit: '|∂F/∂x|'
 * @param signed whether zero is the middle and the sign matters: drawn with a diverging colour map
 *     and symmetric limits
 * @param form how values are spread and written
 * @param from least value that is shown, or NaN to show all there are
 * @param to greatest value that is shown, or NaN to show all there are
 * @param colors colour map where the axis means colours, or null for the theme's
 */
public record ValueAxis(
    String title, boolean signed, Form form, double from, double to, @Nullable ColorMap colors) {

  /** How values are spread along the axis and written beside it. */
  public enum Form {
    /** Evenly. */
    LINEAR,
    /**
     * By their decimal logarithm. What is not above zero has no place: it is left out, and the
     * figure says how much was. Colours are never logarithmic.
     */
    LOG,
    /** Evenly; values are seconds, written as a clock or in milliseconds. */
    SECONDS,
    /** Evenly; values are ranks, whole numbers from 1 on. */
    RANK
  }

  /** Values on an even axis as long as they need. */
  public ValueAxis(String title, boolean signed) {
    this(title, signed, Form.LINEAR, Double.NaN, Double.NaN, null);
  }

  /** Values of one sign. */
  public static ValueAxis of(String title) {
    return new ValueAxis(title, false);
  }

  /** Values around zero. */
  public static ValueAxis signed(String title) {
    return new ValueAxis(title, true);
  }

  /** The same axis, logarithmic. */
  public ValueAxis log() {
    return new ValueAxis(title, signed, Form.LOG, from, to, colors);
  }

  /** The same axis of seconds. */
  public ValueAxis seconds() {
    return new ValueAxis(title, signed, Form.SECONDS, from, to, colors);
  }

  /** The same axis of ranks. */
  public ValueAxis ranks() {
    return new ValueAxis(title, signed, Form.RANK, from, to, colors);
  }

  /** The same axis with fixed ends; figures that are compared then look alike by themselves. */
  public ValueAxis between(double least, double greatest) {
    return new ValueAxis(title, signed, form, least, greatest, colors);
  }

  /** The same axis with a colour map of its own, or null for the theme's. */
  public ValueAxis colored(@Nullable ColorMap map) {
    return new ValueAxis(title, signed, form, from, to, map);
  }

  /** Whether both ends are fixed. */
  public boolean isFixed() {
    return from < to && Double.isFinite(to - from) && (form != Form.LOG || from > 0);
  }
}
