package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Table;
import org.loupe.plots.Table.Column;
import org.loupe.plots.render.Mark.Anchor;

/** Rows of words under heads that stay; the first column is the rows' names. */
record TableDrawing(Table table, Zoom zoom, Palette palette) implements Drawing {
  /** As many rows as are shown at first; the others are reached by scrolling. */
  static final int SHOWN = 40;

  static final double ROW = 21;
  static final double HEAD = 24;
  private static final double LEAST_ROW = 16;
  private static final double HIGHEST_ROW = 30;
  private static final double PADDING = 10;
  private static final double LONGEST = 260;
  private static final int MEASURED = 200;
  private static final double STRIPE = 0.35;
  private static final double BAR = 0.28;
  private static final double MARKED = 0.2;
  private static final double MOST_STRETCH = 1.6;

  @Override
  public AxisSpec x() {
    return AxisSpec.hidden(Extent.UNIT, null).fixed();
  }

  @Override
  public AxisSpec y() {
    return AxisSpec.counting(table.rows(), zoom.y()).scrolling(SHOWN, zoom.y() == null);
  }

  @Override
  public boolean topDown() {
    return true;
  }

  @Override
  public List<LegendEntry> legend(Body body) {
    int rows = table.rows().size();
    Range shown = y().shown();
    if (shown.span() >= rows && lastWhole(body) == rows - 1) {
      return List.of();
    }
    int first = (int) Math.floor(shown.from()) + 1;
    int last = (int) Math.min(rows, Math.ceil(shown.to()));
    return List.of(
        LegendEntry.note("rows " + first + " to " + last + " of " + Numbers.count(rows)));
  }

  @Override
  public void draw(Marks out, Body body) {
    Bounds area = body.bounds();
    Theme theme = body.theme();
    List<Column> columns = columns();
    double[] edges = edges(columns, area);
    Span rows = rows(body);
    for (int i = 0; i < columns.size(); i++) {
      cell(out, columns.get(i), columns.get(i).title(), edges, i, area.y() + HEAD / 2, true, theme);
    }
    double line = area.y() + HEAD;
    out.line(area.x(), line, area.right(), line, theme.axis());
    Marks cells = new Marks();
    Set<Integer> marked = body.marked(table.rows());
    int last = lastWhole(body);
    for (int row = y().place(y().shown().from()); row <= last; row++) {
      double top = rows.along(row);
      Bounds band = new Bounds(area.x(), top, area.width(), rows.density());
      if (marked.contains(table.rows().positions()[row])) {
        cells.fill(band, theme.highlight(), MARKED);
      } else if (row % 2 == 1) {
        cells.fill(band, theme.grid(), STRIPE);
      }
      for (int i = 0; i < columns.size(); i++) {
        bar(cells, columns.get(i), row, edges, i, band);
        double middle = top + rows.density() / 2;
        cell(
            cells, columns.get(i), columns.get(i).words().get(row), edges, i, middle, false, theme);
      }
    }
    Bounds below = new Bounds(area.x(), line, area.width(), Math.max(0, area.height() - HEAD));
    out.add(new Mark.Clipped(below, cells.list()));
  }

  @Override
  public Optional<Found> under(Body body, double px, double py) {
    Span rows = rows(body);
    if (py < body.bounds().y() + HEAD) {
      return Optional.empty();
    }
    double[] edges = edges(columns(), body.bounds());
    int column = 0;
    while (column + 2 < edges.length && px >= edges[column + 1]) {
      column++;
    }
    return at(body, column, y().place(rows.units(py)));
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    List<Column> columns = columns();
    if (row < 0 || row >= table.rows().size() || column < 0 || column >= columns.size()) {
      return Optional.empty();
    }
    String whole =
        columns.stream()
            .skip(1)
            .map(each -> (each.title() + " " + each.words().get(row)).strip())
            .collect(Collectors.joining(", "));
    Span rows = rows(body);
    Bounds area = body.bounds();
    double top = Math.max(area.y() + HEAD, rows.along(row));
    double bottom = Math.min(area.bottom(), rows.along(row + 1));
    return Optional.of(
        new Found(
            -1,
            row,
            List.of(Drawing.coordinate(table.rows(), row)),
            whole,
            new Bounds(area.x(), top, area.width(), Math.max(0, bottom - top)),
            null));
  }

