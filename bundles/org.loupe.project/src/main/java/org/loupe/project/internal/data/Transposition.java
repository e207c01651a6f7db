package org.loupe.project.internal.data;

import java.nio.ByteBuffer;
import org.loupe.checkpoint.NpyHeader;

/**
 * Turns Fortran order, in which the first axis varies fastest, into row-major order, column by
 * column: a column is one element of every row.
 */
final class Transposition {
  private final int[] shape;
  private final int width;
  private final int rowBytes;
  private final int[] index;
  private boolean begun;
  private boolean done;

  Transposition(NpyHeader header) {
    this.shape = header.shape();
    this.width = header.elementType().bytes();
    this.rowBytes = (int) NpyArray.rowElements(header) * width;
    this.index = new int[shape.length];
    this.done = rowBytes == 0;
  }

  /** Goes to the next column, first to the first one. */
  boolean next() {
    if (begun && !done) {
      int axis = 1;
      while (axis < shape.length && ++index[axis] == shape[axis]) {
        index[axis++] = 0;
      }
      done = axis == shape.length;
    }
    begun = true;
    return !done;
  }

  /**
   * Puts elements of the column into their rows.
   *
   * @param column the elements of some rows that follow each other
   * @param rows these rows
   */
  void scatter(ByteBuffer column, byte[] rows) {
    int within = 0;
    for (int axis = 1; axis < shape.length; axis++) {
      within = within * shape[axis] + index[axis];
    }
    for (int at = within * width; column.hasRemaining(); at += rowBytes) {
      column.get(rows, at, width);
    }
  }
}
