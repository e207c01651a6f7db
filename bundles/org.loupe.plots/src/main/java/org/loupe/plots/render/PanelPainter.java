package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.List;
import org.loupe.plots.render.Mark.Anchor;

/** Draws what belongs to a panel as such: its header, or the words in place of a figure. */
final class PanelPainter {
  private static final double CHIP = 18;
  private static final double BAR = 160;
  private static final double LINE = 19;
  private static final double SPACE = 10;
  private static final double LABEL_LEAST = 44;

  private final Marks out;
  private final Theme theme;

  PanelPainter(Marks out, Theme theme) {
    this.out = out;
    this.theme = theme;
  }

  /** Chip and label at the left, the note at the right. */
  void header(Panel panel, String label, double left, double top, double width) {
    double middle = top + CHIP / 2 + 1;
    double x = left;
    Chip chip = panel.chip();
    if (chip != null) {
      int ground = theme.color(chip.color());
      double wide = Math.max(CHIP, Typeface.width(chip.letter(), Typography.TICK, true) + 9);
      out.add(new Mark.Rectangle(new Bounds(x, middle - CHIP / 2, wide, CHIP), ground, 1, 4));
      int ink = Colors.textOn(ground);
      out.text(chip.letter(), x + wide / 2, middle, Typography.TICK, true, ink, Anchor.MIDDLE);
      x += wide + 7;
    }
    double end = left + width;
    if (panel.figure() != null && !panel.status().isEmpty()) {
      // The note is short and changes; a long label may be read elsewhere.
      double room = Math.max(width / 2, end - x - LABEL_LEAST);
      String note = Typeface.fit(panel.status(), room, Typography.AXIS, false);
      out.text(note, end, middle, Typography.AXIS, false, theme.quietText(), Anchor.END);
      end -= Typeface.width(note, Typography.AXIS, false) + SPACE;
    }
    String text = Typeface.fit(label, Math.max(0, end - x), Typography.LABEL, true);
    out.text(text, x, middle, Typography.LABEL, true, theme.text(), Anchor.START);
  }

  /** Words in the middle of a plot area that has nothing to show. */
  void instead(String words, Bounds area) {
    double middle = area.x() + area.width() / 2;
    double y = area.y() + area.height() / 2;
    String text = Typeface.fit(words, area.width() - 8, Typography.MESSAGE, false);
    double half = Typeface.width(text, Typography.MESSAGE, false) / 2 + 8;
    Bounds ground = new Bounds(middle - half, y - LINE / 2 - 2, 2 * half, LINE + 4);
    out.add(new Mark.Rectangle(ground, theme.background(), 1, 4));
    out.text(text, middle, y, Typography.MESSAGE, false, theme.quietText(), Anchor.MIDDLE);
  }

  /** Words, and a bar while something is being computed, in the middle of an area. */
  void placeholder(Panel panel, Bounds area) {
    out.add(new Mark.Rectangle(area, theme.grid(), 0.45, 6));
    double middle = area.x() + area.width() / 2;
    boolean bar = !Double.isNaN(panel.progress());
    int most = Math.max(1, (int) ((area.height() - (bar ? 14 : 0)) / LINE));
    List<String> lines = wrap(panel.status(), area.width() - 32, most);
    double height = lines.size() * LINE + (bar ? 14 : 0);
    double y = area.y() + (area.height() - height) / 2 + LINE / 2;
    for (String line : lines) {
      out.text(line, middle, y, Typography.MESSAGE, false, theme.quietText(), Anchor.MIDDLE);
      y += LINE;
    }
    if (bar) {
      double width = Math.min(BAR, area.width() - 32);
      Bounds track = new Bounds(middle - width / 2, y, width, 4);
      double share = Math.max(0, Math.min(1, panel.progress()));
      out.add(new Mark.Rectangle(track, theme.axis(), 0.45, 2));
      Bounds done = new Bounds(track.x(), track.y(), width * share, track.height());
      out.add(new Mark.Rectangle(done, theme.highlight(), 1, 2));
    }
  }

  /** Lines of a width; what is more than the lines there is room for ends in an ellipsis. */
  private static List<String> wrap(String text, double width, int most) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split("\\s+")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && Typeface.width(longer, Typography.MESSAGE, false) > width) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    if (lines.size() > most) {
      lines.subList(most, lines.size()).clear();
      lines.set(most - 1, lines.get(most - 1) + " …");
    }
    return lines.stream()
        .map(each -> Typeface.fit(each, width, Typography.MESSAGE, false))
        .toList();
  }
}