  @Override
  public Optional<Found> beside(Body body, int column, int row, int columns, int rows) {
    return at(body, 0, y().place(row + rows));
  }

  /** Rows lie below the heads, at least as high as their words; those below the area are cut. */
  private Span rows(Body body) {
    double top = body.bounds().y() + HEAD;
    double room = (body.bounds().bottom() - top) / y().shown().span();
    double row = Math.max(LEAST_ROW, Math.min(HIGHEST_ROW, room));
    return y().over(top, top + row * y().shown().span());
  }

  /** The last row that is seen whole. */
  private int lastWhole(Body body) {
    int last = Math.min(table.rows().size() - 1, y().place(y().shown().to()));
    double seen = Math.floor(rows(body).units(body.bounds().bottom()) + 0.01) - 1;
    return (int) Math.max(Math.floor(y().shown().from()) - 1, Math.min(last, seen));
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    IndexAxis rows = table.rows();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      names.add(rows.name(i));
    }
    columns.add(Column.of(rows.title(), names));
    columns.addAll(table.columns());
    return columns;
  }

  /** Columns are as wide as their words; what is left is shared, what is missing is taken. */
  private static double[] edges(List<Column> columns, Bounds area) {
    double[] widths = new double[columns.size()];
    double sum = 0;
    for (int i = 0; i < widths.length; i++) {
      Column column = columns.get(i);
      double width = Typeface.width(column.title(), Typography.AXIS, true);
      for (int row = 0; row < Math.min(MEASURED, column.words().size()); row++) {
        width = Math.max(width, Typeface.width(column.words().get(row), Typography.AXIS, false));
      }
      widths[i] = Math.min(LONGEST, width) + 2 * PADDING;
      sum += widths[i];
    }
    double[] edges = new double[widths.length + 1];
    edges[0] = area.x();
    double factor = Math.max(1, Math.min(MOST_STRETCH, area.width() / sum));
    double most = sum > area.width() ? widest(widths, area.width()) : Double.POSITIVE_INFINITY;
    for (int i = 0; i < widths.length; i++) {
      edges[i + 1] = edges[i] + Math.min(most, widths[i] * factor);
    }
    return edges;
  }

  /** The width at which the widest columns must be cut, so that narrow ones keep what they need. */
  private static double widest(double[] widths, double room) {
    double[] sorted = widths.clone();
    Arrays.sort(sorted);
    double left = room;
    for (int i = 0; i < sorted.length; i++) {
      double fair = left / (sorted.length - i);
      if (sorted[i] > fair) {
        return fair;
      }
      left -= sorted[i];
    }
    return room;
  }

  private void bar(Marks out, Column column, int row, double[] edges, int index, Bounds band) {
    if (column.bars().length == 0 || !Double.isFinite(column.bars()[row])) {
      return;
    }
    double greatest = 0;
    for (double each : column.bars()) {
      greatest = Double.isFinite(each) ? Math.max(greatest, Math.abs(each)) : greatest;
    }
    if (greatest > 0) {
      double room = edges[index + 1] - edges[index] - 4;
      double length = room * Math.abs(column.bars()[row]) / greatest;
      Bounds bar = new Bounds(edges[index] + 2, band.y() + 3, length, band.height() - 6);
      out.fill(bar, palette.color(column.bars()[row] < 0 ? 1 : 0), BAR);
    }
  }

  private static void cell(
      Marks out,
      Column column,
      String words,
      double[] edges,
      int index,
      double middle,
      boolean head,
      Theme theme) {
    double room = edges[index + 1] - edges[index] - 1.2 * PADDING;
    String text = Typeface.fit(words, room, Typography.AXIS, head);
    double x = column.right() ? edges[index + 1] - PADDING * 0.6 : edges[index] + PADDING * 0.6;
    int ink = head ? theme.quietText() : theme.text();
    out.text(
        text, x, middle, Typography.AXIS, head, ink, column.right() ? Anchor.END : Anchor.START);
  }
}
