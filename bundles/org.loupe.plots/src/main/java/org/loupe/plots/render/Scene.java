package org.loupe.plots.render;

import java.util.List;
import java.util.Optional;

/**
 * Panels laid out for one size: what is drawn where, and what lies under each point. Laying out
 * does all the work that depends on the amount of data and may take tens of milliseconds: keep it
 * away from the UI thread.
 */
public final class Scene {
  private final RenderOptions options;
  private final List<Mark> marks;

  private Scene(RenderOptions options, List<Mark> marks) {
    this.options = options;
    this.marks = List.copyOf(marks);
  }

  /** Lays out panels with the same scales for figures of the same id. */
  public static Scene of(List<Panel> panels, RenderOptions options) {
    return of(panels, Scales.of(panels, true), options);
  }

  /**
   * Lays out panels.
   *
   * @param panels 0 to 16, placed row by row on a grid that fits the size
   * @param scales of these panels; kept by the caller, so that a zoom need not look at all values
   * @param options theme, size and what is marked
   */
  public static Scene of(List<Panel> panels, Scales scales, RenderOptions options) {
    return new Scene(options, List.of());
  }

  /** The options it was laid out for. */
  public RenderOptions options() {
    return options;
  }

  /** What is drawn, in painting order. */
  public List<Mark> marks() {
    return marks;
  }

  /** What lies at a point, in logical pixels; empty outside all plot areas. */
  public Optional<Hit> hit(double x, double y) {
    return Optional.empty();
  }

  /** What lies some places beside a hit, in the same panel, held at the edges of what is shown. */
  public Optional<Hit> beside(Hit hit, int columns, int rows) {
    return Optional.empty();
  }

  /** The zoom after scaling the axes that can be zoomed about a point; below 1 zooms in. */
  public Zoom zoomed(double x, double y, double factor) {
    return options.zoom();
  }

  /** The zoom after dragging the content of the panel under a point. */
  public Zoom panned(double x, double y, double dx, double dy) {
    return options.zoom();
  }

  /** Paints the scene. */
  public Pixels pixels() {
    int w = (int) Math.round(options.width() * options.scale());
    int h = (int) Math.round(options.height() * options.scale());
    return new Pixels(w, h, new int[w * h]);
  }

  /** The scene as an SVG document with the same geometry. */
  public String svg() {
    return "";
  }

  /** What the panels show in words with their main numbers, for those who do not see them. */
  public String description() {
    return "";
  }
}
