package org.loupe.plots.render;

/**
 * The ranges of one plot, in the units of its axes.
 *
 * @param values of colours, bars' lengths or lines' heights
 * @param x of a measured horizontal axis
 * @param y of a measured vertical axis beside colours
 * @param note what is left out, or why nothing is drawn; may be empty
 * @param nothing whether nothing can be drawn
 */
record Extent(Range values, Range x, Range y, String note, boolean nothing) {
  static final Range UNIT = new Range(0, 1);

  /** Of a panel without a plot. */
  static final Extent NONE = new Extent(UNIT, UNIT, UNIT, "", false);

  Extent union(Extent other) {
    return new Extent(
        values.union(other.values),
        x.union(other.x),
        y.union(other.y),
        note.isEmpty() ? other.note : note,
        nothing && other.nothing);
  }

  /** These ranges with another's notes. */
  Extent noting(Extent other) {
    return new Extent(values, x, y, other.note, other.nothing);
  }
}
