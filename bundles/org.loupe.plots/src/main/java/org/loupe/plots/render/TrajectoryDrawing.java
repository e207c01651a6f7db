package org.loupe.plots.render;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;
import org.loupe.plots.Trajectories;
import org.loupe.plots.Trajectories.Landmark;
import org.loupe.plots.Trajectories.Path;

/** Paths whose colour tells the time. */
record TrajectoryDrawing(Trajectories trajectories, Extent extent, Zoom zoom, Palette palette)
    implements Drawing {
  private static final int LEVELS = 32;
  private static final int MANY = 40;
  private static final double WIDE = 2;
  private static final double NARROW = 1;
  private static final double END = 3.5;
  private static final double NEAR = 24;
  private static final double HALF = 4;
  private static final double LANDMARK = 6;
  private static final double NAME = 14;
  private static final double LONGEST = 130;

  /** Of more steps than this no point is ringed: they are a stretch of time, not moments. */
  private static final int FEW = 3;

  @Override
  public AxisSpec x() {
    return AxisSpec.zoomable(trajectories.x(), extent.x(), zoom.x());
  }

  @Override
  public AxisSpec y() {
    return AxisSpec.zoomable(trajectories.y(), extent.y(), zoom.y());
  }

  @Override
  public boolean topDown() {
    return false;
  }

  @Override
  public List<LegendEntry> legend(Body body) {
    int ink = body.theme().text();
    Map<String, LegendEntry> entries = new LinkedHashMap<>();
    entries.put("", new LegendEntry("start", ink, LegendEntry.Sign.RING));
    entries.put("end", LegendEntry.swatch("end", ink));
    for (Landmark each : trajectories.landmarks()) {
      LegendEntry.Sign sign = each.solid() ? LegendEntry.Sign.SWATCH : LegendEntry.Sign.RING;
      entries.putIfAbsent(each.kind(), new LegendEntry(each.kind(), palette.color(1), sign));
    }
    return List.copyOf(entries.values());
  }

  @Override
  public Optional<ColorScale> colors(Body body) {
    return Optional.of(scale(body));
  }

  private ColorScale scale(Body body) {
    return ColorScale.onGround(trajectories.time(), extent.values(), body.options());
  }

  @Override
  public void draw(Marks out, Body body) {
    Set<Integer> marked = body.marked(trajectories.of());
    boolean some =
        IntStream.of(trajectories.of().positions()).anyMatch(position -> marked.contains(position));
    ColorScale scale = scale(body);
    // What is selected lies above what is not.
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < trajectories.paths().size(); i++) {
        boolean chosen = marked.contains(trajectories.of().positions()[i]);
        if (chosen == (round == 1)) {
          path(out, body, trajectories.paths().get(i), scale, some && !chosen);
        }
      }
    }
    moments(out, body, marked, some);
    landmarks(out, body);
  }

  /** Rings the selected steps. */
  private void moments(Marks out, Body body, Set<Integer> marked, boolean some) {
    Set<Integer> steps = body.marked(trajectories.steps());
    if (steps.size() > FEW) {
      return;
    }
    int[] positions = trajectories.steps().positions();
    for (int i = 0; i < trajectories.paths().size(); i++) {
      Path path = trajectories.paths().get(i);
      boolean aside = some && !marked.contains(trajectories.of().positions()[i]);
      for (int k = 0; k < path.x().length && !aside; k++) {
        double x = body.x().pixel(path.x()[k]);
        double y = body.y().pixel(path.y()[k]);
        if (steps.contains(positions[k]) && Double.isFinite(x + y)) {
          out.add(new Mark.Circle(x, y, HALF, 0, 0, body.theme().highlight(), 2));
        }
      }
    }
  }

  private void landmarks(Marks out, Body body) {
    LabelPlacer placer = new LabelPlacer(body.bounds());
    for (Landmark each : trajectories.landmarks()) {
      double x = body.x().pixel(each.x());
      double y = body.y().pixel(each.y());
      if (body.bounds().contains(x, y)) {
        int rgb = palette.color(1);
        int fill = each.solid() ? rgb : body.theme().background();
        int rim = each.solid() ? body.theme().background() : rgb;
        out.add(new Mark.Circle(x, y, LANDMARK, fill, 1, rim, each.solid() ? 1 : 2.5));
        String text = Typeface.fit(each.name(), LONGEST, Typography.TICK, false);
        double width = Typeface.width(text, Typography.TICK, false) + 4;
        placer
            .place(x, y, width, NAME, LANDMARK + 2, false)
            .ifPresent(box -> name(out, body, text, box));
      }
    }
  }

  private static void name(Marks out, Body body, String text, Bounds box) {
    out.add(new Mark.Rectangle(box, body.theme().background(), 0.8, 2));
    double middle = box.x() + box.width() / 2;
    double line = box.y() + NAME / 2;
    int ink = body.theme().text();
    out.text(text, middle, line, Typography.TICK, false, ink, Mark.Anchor.MIDDLE);
  }

  private void path(Marks out, Body body, Path path, ColorScale scale, boolean aside) {
    double[] points = points(body, path);
    double width = trajectories.paths().size() > MANY ? NARROW : WIDE;
    int count = path.x().length;
    int start = count > 0 && Double.isFinite(points[0] + points[1]) ? 0 : 1;
    int level = 0;
    for (int i = 1; i <= count; i++) {
      boolean broken = i == count || !Double.isFinite(points[2 * i] + points[2 * i + 1]);
      int next = broken ? -1 : level(scale, path, i);
      if (broken || (next != level && i - start > 1)) {
        // Every stretch begins where the one before ended.
        if (i - start > 1) {
          int rgb = aside ? body.theme().grid() : scale.colorAt((level + 0.5) / LEVELS);
          out.add(new Mark.Path(Arrays.copyOfRange(points, 2 * start, 2 * i), rgb, width));
        }
        start = broken ? i + 1 : i - 1;
      }
      level = next;
    }
    if (!aside) {
      ends(out, body, points, path, scale);
    }
  }

  private static int level(ColorScale scale, Path path, int i) {
    double units = Span.units((path.time()[i - 1] + path.time()[i]) / 2.0, scale.axis().form());
    double share = (units - scale.values().from()) / scale.values().span();
    return (int) Math.max(0, Math.min(LEVELS - 1, share * LEVELS));
  }

  private static void ends(Marks out, Body body, double[] points, Path path, ColorScale scale) {
    int first = -1;
    int last = -1;
    for (int i = 0; i < path.x().length; i++) {
      if (Double.isFinite(points[2 * i] + points[2 * i + 1])) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first >= 0) {
      Theme theme = body.theme();
      Bounds square =
          new Bounds(points[2 * last] - END, points[2 * last + 1] - END, 2 * END, 2 * END);
      out.fill(square, scale.color(path.time()[last]), 1);
      out.add(new Mark.Outline(square, theme.text(), 1));
      out.add(
          new Mark.Circle(
              points[2 * first],
              points[2 * first + 1],
              END,
              theme.background(),
              1,
              theme.text(),
              1.5));
    }
  }

  /** The column is the step, the row the path. */
  @Override
  public Optional<Found> at(Body body, int column, int row) {
    if (row < 0 || row >= trajectories.paths().size()) {
      return Optional.empty();
    }
    Path path = trajectories.paths().get(row);
    if (column < 0 || column >= path.x().length) {
      return Optional.empty();
    }
    double x = body.x().pixel(path.x()[column]);
    double y = body.y().pixel(path.y()[column]);
    if (!body.bounds().contains(x, y)) {
      return Optional.empty();
    }
    String value =
        String.format(
            "(%s, %s), %s %s",
            Numbers.value(path.x()[column], trajectories.x()),
            Numbers.value(path.y()[column], trajectories.y()),
            trajectories.time().title(),
            Numbers.value(path.time()[column], trajectories.time()));
    return Optional.of(
        new Found(
            column,
            row,
            List.of(
                Drawing.coordinate(trajectories.of(), row),
                Drawing.coordinate(trajectories.steps(), column)),
            value,
            new Bounds(x - HALF, y - HALF, 2 * HALF, 2 * HALF),
            null));
  }

  @Override
  public Optional<Found> under(Body body, double px, double py) {
    int row = -1;
    int column = -1;
    double nearest = NEAR;
    for (int i = 0; i < trajectories.paths().size(); i++) {
      Path path = trajectories.paths().get(i);
      for (int k = 0; k < path.x().length; k++) {
        double distance =
            Math.hypot(body.x().pixel(path.x()[k]) - px, body.y().pixel(path.y()[k]) - py);
        if (distance < nearest) {
          nearest = distance;
          row = i;
          column = k;
        }
      }
    }
    return at(body, column, row);
  }

  /** Along the path with left and right, to another path with up and down. */
  @Override
  public Optional<Found> beside(Body body, int column, int row, int columns, int rows) {
    int path = Math.max(0, Math.min(trajectories.paths().size() - 1, row + rows));
    int last = trajectories.paths().get(path).x().length - 1;
    Optional<Found> next = at(body, Math.max(0, Math.min(last, column + columns)), path);
    return next.isPresent() ? next : at(body, column, row);
  }

  /** The paths that have a point inside. */
  @Override
  public Map<Dimension, int[]> inside(Body body, Polygon polygon) {
    Enclosure enclosure = Enclosure.of(polygon, body.bounds());
    int[] inside =
        IntStream.range(0, trajectories.paths().size())
            .filter(row -> touches(points(body, trajectories.paths().get(row)), enclosure))
            .map(row -> trajectories.of().positions()[row])
            .toArray();
    return Map.of(trajectories.of().dimension(), inside);
  }

  private static boolean touches(double[] points, Enclosure enclosure) {
    for (int i = 0; i < points.length; i += 2) {
      if (enclosure.contains(points[i], points[i + 1])) {
        return true;
      }
    }
    return false;
  }

  private static double[] points(Body body, Path path) {
    double[] points = new double[2 * path.x().length];
    for (int i = 0; i < path.x().length; i++) {
      points[2 * i] = body.x().pixel(path.x()[i]);
      points[2 * i + 1] = body.y().pixel(path.y()[i]);
    }
    return points;
  }
}
