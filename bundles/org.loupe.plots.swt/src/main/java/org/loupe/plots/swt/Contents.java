package org.loupe.plots.swt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;
import org.loupe.plots.ColorMap;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.RenderOptions;
import org.loupe.plots.render.Theme;
import org.loupe.plots.render.Zoom;

/** What a canvas shows, and in which colours. UI thread. */
final class Contents {
  private final Runnable onChange;
  private Theme theme;
  private List<Panel> panels = List.of();
  private boolean sharedScales = true;
  private @Nullable ColorMap colors;
  private Map<Dimension, Set<Integer>> highlight = Map.of();

  /**
   * Nothing at first.
   *
   * @param onChange called when there is something else to paint
   */
  Contents(Theme theme, Runnable onChange) {
    this.theme = theme;
    this.onChange = onChange;
  }

  Theme theme() {
    return theme;
  }

  void setTheme(Theme theme) {
    this.theme = theme;
    onChange.run();
  }

  List<Panel> panels() {
    return panels;
  }

  void setPanels(List<Panel> panels) {
    // A view tells all its canvases of every change of any of them.
    if (!panels.equals(this.panels)) {
      this.panels = List.copyOf(panels);
      onChange.run();
    }
  }

  void setSharedScales(boolean shared) {
    sharedScales = shared;
    onChange.run();
  }

  void setColors(@Nullable ColorMap colors) {
    this.colors = colors;
    onChange.run();
  }

  void setHighlight(Map<Dimension, Set<Integer>> highlight) {
    if (!highlight.equals(this.highlight)) {
      this.highlight = Map.copyOf(highlight);
      onChange.run();
    }
  }

  /**
   * What is to be painted of it.
   *
   * @param width of the picture, in pixels of the scene
   * @param height of the picture, in pixels of the scene
   * @param magnification pixels of the canvas per pixel of the scene
   * @param screen device pixels per pixel of the canvas
   */
  RenderWorker.Request request(
      int width, int height, double magnification, double screen, Zoom zoom) {
    RenderOptions options =
        new RenderOptions(theme, width, height, screen * magnification, zoom, highlight, colors);
    return new RenderWorker.Request(panels, sharedScales, options, screen);
  }
}
