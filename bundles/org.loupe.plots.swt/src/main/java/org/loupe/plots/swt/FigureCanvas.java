package org.loupe.plots.swt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;
import org.loupe.plots.render.ColorMap;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Theme;
import org.loupe.plots.render.Zoom;

/** Shows panels. All methods are called on the UI thread. */
public final class FigureCanvas extends Canvas {
  private Zoom zoom = Zoom.NONE;

  /** Creates an empty canvas. */
  public FigureCanvas(Composite parent, Theme theme) {
    super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
  }

  /** Shows these panels. */
  public void setPanels(List<Panel> panels) {}

  /** Changes the colours. */
  public void setTheme(Theme theme) {}

  /** Whether figures of the same id have the same scales; they do at first. */
  public void setSharedScales(boolean shared) {}

  /** Colour map of heat maps; null for the theme's. */
  public void setColors(@Nullable ColorMap colors) {}

  /** Marks positions that are selected elsewhere. */
  public void setHighlight(Map<Dimension, Set<Integer>> highlight) {}

  /** Shows a part; listeners are not told. */
  public void setZoom(Zoom zoom) {
    this.zoom = zoom;
  }

  /** The part that is shown. */
  public Zoom zoom() {
    return zoom;
  }

  /** Hears of zooms made by hand. */
  public void onZoom(Consumer<Zoom> listener) {}

  /** Hears what the pointer or the keyboard's crosshair is on; empty when it leaves. */
  public void onHover(Consumer<Optional<Hit>> listener) {}

  /** Hears of clicks, and of Enter at the crosshair. */
  public void onSelect(BiConsumer<Hit, SelectionMode> listener) {}
}
