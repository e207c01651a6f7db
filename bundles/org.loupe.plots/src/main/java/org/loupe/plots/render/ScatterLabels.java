package org.loupe.plots.render;

import java.util.List;
import org.loupe.plots.PointColors;
import org.loupe.plots.Scatter;
import org.loupe.plots.render.Mark.Anchor;

/** Names in a scatter: of categories at the means of their points, of points beside them. */
final class ScatterLabels {
  private static final double HEIGHT = 14;
  private static final double AWAY = 8;
  private static final double GROUND = 0.86;

  /** More names than this are not even tried. */
  private static final int MOST = 300;

  private final Marks out;
  private final Body body;
  private final Scatter scatter;
  private final LabelPlacer placer;

  ScatterLabels(Marks out, Body body, Scatter scatter) {
    this.out = out;
    this.body = body;
    this.scatter = scatter;
    placer = new LabelPlacer(body.bounds());
  }

  /** Names of categories over their points. */
  void centroids(PointColors.Categories categories) {
    List<String> names = categories.names();
    double[] sums = new double[2 * names.size()];
    int[] members = new int[names.size()];
    for (int i = 0; i < scatter.xs().length; i++) {
      int category = categories.category()[i];
      double x = x(i);
      double y = y(i);
      if (category >= 0 && Double.isFinite(x + y)) {
        sums[2 * category] += x;
        sums[2 * category + 1] += y;
        members[category]++;
      }
    }
    for (int i = 0; i < members.length; i++) {
      double x = sums[2 * i] / members[i];
      double y = sums[2 * i + 1] / members[i];
      if (members[i] > 0 && body.bounds().contains(x, y)) {
        name(names.get(i), x, y, AWAY, true);
      }
    }
  }

  /** Names of points beside them. */
  void points(double[] radii) {
    int last = Math.min(scatter.xs().length, MOST);
    for (int i = 0; i < last; i++) {
      placer.avoid(new Bounds(x(i) - radii[i], y(i) - radii[i], 2 * radii[i], 2 * radii[i]));
    }
    for (int i = 0; i < last; i++) {
      if (body.bounds().contains(x(i), y(i))) {
        name(scatter.points().name(i), x(i), y(i), radii[i] + 3, false);
      }
    }
  }

  private double x(int point) {
    return body.x().pixel(scatter.xs()[point]);
  }

  private double y(int point) {
    return body.y().pixel(scatter.ys()[point]);
  }

  private void name(String name, double x, double y, double away, boolean over) {
    double most = body.bounds().width() / 3;
    String text = Typeface.fit(name, most, Typography.TICK, over);
    double width = Typeface.width(text, Typography.TICK, over) + (over ? AWAY : 0);
    placer
        .place(x, y, width, HEIGHT, away, over)
        .ifPresent(
            box -> {
              // Reference lines would run through the letters.
              if (over || !scatter.annotations().isEmpty()) {
                out.add(new Mark.Rectangle(box, body.theme().background(), GROUND, 3));
              }
              double middle = box.x() + box.width() / 2;
              double line = box.y() + box.height() / 2;
              int ink = over ? body.theme().text() : body.theme().quietText();
              out.text(text, middle, line, Typography.TICK, over, ink, Anchor.MIDDLE);
            });
  }
}
