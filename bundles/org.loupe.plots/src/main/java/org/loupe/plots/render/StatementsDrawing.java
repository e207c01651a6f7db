package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.plots.Statements;
import org.loupe.plots.Statements.Statement;
import org.loupe.plots.render.Mark.Anchor;

/** Sentences, wrapped, with a coloured edge; what has no room below is counted in the legend. */
record StatementsDrawing(Statements statements, Palette palette) implements Drawing {
  private static final double LABEL = 118;
  private static final double LINE = 17;
  private static final double BETWEEN = 12;
  private static final double EDGE = 3;

  /** A label's share of the width where there is little. */
  private static final double MOST_LABEL = 0.25;

  /** Height of all statements in a plot area of some width, counted up to a height. */
  static double height(Statements statements, double width, double most) {
    double height = 0;
    for (Statement statement : statements.statements()) {
      if (height >= most) {
        break;
      }
      height += Block.of(statement, width).height() + BETWEEN;
    }
    return height;
  }

  /** A statement cut into lines. */
  private record Block(List<String> text, List<String> note) {
    static Block of(Statement statement, double width) {
      double room = Math.max(1, width - label(width));
      return new Block(
          wrap(statement.text(), room, Typography.LABEL),
          wrap(statement.note(), room, Typography.TICK));
    }

    double height() {
      return LINE * (text.size() + note.size());
    }
  }

  private static double label(double width) {
    return Math.min(LABEL, MOST_LABEL * width);
  }

  /** Lines of whole words; a word longer than a line is cut. */
  private static List<String> wrap(String text, double width, double size) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
      String longer = line.isEmpty() ? word : line + ' ' + word;
      if (!line.isEmpty() && Typeface.width(longer, size, false) > width) {
        lines.add(line);
        longer = word;
      }
      line = Typeface.fit(longer, width, size, false);
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  @Override
  public AxisSpec x() {
    return AxisSpec.hidden(Extent.UNIT, null).fixed();
  }

  @Override
  public AxisSpec y() {
    return AxisSpec.hidden(Extent.UNIT, null).fixed();
  }

  @Override
  public boolean topDown() {
    return true;
  }

  @Override
  public List<LegendEntry> legend(Body body) {
    int hidden = statements.statements().size() - tops(body.bounds()).size();
    return hidden == 0
        ? List.of()
        : List.of(LegendEntry.note(hidden + " more below; enlarge, or open the data"));
  }

  @Override
  public void draw(Marks out, Body body) {
    Bounds area = body.bounds();
    Theme theme = body.theme();
    double left = area.x() + label(area.width());
    List<Double> tops = tops(area);
    for (int i = 0; i < tops.size(); i++) {
      Statement statement = statements.statements().get(i);
      Block block = Block.of(statement, area.width());
      double middle = tops.get(i) + LINE / 2;
      Bounds edge = new Bounds(area.x(), tops.get(i), EDGE, block.height());
      out.fill(edge, palette.color(statement.color()), 1);
      double room = left - area.x() - EDGE - 2 * Typography.NEAR;
      String label = Typeface.fit(statement.label(), room, Typography.TICK, true);
      double start = area.x() + EDGE + Typography.NEAR;
      out.text(label, start, middle, Typography.TICK, true, theme.quietText(), Anchor.START);
      for (String line : block.text()) {
        out.text(line, left, middle, Typography.LABEL, false, theme.text(), Anchor.START);
        middle += LINE;
      }
      for (String line : block.note()) {
        out.text(line, left, middle, Typography.TICK, false, theme.quietText(), Anchor.START);
        middle += LINE;
      }
    }
  }

  /** The upper ends of those that are seen whole. */
  private List<Double> tops(Bounds area) {
    List<Double> tops = new ArrayList<>();
    double top = area.y();
    for (Statement statement : statements.statements()) {
      double height = Block.of(statement, area.width()).height();
      if (top + height > area.bottom()) {
        break;
      }
      tops.add(top);
      top += height + BETWEEN;
    }
    return tops;
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    Bounds area = body.bounds();
    List<Double> tops = tops(area);
    if (row < 0 || row >= tops.size()) {
      return Optional.empty();
    }
    Statement statement = statements.statements().get(row);
    double height = Block.of(statement, area.width()).height();
    Bounds mark = new Bounds(area.x(), tops.get(row), area.width(), height);
    return Optional.of(
        new Found(-1, row, List.of(), statement.label() + ": " + statement.text(), mark, null));
  }

  @Override
  public Optional<Found> under(Body body, double px, double py) {
    List<Double> tops = tops(body.bounds());
    int row = -1;
    while (row + 1 < tops.size() && tops.get(row + 1) <= py) {
      row++;
    }
    return at(body, -1, row);
  }

  @Override
  public Optional<Found> beside(Body body, int column, int row, int columns, int rows) {
    int last = tops(body.bounds()).size() - 1;
    return at(body, -1, Math.max(0, Math.min(last, row + rows)));
  }
}
