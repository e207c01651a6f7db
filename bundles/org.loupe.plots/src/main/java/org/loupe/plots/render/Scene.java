package org.loupe.plots.render;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.Statements;
import org.loupe.plots.Table;

/**
 * Panels laid out for one size: what is drawn where, and what lies under each point. Laying out and
 * painting do all the work that depends on the amount of data and may take tens of milliseconds:
 * keep them away from a UI thread. What asks for hits and zooms is quick.
 */
public final class Scene {
  private static final int DOCUMENT_WIDTH = 1200;
  private static final int DOCUMENT_HEIGHT = 800;

  /** Panels beside each other are narrower than one by itself, and need not be as high. */
  private static final int BESIDE_HEIGHT = 520;

  /** Rows of a table that a turn of the wheel goes. */
  private static final double SCROLLED = 3;

  private final List<Panel> panels;
  private final Scales scales;
  private final RenderOptions options;
  private final List<Frame> frames;
  private final List<Mark> marks;

  private Scene(
      List<Panel> panels,
      Scales scales,
      RenderOptions options,
      List<Frame> frames,
      List<Mark> marks) {
    this.panels = panels;
    this.scales = scales;
    this.options = options;
    this.frames = frames;
    this.marks = marks;
  }

  /** Lays out panels with the same scales for figures of the same id. */
  public static Scene of(List<Panel> panels, RenderOptions options) {
    return of(panels, Scales.of(panels, true), options);
  }

  /**
   * Lays out panels row by row on a grid that fits the size, with equal plot areas.
   *
   * @param panels made for 1 to 16
   * @param scales of these panels; kept by the caller, so that a zoom need not look at all values
   * @param options theme, size and what is marked
   */
  public static Scene of(List<Panel> panels, Scales scales, RenderOptions options) {
    if (scales.panels() != panels.size()) {
      throw new IllegalArgumentException(
          "scales of " + scales.panels() + " panels for " + panels.size());
    }
    SceneLayout layout = new SceneLayout(panels, scales, options);
    List<Frame> frames = layout.frames();
    return new Scene(
        List.copyOf(panels), scales, options, List.copyOf(frames), layout.draw(frames));
  }

  /**
   * Lays out panels for a document that is read from top to bottom: on a light ground, {@value
   * #DOCUMENT_WIDTH} wide. Words take the height that they need, everything else is at least as
   * high as it is easy to read.
   */
  public static Scene document(List<Panel> panels) {
    int preferred = preferredHeight(panels, DOCUMENT_WIDTH);
    boolean words =
        panels.stream()
            .map(Panel::figure)
            .allMatch(
                figure ->
                    figure != null
                        && (figure.plot() instanceof Statements || figure.plot() instanceof Table));
    int least = words ? 0 : panels.size() == 1 ? DOCUMENT_HEIGHT : BESIDE_HEIGHT;
    return of(panels, RenderOptions.of(Theme.LIGHT, DOCUMENT_WIDTH, Math.max(least, preferred)));
  }

  /**
   * The height at which panels are easy to read: every name of a bar chart has its line, the rows
   * of a heat map can be told apart. Quick: the values are not looked at.
   *
   * @param width there is, in logical pixels
   */
  public static int preferredHeight(List<Panel> panels, int width) {
    return PreferredSize.height(panels, width);
  }

  /** The options it was laid out for. */
  public RenderOptions options() {
    return options;
  }

  /** The same scene for another scale; the layout in logical pixels stays. */
  public Scene at(double scale) {
    return of(panels, scales, options.withScale(scale));
  }

  /** Number of panels. */
  public int panels() {
    return panels.size();
  }

  /** What is drawn, in painting order. */
  List<Mark> marks() {
    return marks;
  }

  /** The plot area of a panel. */
  public Bounds body(int panel) {
    return frames.get(panel).body().bounds();
  }

  /** What lies at a point; empty outside all plot areas. */
  public Optional<Hit> hit(double x, double y) {
    return frames.stream().map(frame -> frame.hit(x, y)).flatMap(Optional::stream).findFirst();
  }

