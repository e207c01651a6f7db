package org.loupe.plots.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.loupe.plots.Annotation;
import org.loupe.plots.ColorMap;
import org.loupe.plots.ReliabilityDiagram;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.render.Mark.Anchor;

/** Accuracy as bars, the distance to the mean confidence as a tint, counts in the bars. */
record ReliabilityDrawing(ReliabilityDiagram diagram, Palette palette) implements Drawing {
  private static final ValueAxis CONFIDENCE = ValueAxis.of("confidence");
  private static final ValueAxis ACCURACY = ValueAxis.of("accuracy");
  private static final double GAP = 0.32;
  private static final double COUNT = 9;
  private static final double CAP = 3;

  @Override
  public AxisSpec x() {
    double[] edges = diagram.edges();
    return AxisSpec.measuring(
        CONFIDENCE, new Range(Math.min(0, edges[0]), Math.max(1, edges[edges.length - 1])));
  }

  @Override
  public AxisSpec y() {
    return AxisSpec.measuring(ACCURACY, Extent.UNIT);
  }

  @Override
  public boolean topDown() {
    return false;
  }

  @Override
  public List<LegendEntry> legend(Body body) {
    List<LegendEntry> entries = new ArrayList<>();
    entries.add(LegendEntry.swatch("accuracy", palette.single()));
    int tint = ColorMap.mix(body.theme().background(), gap(), GAP);
    entries.add(LegendEntry.swatch("distance to mean confidence", tint));
    entries.addAll(palette.lines(List.of(Annotation.diagonal("calibrated"))));
    String what = diagram.title().isEmpty() ? "" : diagram.title() + ": ";
    entries.add(
        LegendEntry.note(
            what
                + "ECE "
                + Numbers.share(diagram.expectedError())
                + ", n = "
                + Numbers.count(LongStream.of(diagram.counts()).sum())));
    return entries;
  }

  @Override
  public void draw(Marks out, Body body) {
    for (int bin = 0; bin < diagram.counts().length; bin++) {
      if (diagram.counts()[bin] > 0) {
        bin(out, body, bin);
      }
    }
    References.draw(out, body, List.of(Annotation.diagonal("")), false);
    Bounds area = body.bounds();
    double floor = body.y().floor();
    out.line(area.x(), floor, area.right(), floor, body.theme().axis());
  }

  @Override
  public int column(double value) {
    int bin = Arrays.binarySearch(diagram.edges(), value);
    return Math.min(diagram.counts().length - 1, bin >= 0 ? bin : -bin - 2);
  }

  @Override
  public Optional<Found> at(Body body, int column, int row) {
    if (column < 0 || column >= diagram.counts().length) {
      return Optional.empty();
    }
    double[] edges = diagram.edges();
    String value =
        diagram.counts()[column] == 0
            ? "no predictions"
            : String.format(
                "accuracy %s, mean confidence %s, n = %s",
                Palette.values(List.of(diagram.accuracy()), column, ACCURACY),
                Numbers.value(diagram.confidence()[column]),
                Numbers.count(diagram.counts()[column]));
    return Optional.of(
        new Found(
            column,
            -1,
            List.of(),
            "confidence "
                + Numbers.value(edges[column])
                + " to "
                + Numbers.value(edges[column + 1])
                + ": "
                + value,
            body.column(edges[column], edges[column + 1]),
            null));
  }

  private int gap() {
    return palette.color(1);
  }

  private void bin(Marks out, Body body, int bin) {
    double[] edges = diagram.edges();
    Bounds band = body.column(edges[bin], edges[bin + 1]);
    double left = band.x() + 1;
    double width = Math.max(1, band.width() - 2);
    double floor = body.y().floor();
    double top = body.y().pixel(diagram.accuracy().values()[bin]);
    double sure = body.y().pixel(diagram.confidence()[bin]);
    out.fill(new Bounds(left, top, width, floor - top), palette.single(), 0.85);
    out.fill(new Bounds(left, Math.min(top, sure), width, Math.abs(top - sure)), gap(), GAP);
    out.line(left, sure, left + width, sure, gap(), 1.5);
    Trace accuracy = diagram.accuracy();
    if (accuracy.hasIntervals() && Double.isFinite(accuracy.low()[bin])) {
      double middle = left + width / 2;
      double low = body.y().pixel(accuracy.low()[bin]);
      double high = body.y().pixel(accuracy.high()[bin]);
      int rgb = body.theme().text();
      out.line(middle, low, middle, high, rgb);
      out.line(middle - CAP, low, middle + CAP, low, rgb);
      out.line(middle - CAP, high, middle + CAP, high, rgb);
    }
    String count = Numbers.count(diagram.counts()[bin]);
    if (Typeface.width(count, COUNT, false) + 2 <= width && floor - top > COUNT * 2) {
      int ink = Colors.textOn(palette.single());
      out.text(count, left + width / 2, floor - COUNT, COUNT, false, ink, Anchor.MIDDLE);
    }
  }
}
