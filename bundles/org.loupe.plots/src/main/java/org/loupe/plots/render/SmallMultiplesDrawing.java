package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.SmallMultiples;
import org.loupe.plots.ValueAxis;

/**
 * Small drawings in a grid.
 *
 * @param multiples what is drawn
 * @param inner the drawings, row by row
 */
record SmallMultiplesDrawing(SmallMultiples multiples, List<Drawing> inner) implements Drawing {
  private static final double GAP = 0.07;
  private static final double WIDEST_GAP = 8;
  private static final double LEAST = 3;

  /** As many names of an axis are all said; of more the first and the last. */
  private static final int MOST_NAMED = 10;

  /** Places of a small drawing, so that places of all of them can be counted through. */
  private static final int STRIDE = 1 << 20;

  static SmallMultiplesDrawing of(
      SmallMultiples multiples, Extent extent, Zoom zoom, Palette palette, Scales scales) {
    return new SmallMultiplesDrawing(
        multiples,
        multiples.plots().stream()
            .map(plot -> Drawing.of(plot, extent, zoom, palette, scales))
            .toList());
  }

  @Override
  public AxisSpec x() {
    return AxisSpec.counting(multiples.columns(), null).fixed();
  }

  @Override
  public AxisSpec y() {
    return AxisSpec.counting(multiples.rows(), null).fixed();
  }

  @Override
  public boolean topDown() {
    return true;
  }

  /** What is true of every small drawing; what is of one alone would seem to be of all. */
  @Override
  public List<LegendEntry> legend(Body body) {
    if (inner.isEmpty()) {
      return List.of();
    }
    Drawing first = inner.get(0);
    List<LegendEntry> entries = new ArrayList<>();
    entries.addAll(axis("each across", first.x()));
    entries.addAll(axis(first.topDown() ? "down" : "up", first.y()));
    List<LegendEntry> common = new ArrayList<>(first.legend(body(body, 0)));
    for (int i = 1; i < inner.size(); i++) {
      common.retainAll(inner.get(i).legend(body(body, i)));
    }
    entries.addAll(common);
    return entries;
  }

  /** What an axis of every small drawing is, said once; one entry per name, as these wrap. */
  private static List<LegendEntry> axis(String which, AxisSpec axis) {
    if (!axis.labelled()) {
      return List.of();
    }
    String of = which + ": " + (axis.title() + " ").stripLeading();
    if (axis.index() == null) {
      boolean log = axis.form() == ValueAxis.Form.LOG;
      String from = Numbers.rough(log ? Math.pow(10, axis.shown().from()) : axis.shown().from());
      String to = Numbers.rough(log ? Math.pow(10, axis.shown().to()) : axis.shown().to());
      return List.of(LegendEntry.note(of + from + " to " + to));
    }
    IndexAxis index = axis.index();
    int first = Math.max(0, axis.place(axis.shown().from()));
    int last = Math.min(index.size() - 1, axis.place(axis.shown().to()));
    int count = last - first + 1;
    if (count <= 0) {
      return List.of();
    }
    if (index.names().isEmpty() || count > MOST_NAMED) {
      String many = index.names().isEmpty() ? "" : " (" + count + ")";
      return List.of(LegendEntry.note(of + index.name(first) + " to " + index.name(last) + many));
    }
    return IntStream.rangeClosed(first, last)
        .mapToObj(
            place ->
                LegendEntry.note(
                    (place == first ? of : "") + index.name(place) + (place < last ? "," : "")))
        .toList();
  }

  @Override
  public Optional<ColorScale> colors(Body body) {
    boolean missing = false;
    Optional<ColorScale> scale = Optional.empty();
    for (int i = 0; i < inner.size(); i++) {
      scale = inner.get(i).colors(body(body, i));
      missing |= scale.isPresent() && scale.get().missing();
    }
    boolean some = missing;
    return scale.map(one -> one.with(one.note(), some));
  }

  @Override
  public boolean covers() {
    return true;
  }

  @Override
  public void draw(Marks out, Body body) {
    for (int i = 0; i < inner.size(); i++) {
      Body cell = body(body, i);
      if (Math.min(cell.bounds().width(), cell.bounds().height()) >= LEAST) {
        Marks marks = new Marks();
        inner.get(i).draw(marks, cell);
        out.add(new Mark.Clipped(cell.bounds(), marks.list()));
        out.add(new Mark.Outline(cell.bounds(), body.theme().grid(), 1));
      }
    }
  }

