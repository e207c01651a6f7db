package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.model.Dimension;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.PointColors;
import org.loupe.plots.Scatter;

/** Points: single discs while they are few, a cloud when they are many. */
record ScatterDrawing(Scatter scatter, Extent extent, Zoom zoom, Palette palette)
    implements Drawing {
  /** More points than this are splatted into a picture. */
  private static final int FEW = 2000;

  private static final double LARGEST = 16;
  private static final double SMALLEST = 2;
  private static final double NEAR = 10;
  private static final double OPACITY = 0.72;
  private static final double FAINT = 0.3;

  @Override
  public AxisSpec x() {
    return AxisSpec.zoomable(scatter.x(), extent.x(), zoom.x());
  }

  @Override
  public AxisSpec y() {
    return AxisSpec.zoomable(scatter.y(), extent.y(), zoom.y());
  }

  @Override
  public boolean topDown() {
    return false;
  }

  @Override
  public List<LegendEntry> legend(Body body) {
    List<LegendEntry> entries = new ArrayList<>();
    if (scatter.colors() instanceof PointColors.Categories categories
        && categories.names().size() > 1) {
      for (int i = 0; i < categories.names().size(); i++) {
        entries.add(LegendEntry.swatch(categories.names().get(i), palette.color(i)));
      }
    }
    if (!scatter.sizes().same()) {
      String greatest = Numbers.value(largest());
      entries.add(LegendEntry.note("area: " + scatter.sizes().title() + ", up to " + greatest));
    }
    if (scatter.xs().length > FEW) {
      entries.add(
          LegendEntry.note(
              Numbers.count(scatter.xs().length) + " points, stronger where more overlap"));
    }
    entries.addAll(palette.lines(scatter.annotations()));
    return entries;
  }

  @Override
  public Optional<ColorScale> colors(Body body) {
    return scatter.colors() instanceof PointColors.Values values
        ? Optional.of(ColorScale.onGround(values.axis(), extent.values(), body.options()))
        : Optional.empty();
  }

  @Override
  public void draw(Marks out, Body body) {
    References.draw(out, body, scatter.annotations(), false);
    int[] rgb = rgb(body);
    BitSet selected = selected(body);
    if (scatter.xs().length > FEW && scatter.sizes().same()) {
      cloud(out, body, rgb, selected);
    } else {
      discs(out, body, rgb, selected);
    }
    ScatterLabels labels = new ScatterLabels(out, body, scatter);
    if (scatter.centroids() && scatter.colors() instanceof PointColors.Categories categories) {
      labels.centroids(categories);
    }
    if (scatter.labelled()) {
      double[] radii = new double[rgb.length];
      Arrays.setAll(radii, i -> radius(body, i));
      labels.points(radii);
    }
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    if (column < 0 || column >= scatter.xs().length) {
      return Optional.empty();
    }
    double x = x(body, column);
    double y = y(body, column);
    if (!body.bounds().contains(x, y)) {
      return Optional.empty();
    }
    double half = radius(body, column) + 1;
    return Optional.of(
        new Found(
            column,
            0,
            List.of(Drawing.coordinate(scatter.points(), column)),
            words(column),
            new Bounds(x - half, y - half, 2 * half, 2 * half),
            null));
  }

  /** The point whose disc is under the pointer, or the nearest of those near by. */
  @Override
  public Optional<Found> under(Body body, double px, double py) {
    int found = -1;
    double nearest = Double.POSITIVE_INFINITY;
    boolean alike = scatter.sizes().same();
    for (int i = 0; i < scatter.xs().length; i++) {
      double dx = x(body, i) - px;
      double dy = y(body, i) - py;
      double distance = dx * dx + dy * dy;
      double reach = alike ? NEAR : radius(body, i) + NEAR / 2;
      if (distance < nearest && distance <= reach * reach) {
        nearest = distance;
        found = i;
      }
    }
    return at(body, found, 0);
  }

  /** The nearest point in a direction. */
  @Override
  public Optional<Found> beside(Body body, int column, int row, int columns, int rows) {
    if (column < 0 || column >= scatter.xs().length || (columns == 0 && rows == 0)) {
      return at(body, column, row);
    }
    double fromX = x(body, column);
    double fromY = y(body, column);
    int found = column;
    double nearest = Double.POSITIVE_INFINITY;
    double length = Math.hypot(columns, rows);
    for (int i = 0; i < scatter.xs().length; i++) {
      double dx = x(body, i) - fromX;
      double dy = y(body, i) - fromY;
      double ahead = (dx * columns + dy * rows) / length;
      double aside = Math.abs(dx * rows - dy * columns) / length;
      double distance = ahead + 2 * aside;
      if (ahead > 0.5 && distance < nearest && body.bounds().contains(fromX + dx, fromY + dy)) {
        nearest = distance;
        found = i;
      }
    }
    return at(body, found, row);
  }

  @Override
  public Map<Dimension, int[]> inside(Body body, Polygon polygon) {
    Enclosure enclosure = Enclosure.of(polygon, body.bounds());
    int[] positions = new int[scatter.xs().length];
    int count = 0;
    for (int i = 0; i < positions.length; i++) {
      if (enclosure.contains(x(body, i), y(body, i))) {
        positions[count++] = scatter.points().positions()[i];
      }
    }
    return Map.of(scatter.points().dimension(), Arrays.copyOf(positions, count));
  }

  private double x(Body body, int point) {
    return body.x().pixel(scatter.xs()[point]);
  }

  private double y(Body body, int point) {
    return body.y().pixel(scatter.ys()[point]);
  }

  private String words(int point) {
    List<String> words = new ArrayList<>();
    if (scatter.colors() instanceof PointColors.Categories categories) {
      int category = categories.category()[point];
      words.add(category < 0 ? "none" : categories.names().get(category));
    } else if (scatter.colors() instanceof PointColors.Values values) {
      words.add(
          (values.axis().title() + " ").strip()
              + " "
              + Numbers.value(values.values()[point], values.axis()));
    }
    if (!scatter.sizes().same()) {
      words.add(scatter.sizes().title() + " " + Numbers.value(scatter.sizes().values()[point]));
    }
    words.add(
        "("
            + Numbers.value(scatter.xs()[point], scatter.x())
            + ", "
            + Numbers.value(scatter.ys()[point], scatter.y())
            + ")");
    return String.join(", ", words);
  }

  private int[] rgb(Body body) {
    int[] rgb = new int[scatter.xs().length];
    if (scatter.colors() instanceof PointColors.Categories categories) {
      int[] colors = new int[categories.names().size() + 1];
      colors[0] = body.theme().axis();
      for (int i = 1; i < colors.length; i++) {
        colors[i] = palette.color(i - 1);
      }
      Arrays.setAll(rgb, i -> colors[categories.category()[i] + 1]);
    } else if (scatter.colors() instanceof PointColors.Values values) {
      ColorScale scale = ColorScale.onGround(values.axis(), extent.values(), body.options());
      Arrays.setAll(
          rgb,
          i -> {
            float value = values.values()[i];
            return Float.isNaN(value) ? body.theme().axis() : scale.color(value);
          });
    } else {
      Arrays.fill(rgb, palette.single());
    }
    return rgb;
  }

  private BitSet selected(Body body) {
    BitSet selected = new BitSet();
    IndexAxis points = scatter.points();
    Set<Integer> marked = body.marked(points);
    if (!marked.isEmpty()) {
      BitSet positions = new BitSet();
      marked.stream().filter(position -> position >= 0).forEach(positions::set);
      for (int i = 0; i < points.size(); i++) {
        selected.set(i, points.positions()[i] >= 0 && positions.get(points.positions()[i]));
      }
    }
    return selected;
  }

  private void cloud(Marks out, Body body, int[] rgb, BitSet selected) {
    boolean some = !selected.isEmpty();
    double[] xs = new double[rgb.length];
    double[] ys = new double[rgb.length];
    Arrays.setAll(xs, i -> x(body, i));
    Arrays.setAll(ys, i -> y(body, i));
    PointCloud all = new PointCloud(body.bounds(), body.options().scale());
    double radius = radius(body, 0);
    all.add(xs, ys, rgb, radius);
    out.add(all.layer(some ? FAINT : 1));
    if (some) {
      for (int i = selected.nextClearBit(0); i < xs.length; i = selected.nextClearBit(i + 1)) {
        xs[i] = Double.NaN;
      }
      PointCloud chosen = new PointCloud(body.bounds(), body.options().scale());
      chosen.add(xs, ys, rgb, radius);
      out.add(chosen.layer(1));
    }
  }

  /** Large discs first, so that small ones are not hidden. */
  private void discs(Marks out, Body body, int[] rgb, BitSet selected) {
    boolean some = !selected.isEmpty();
    Integer[] order = new Integer[rgb.length];
    Arrays.setAll(order, i -> i);
    if (!scatter.sizes().same()) {
      Arrays.sort(
          order, (a, b) -> Float.compare(scatter.sizes().values()[b], scatter.sizes().values()[a]));
    }
    for (int i : order) {
      double x = x(body, i);
      double y = y(body, i);
      double radius = radius(body, i);
      Bounds disc = new Bounds(x - radius, y - radius, 2 * radius, 2 * radius);
      if (Double.isFinite(x + y) && disc.overlaps(body.bounds())) {
        boolean chosen = selected.get(i);
        double opacity = some && !chosen ? FAINT : OPACITY;
        int rim = chosen ? body.theme().highlight() : body.theme().background();
        out.add(new Mark.Circle(x, y, radius, rgb[i], opacity, rim, chosen ? 2 : 0.5));
      }
    }
  }

  private double radius(Body body, int point) {
    if (scatter.sizes().same()) {
      double room = Math.min(body.bounds().width(), body.bounds().height());
      double usual = scatter.xs().length > FEW ? 2 : scatter.xs().length > 300 ? 3 : 4;
      return Math.max(1, Math.min(usual, room / 40));
    }
    double share = scatter.sizes().values()[point] / Math.max(1e-300, largest());
    return Math.max(SMALLEST, LARGEST * Math.sqrt(share > 0 ? Math.min(1, share) : 0));
  }

  private double largest() {
    double largest = 0;
    for (float size : scatter.sizes().values()) {
      largest = Float.isFinite(size) ? Math.max(largest, size) : largest;
    }
    return largest;
  }
}
