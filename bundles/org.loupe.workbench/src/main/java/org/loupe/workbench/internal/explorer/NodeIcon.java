package org.loupe.workbench.internal.explorer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.render.Chip;
import org.loupe.workbench.internal.theme.Paints;
import org.loupe.workbench.internal.theme.WindowTheme;

/**
 * A small picture in the colours of a theme. Checkpoints have a box that is filled with their
 * letter where they are compared: the toolkit's check boxes would stand before every line.
 *
 * @param shape what is drawn
 * @param chip letter and colour of a filled box, or null
 * @param theme the colours
 */
record NodeIcon(Shape shape, @Nullable Chip chip, WindowTheme theme) {
  /** Width and height in points. */
  static final int SIZE = 16;

  /** What is drawn. */
  enum Shape {
    /** An empty check box. */
    BOX,
    /** A filled check box. */
    CHIP,
    /** Several sheets: checkpoints. */
    STACK,
    /** A table of numbers: data. */
    GRID,
    /** Some lines of several: a choice of windows. */
    ROWS,
    /** A magnifier: a method. */
    LENS,
    /** A sheet with a curve: a result. */
    SHEET
  }

  static NodeIcon plain(Shape shape, WindowTheme theme) {
    return new NodeIcon(shape, null, theme);
  }

  static NodeIcon checked(Chip chip, WindowTheme theme) {
    return new NodeIcon(Shape.CHIP, chip, theme);
  }

  /** Draws it, in points, over whatever is there. */
  void drawOn(GC gc) {
    gc.setAntialias(SWT.ON);
    gc.setForeground(Paints.of(theme.figures().quietText()));
    gc.setBackground(Paints.of(theme.figures().quietText()));
    switch (shape) {
      case BOX -> gc.drawRoundRectangle(1, 1, SIZE - 3, SIZE - 3, 4, 4);
      case CHIP -> chip(gc);
      case STACK -> {
        gc.drawRectangle(2, 6, 8, 7);
        gc.drawPolyline(new int[] {4, 4, 12, 4, 12, 11});
        gc.drawPolyline(new int[] {6, 2, 14, 2, 14, 9});
      }
      case GRID -> {
        gc.drawRectangle(2, 3, 11, 10);
        gc.drawLine(2, 6, 13, 6);
        gc.drawLine(6, 3, 6, 13);
        gc.drawLine(2, 10, 13, 10);
      }
      case ROWS -> {
        gc.drawLine(2, 4, 13, 4);
        gc.fillRectangle(2, 6, 12, 4);
        gc.drawLine(2, 12, 13, 12);
      }
      case SHEET -> {
        gc.drawRectangle(2, 2, 11, 11);
        gc.drawPolyline(new int[] {4, 11, 6, 7, 9, 9, 12, 4});
      }
      case LENS -> {
        gc.setLineWidth(2);
        gc.drawOval(3, 2, 7, 7);
        gc.drawLine(10, 10, 13, 13);
      }
    }
  }

  private void chip(GC gc) {
    if (chip != null) {
      Paints.badge(gc, theme.figures(), chip, SIZE);
    }
  }
}