  /** Places are counted through: those of the grid times {@link #STRIDE}, then those inside. */
  @Override
  public Optional<Found> at(Body body, int column, int row) {
    int across = Math.floorDiv(column, STRIDE);
    int down = Math.floorDiv(row, STRIDE);
    if (across < 0
        || across >= multiples.columns().size()
        || down < 0
        || down >= multiples.rows().size()) {
      return Optional.empty();
    }
    int cell = down * multiples.columns().size() + across;
    return inner
        .get(cell)
        .at(body(body, cell), Math.floorMod(column, STRIDE) - 1, Math.floorMod(row, STRIDE) - 1)
        .map(found -> outer(body, found, across, down));
  }

  @Override
  public Optional<Found> under(Body body, double x, double y) {
    int across = x().place(body.x().units(x));
    int down = y().place(body.y().units(y));
    int cell = down * multiples.columns().size() + across;
    if (cell < 0 || cell >= inner.size() || !body(body, cell).bounds().contains(x, y)) {
      return Optional.empty();
    }
    return inner
        .get(cell)
        .under(body(body, cell), x, y)
        .map(found -> outer(body, found, across, down));
  }

  /** Inside a small drawing, and from its edge to the next. */
  @Override
  public Optional<Found> beside(Body body, int column, int row, int columns, int rows) {
    int across = Math.floorDiv(column, STRIDE);
    int down = Math.floorDiv(row, STRIDE);
    int cell = down * multiples.columns().size() + across;
    if (cell < 0 || cell >= inner.size()) {
      return Optional.empty();
    }
    int inColumn = Math.floorMod(column, STRIDE) - 1;
    int inRow = Math.floorMod(row, STRIDE) - 1;
    Optional<Found> next = inner.get(cell).beside(body(body, cell), inColumn, inRow, columns, rows);
    boolean moved =
        next.filter(found -> found.column() != inColumn || found.row() != inRow).isPresent();
    if (moved || (columns == 0 && rows == 0)) {
      return next.map(found -> outer(body, found, across, down));
    }
    int nextAcross = across + Integer.signum(columns);
    int nextDown = down + Integer.signum(rows);
    Optional<Found> beyond =
        at(
            body,
            nextAcross * STRIDE + Math.floorMod(column, STRIDE),
            nextDown * STRIDE + Math.floorMod(row, STRIDE));
    return beyond.isPresent() ? beyond : at(body, column, row);
  }

  @Override
  public View view(Body body, double x, double y) {
    int across = x().place(body.x().units(x));
    int down = y().place(body.y().units(y));
    int cell = down * multiples.columns().size() + across;
    return cell >= 0 && cell < inner.size()
        ? new View(inner.get(cell), body(body, cell))
        : new View(this, body);
  }

  @Override
  public Map<Dimension, int[]> inside(Body body, Polygon polygon) {
    Map<Dimension, int[]> found = new EnumMap<>(Dimension.class);
    for (int i = 0; i < inner.size(); i++) {
      Body cell = body(body, i);
      if (polygon.box().overlaps(cell.bounds())) {
        inner
            .get(i)
            .inside(cell, polygon)
            .forEach((dimension, some) -> found.merge(dimension, some, Drawing::union));
      }
    }
    return found;
  }

  private Found outer(Body body, Found found, int across, int down) {
    int cell = down * multiples.columns().size() + across;
    List<Hit.Coordinate> coordinates = new ArrayList<>();
    coordinates.add(Drawing.coordinate(multiples.columns(), across));
    coordinates.add(Drawing.coordinate(multiples.rows(), down));
    coordinates.addAll(found.coordinates());
    return new Found(
        across * STRIDE + found.column() + 1,
        down * STRIDE + found.row() + 1,
        coordinates,
        found.value(),
        found.mark(),
        body(body, cell).bounds());
  }

  private Body body(Body body, int cell) {
    int columns = multiples.columns().size();
    Bounds place =
        body.column(cell % columns, cell % columns + 1)
            .intersection(body.row(cell / columns, cell / columns + 1));
    double gap = Math.min(WIDEST_GAP, GAP * Math.min(place.width(), place.height()));
    Bounds area =
        new Bounds(
            Math.round(place.x() + gap / 2),
            Math.round(place.y() + gap / 2),
            Math.max(1, Math.round(place.width() - gap)),
            Math.max(1, Math.round(place.height() - gap)));
    return Body.of(inner.get(cell), area, body.options());
  }
}