  /** Where a crosshair moved by keys begins: the middle of the first figure. */
  public Optional<Hit> middle() {
    return frames.stream()
        .map(Frame::body)
        .map(Body::bounds)
        .map(area -> hit(area.x() + area.width() / 2, area.y() + area.height() / 2))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What lies some places beside a hit, in the same panel, held at the edges of what is shown. */
  public Optional<Hit> beside(Hit hit, int columns, int rows) {
    return frames.get(hit.panel()).beside(hit, columns, rows);
  }

  /**
   * The positions whose marks lie inside an outline, by dimension: points, or places of the axes
   * that the outline's box touches. Quick, also with many points.
   *
   * @param polygon in logical pixels; what counts is the panel its box's middle is in
   */
  public Map<Dimension, int[]> inside(Polygon polygon) {
    Bounds box = polygon.box();
    double x = box.x() + box.width() / 2;
    double y = box.y() + box.height() / 2;
    for (Frame frame : frames) {
      Drawing drawing = frame.drawing();
      if (drawing != null && frame.drawable() && frame.body().bounds().contains(x, y)) {
        return drawing.inside(frame.body(), polygon);
      }
    }
    return Map.of();
  }

  /** The zoom that shows what is inside a box, as far as its axes can be zoomed. */
  public Zoom zoomedTo(Bounds box) {
    double x = box.x() + box.width() / 2;
    double y = box.y() + box.height() / 2;
    Zoom across = change(x, y, (axis, span, pixel) -> between(span, box.x(), box.right()));
    Zoom down = change(x, y, (axis, span, pixel) -> between(span, box.y(), box.bottom()));
    return new Zoom(across.x(), down.y());
  }

  private static Range between(Span span, double one, double other) {
    double from = Math.min(span.units(one), span.units(other));
    double to = Math.max(span.units(one), span.units(other));
    return from < to ? new Range(from, to) : span.shown();
  }

  /**
   * The zoom after scaling what is under a point; a table goes up or down instead.
   *
   * @param factor below 1 shows less, larger
   */
  public Zoom zoomed(double x, double y, double factor) {
    return change(
        x,
        y,
        (axis, span, pixel) ->
            axis.scrolls()
                ? span.shown().shifted(factor < 1 ? -SCROLLED : SCROLLED)
                : span.shown().scaled(factor, span.units(pixel)));
  }

  /** The zoom after dragging what is under a point. */
  public Zoom panned(double x, double y, double dx, double dy) {
    Zoom moved =
        change(x, y, (axis, span, pixel) -> span.shown().shifted(span.units(0) - span.units(dx)));
    Zoom both =
        change(x, y, (axis, span, pixel) -> span.shown().shifted(span.units(0) - span.units(dy)));
    return new Zoom(moved.x(), both.y());
  }

  /** Paints the scene. */
  public Pixels pixels() {
    return PixelPainter.paint(this);
  }

  /** The scene as an SVG document (UTF-8) with the same geometry. */
  public String svg() {
    String title =
        panels.stream()
            .map(Panel::figure)
            .filter(Objects::nonNull)
            .map(Figure::title)
            .distinct()
            .collect(Collectors.joining(" · "));
    String caption =
        panels.stream()
            .map(Panel::figure)
            .filter(Objects::nonNull)
            .map(Figure::caption)
            .distinct()
            .collect(Collectors.joining(" "));
    return SvgWriter.write(this, title, (caption + " " + description()).strip());
  }

  /** What the panels show in words with their main numbers, for those who do not see them. */
  public String description() {
    return panels.stream().map(Panel::description).collect(Collectors.joining(" "));
  }

  private Zoom change(double x, double y, Change change) {
    for (Frame frame : frames) {
      Drawing drawing = frame.drawing();
      if (drawing != null && frame.drawable() && frame.body().bounds().contains(x, y)) {
        Drawing.View view = drawing.view(frame.body(), x, y);
        AxisSpec across = view.drawing().x();
        AxisSpec up = view.drawing().y();
        return new Zoom(
            range(across, change.of(across, view.body().x(), x)),
            range(up, change.of(up, view.body().y(), y)));
      }
    }
    return options.zoom();
  }

  /** A range as a zoom may hold it: inside the axis, not too small, null for everything. */
  private static @Nullable Range range(AxisSpec axis, Range wanted) {
    double least =
        axis.index() == null ? axis.full().span() / 1000 : Math.min(2, axis.full().span());
    boolean all = wanted.span() >= axis.full().span() * (1 - 1e-9);
    if (!axis.zoomable() || all) {
      return null;
    }
    double middle = (wanted.from() + wanted.to()) / 2;
    Range range = wanted.span() < least ? wanted.scaled(least / wanted.span(), middle) : wanted;
    return range.within(axis.full());
  }

  /** A new range for an axis. */
  @FunctionalInterface
  private interface Change {
    Range of(AxisSpec axis, Span span, double pixel);
  }
}
