package org.loupe.plots.render;

import org.loupe.plots.render.Mark.Anchor;

/** The legend of colours, beside an area. */
final class ColorBar {
  static final double LEAD = 14;
  private static final double BAR = 12;
  private static final double TALLEST = 420;
  private static final double MISSING_ROW = 24;
  private static final String MISSING = "missing";
  private static final int STEPS = 256;

  private final ColorScale scale;

  ColorBar(ColorScale scale) {
    this.scale = scale;
  }

  /** Width with the space before it. */
  double width(double height) {
    return LEAD + BAR + Typography.NEAR + extent(labels(height)) + Typography.AXIS_ROW + 2;
  }

  /** Draws it right of an area. */
  void draw(Marks out, RenderOptions options, double right, double top, double areaHeight) {
    Theme theme = options.theme();
    double height = Math.min(TALLEST, areaHeight - (scale.missing() ? MISSING_ROW : 0));
    if (height < 20) {
      return;
    }
    Bounds bar = new Bounds(right + LEAD, top, BAR, height);
    out.add(new Mark.Picture(bar, bar, ramp()));
    Span span = new Span(scale.values(), bar.bottom(), bar.y(), scale.axis().form());
    Labels labels = labels(height);
    double text = bar.right() + Typography.NEAR + 1;
    for (Labels.Label label : labels.labels()) {
      double y = span.along(label.at());
      out.line(bar.right(), y, bar.right() + 3, y, theme.axis());
      out.text(label.text(), text, y, Typography.TICK, false, theme.quietText(), Anchor.START);
    }
    double title = text + extent(labels) + Typography.AXIS_ROW / 2 + 2;
    String words = Typeface.fit(title(labels.exponent()), areaHeight, Typography.AXIS, false);
    double middle = top + Math.max(height, Typeface.width(words, Typography.AXIS, false)) / 2;
    out.upwards(words, title, middle, Typography.AXIS, theme.quietText(), Anchor.MIDDLE);
    if (scale.missing()) {
      missing(out, theme, bar, text);
    }
  }

  private String title(int exponent) {
    String title = scale.axis().title();
    if (exponent != 0) {
      title = (title + " " + Numbers.power(exponent)).strip();
    }
    return scale.note().isEmpty() ? title : title + " · " + scale.note();
  }

  private double extent(Labels labels) {
    double word = scale.missing() ? Typeface.width(MISSING, Typography.TICK, false) : 0;
    return Math.max(word, labels.extent());
  }

  private Labels labels(double height) {
    AxisSpec axis = AxisSpec.measuring(scale.axis(), scale.values());
    return Labels.of(axis, Math.min(TALLEST, height), false, 0, Typography.TICK);
  }

  private Pixels ramp() {
    int[] rgb = new int[STEPS];
    for (int i = 0; i < STEPS; i++) {
      rgb[i] = scale.colorAt(1 - i / (STEPS - 1.0));
    }
    return new Pixels(1, STEPS, rgb);
  }

  private static void missing(Marks out, Theme theme, Bounds bar, double text) {
    double middle = bar.bottom() + MISSING_ROW - 6;
    Bounds box = new Bounds(bar.x(), middle - 6, 12, 12);
    out.fill(box, theme.missing(), 1);
    for (int i = 0; i < 12; i += 4) {
      out.line(box.x() + i, box.bottom(), box.right(), box.y() + i, theme.missingHatch());
    }
    out.text(MISSING, text, middle, Typography.TICK, false, theme.quietText(), Anchor.START);
  }
}
