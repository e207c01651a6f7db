package org.loupe.plots.swt;

import java.util.Arrays;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Polygon;
import org.loupe.plots.render.Theme;

/** A box or an outline that is being drawn, by mouse or by keys. */
final class Gesture {
  private static final double APART = 2;
  private static final double LEAST = 4;
  private static final int TINT = 36;

  private final Tool tool;
  private final SelectionMode mode;
  private final Bounds start;
  private Bounds end;
  private double[] points = new double[64];
  private int size;

  /**
   * Begins.
   *
   * @param start what is enclosed from the beginning: the place at the crosshair, or a point
   */
  Gesture(Tool tool, SelectionMode mode, Bounds start) {
    this.tool = tool;
    this.mode = mode;
    this.start = start;
    end = start;
    add(middleX(start), middleY(start));
  }

  Tool tool() {
    return tool;
  }

  SelectionMode mode() {
    return mode;
  }

  /** Goes on to a place or a point. */
  void to(Bounds place) {
    end = place;
    double x = middleX(place);
    double y = middleY(place);
    if (Math.hypot(x - points[size - 2], y - points[size - 1]) >= APART) {
      add(x, y);
    }
  }

  /** Whether it encloses enough to be meant. */
  boolean isMeant() {
    Bounds box = polygon().box();
    return box.width() >= LEAST && box.height() >= LEAST;
  }

  /** The box around it. */
  Bounds box() {
    return polygon().box();
  }

  /** What it encloses. */
  Polygon polygon() {
    return tool == Tool.LASSO
        ? new Polygon(Arrays.copyOf(points, size))
        : Polygon.of(start.union(end));
  }

  void draw(GC gc, Theme theme, double magnification) {
    double[] corners = polygon().points();
    int[] outline = new int[corners.length];
    for (int i = 0; i < outline.length; i++) {
      outline[i] = (int) Math.round(corners[i] * magnification);
    }
    gc.setBackground(Overlay.color(theme.highlight()));
    gc.setForeground(Overlay.color(theme.highlight()));
    gc.setAlpha(TINT);
    gc.fillPolygon(outline);
    gc.setAlpha(255);
    gc.setLineWidth(1);
    gc.setLineStyle(tool == Tool.ZOOM ? SWT.LINE_SOLID : SWT.LINE_DASH);
    gc.drawPolygon(outline);
    gc.setLineStyle(SWT.LINE_SOLID);
  }

  private void add(double x, double y) {
    if (size + 2 > points.length) {
      points = Arrays.copyOf(points, 2 * points.length);
    }
    points[size++] = x;
    points[size++] = y;
  }

  private static double middleX(Bounds place) {
    return place.x() + place.width() / 2;
  }

  private static double middleY(Bounds place) {
    return place.y() + place.height() / 2;
  }
}
