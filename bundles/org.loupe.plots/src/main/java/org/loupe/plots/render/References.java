package org.loupe.plots.render;

import java.util.List;
import org.loupe.plots.Annotation;

/** Draws dashed reference lines. */
final class References {
  private static final int PIECES = 64;

  private References() {}

  /**
   * Draws them across a body.
   *
   * @param upright whether values are measured along the horizontal axis
   */
  static void draw(Marks out, Body body, List<Annotation> annotations, boolean upright) {
    for (Annotation annotation : annotations) {
      switch (annotation.line()) {
        case AT_VALUE -> {
          if (upright) {
            upright(out, body, body.x().pixel(annotation.value()));
          } else {
            level(out, body, body.y().pixel(annotation.value()));
          }
        }
        case AT_X -> upright(out, body, body.x().pixel(annotation.value()));
        case DIAGONAL -> diagonal(out, body);
      }
    }
  }

  private static void upright(Marks out, Body body, double x) {
    Bounds area = body.bounds();
    if (x >= area.x() && x <= area.right()) {
      out.dashed(x, area.y(), x, area.bottom(), body.theme().reference());
    }
  }

  private static void level(Marks out, Body body, double y) {
    Bounds area = body.bounds();
    if (y >= area.y() && y <= area.bottom()) {
      out.dashed(area.x(), y, area.right(), y, body.theme().reference());
    }
  }

  /** Straight on axes of the same form, else in pieces. */
  private static void diagonal(Marks out, Body body) {
    int pieces = body.x().form() == body.y().form() ? 1 : PIECES;
    Bounds area = body.bounds();
    for (int i = 0; i < pieces; i++) {
      double left = area.x() + area.width() * i / pieces;
      double right = area.x() + area.width() * (i + 1) / pieces;
      double from = body.y().pixel(body.x().value(left));
      double to = body.y().pixel(body.x().value(right));
      if (Double.isFinite(from) && Double.isFinite(to)) {
        out.dashed(left, from, right, to, body.theme().reference());
      }
    }
  }
}
