package org.loupe.workbench.internal.analysis;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.loupe.model.Dimension;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Range;
import org.loupe.plots.render.Zoom;
import org.loupe.plots.render.ZoomLinks;
import org.loupe.plots.swt.FigureCanvas;
import org.loupe.workbench.internal.core.SharedZoom;
import org.loupe.workbench.internal.widgets.Follow;

/** Keeps a canvas at the stretches that all linked figures show. */
final class ZoomLink {
  private final FigureCanvas canvas;
  private final SharedZoom shared;
  private final Supplier<List<Panel>> panels;
  private Map<Dimension, Range> known = Map.of();

  private ZoomLink(FigureCanvas canvas, SharedZoom shared, Supplier<List<Panel>> panels) {
    this.canvas = canvas;
    this.shared = shared;
    this.panels = panels;
  }

  /**
   * Links a canvas for as long as it lives.
   *
   * @param panels what it shows at the moment
   */
  static ZoomLink of(FigureCanvas canvas, SharedZoom shared, Supplier<List<Panel>> panels) {
    ZoomLink link = new ZoomLink(canvas, shared, panels);
    canvas.onZoom(link::zoomed);
    Follow.observed(canvas, shared.ranges(), ranges -> link.follow());
    Follow.observed(canvas, shared.linked(), linked -> link.follow());
    return link;
  }

  /**
   * Shows what the others show, as far as that has changed: stretches that nobody shared since stay
   * as the figure remembers them. To be called when other panels are shown, too.
   */
  void follow() {
    Set<Dimension> own = ZoomLinks.dimensions(panels.get());
    if (shared.linked().get() && !own.isEmpty()) {
      Map<Dimension, Range> ranges = shared.ranges().get();
      own.removeIf(each -> Objects.equals(ranges.get(each), known.get(each)));
      known = ranges;
      canvas.setZoom(ZoomLinks.zoom(panels.get(), canvas.zoom(), own, ranges));
    }
  }

  /** What was zoomed by hand here need not be followed here. */
  private void zoomed(Zoom zoom) {
    shared.show(ZoomLinks.dimensions(panels.get()), ZoomLinks.ranges(panels.get(), zoom));
    known = shared.ranges().get();
  }
}
