package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.loupe.plots.LineChart;
import org.loupe.plots.render.Mark.Anchor;

/**
 * Names at both ends of lines, moved apart where they would cover each other. An end's half place
 * is their room.
 *
 * @param lines whose names
 * @param palette of the lines
 */
record LineNames(LineChart lines, Palette palette) {
  private static final double AWAY = 8;
  private static final double APART = 12;

  /** A name and the height of its line's end. */
  private record Name(int trace, double y) {}

  void draw(Marks out, Body body) {
    int last = lines.x().size() - 1;
    double left = body.x().along(0.5);
    double right = body.x().along(last + 0.5);
    side(out, body, 0, left - AWAY, left - AWAY - body.bounds().x(), Anchor.END);
    side(out, body, last, right + AWAY, body.bounds().right() - right - AWAY, Anchor.START);
  }

  private void side(Marks out, Body body, int place, double x, double room, Anchor anchor) {
    for (Name name : apart(ends(body, place), body.bounds().bottom())) {
      String text =
          Typeface.fit(
              lines.traces().get(name.trace()).name(), Math.max(0, room), Typography.TICK, false);
      int rgb = palette.color(lines.traces(), name.trace());
      out.text(text, x, name.y(), Typography.TICK, false, rgb, anchor);
    }
  }

  private List<Name> ends(Body body, int place) {
    List<Name> names = new ArrayList<>();
    for (int i = 0; i < lines.traces().size(); i++) {
      double value = lines.traces().get(i).values()[place];
      if (Double.isFinite(value)) {
        names.add(new Name(i, body.y().pixel(value)));
      }
    }
    names.sort(Comparator.comparingDouble(Name::y));
    return names;
  }

  /** From the top on each at least a line below the one before, then as far up as needed. */
  private static List<Name> apart(List<Name> names, double bottom) {
    List<Name> apart = new ArrayList<>();
    double least = Double.NEGATIVE_INFINITY;
    for (Name name : names) {
      double y = Math.max(name.y(), least);
      apart.add(new Name(name.trace(), y));
      least = y + APART;
    }
    double most = bottom - APART / 2;
    for (int i = apart.size() - 1; i >= 0; i--) {
      apart.set(i, new Name(apart.get(i).trace(), Math.min(apart.get(i).y(), most)));
      most = apart.get(i).y() - APART;
    }
    return apart;
  }
}
