package org.loupe.plots.swt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;
import org.loupe.plots.ColorMap;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Scene;
import org.loupe.plots.render.Theme;
import org.loupe.plots.render.Zoom;

/**
 * Shows panels side by side. Painting happens on a thread of its own; until a new picture is there
 * the last one stays, so that nothing blinks.
 *
 * <p>Ctrl with the wheel, + and − zoom, dragging does what the {@link Tool} says, a double click or
 * Home shows everything again, Ctrl+Z and Ctrl+Y go back and forth between zooms. Moving the
 * pointer or the arrow keys (with Shift by ten) reads values; a click or Enter selects, with Ctrl
 * added, with Shift up to there. The keys Z, B and L begin a zoom, a box or a lasso at the
 * crosshair: the arrows draw it, Enter ends it, Esc gives it up. Ctrl+C copies the picture,
 * Ctrl+Shift+C the data, Ctrl+S saves the picture. A right click, or the menu key, offers all of
 * that; items may be added to {@link #getMenu()}.
 *
 * <p>All methods are called on the UI thread, and all listeners are.
 */
public final class FigureCanvas extends Canvas {
  private static final int USUAL_WIDTH = 480;

  private final CanvasListeners listeners = new CanvasListeners();
  private final Crosshair crosshair = new Crosshair(this, listeners);
  private final ZoomByHand zoom = new ZoomByHand(this::render, listeners);
  private final Contents contents;
  private final Picture picture;
  private final Export export;
  private String fileName = "";
  private Tool tool = Tool.MOVE;
  private double magnification;

  /**
   * Creates an empty canvas.
   *
   * @param parent where it lies
   * @param theme colours until others are set
   */
  public FigureCanvas(Composite parent, Theme theme) {
    super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
    magnification = Letters.size(this);
    contents = new Contents(theme, this::render);
    UiThread ui = new UiThread(this);
    picture = new Picture(this, ui, crosshair::stay);
    Outlining outlining = new Outlining(this, picture, zoom, listeners);
    export = new Export(this, picture, ui, listeners);
    addListener(SWT.Resize, event -> render());
    addListener(SWT.Dispose, event -> picture.dispose());
    new CanvasPainter(this, contents, picture, crosshair, outlining);
    new Mouse(this, listeners, crosshair, zoom, outlining);
    new Keyboard(this, crosshair, zoom, outlining, export);
    new CanvasMenu(this, zoom, export);
    new CanvasAccessibility(this);
  }

  /** Shows these panels in place of those before. What is shown of them stays the same. */
  public void setPanels(List<Panel> panels) {
    checkWidget();
    contents.setPanels(panels);
  }

  /** Changes the colours. */
  public void setTheme(Theme theme) {
    checkWidget();
    contents.setTheme(theme);
  }

  /** Whether figures of the same id have the same scales; they do at first. */
  public void setSharedScales(boolean shared) {
    checkWidget();
    contents.setSharedScales(shared);
  }

  /** Sets the colour map of heat maps where it fits their values; null for the theme's. */
  public void setColors(@Nullable ColorMap colors) {
    checkWidget();
    contents.setColors(colors);
  }

  /** Marks positions that are selected elsewhere. */
  public void setHighlight(Map<Dimension, Set<Integer>> highlight) {
    checkWidget();
    contents.setHighlight(highlight);
  }

  /** Proposes a name, without extension, for the files that the figure is saved as. */
  public void setFileName(String name) {
    fileName = PictureFile.name(name);
  }

  String fileName() {
    return fileName;
  }

  /** Shows a part; listeners are not told, so that canvases may be linked both ways. */
  public void setZoom(Zoom zoom) {
    checkWidget();
    this.zoom.show(zoom);
  }

  /** The part that is shown. */
  public Zoom zoom() {
    return zoom.zoom();
  }

  /** What dragging does. */
  public Tool tool() {
    return tool;
  }

  /** Changes what dragging does. */
  public void setTool(Tool tool) {
    checkWidget();
    this.tool = tool;
  }

  /** Shows what was shown before the last zoom made by hand, if there was one. */
  public void undoZoom() {
    zoom.undo();
  }

  /** Shows again what {@link #undoZoom()} left. */
  public void redoZoom() {
    zoom.redo();
  }

  /** Adds a listener to zooms made by hand. */
  public void onZoom(Consumer<Zoom> listener) {
    listeners.onZoom(listener);
  }

  /** Adds a listener to what the pointer or the crosshair is on; empty when it leaves. */
  public void onHover(Consumer<Optional<Hit>> listener) {
    listeners.onHover(listener);
  }

  /** Adds a listener to clicks, and to Enter at the crosshair. */
  public void onSelect(BiConsumer<Hit, SelectionMode> listener) {
    listeners.onSelect(listener);
  }

  /**
   * Adds a listener to double-clicks on what is drawn; the first that says it opens something is
   * the only one told. Where none does, a double-click shows all again.
   */
  public void onOpen(Predicate<Hit> listener) {
    listeners.onOpen(listener);
  }

  /**
   * Adds a listener to boxes and lassos: the enclosed positions by dimension, and whether they
   * replace what was selected or extend it.
   */
  public void onEnclose(BiConsumer<Map<Dimension, int[]>, SelectionMode> listener) {
    listeners.onEnclose(listener);
  }

  /** Adds a listener to what was copied and saved, in words for people: 'Saved /home/a/b.svg'. */
  public void onExport(Consumer<String> listener) {
    listeners.onExport(listener);
  }

  /** Puts text on the clipboard, and tells the listeners what it was. */
  public void copyText(String text, String what) {
    checkWidget();
    export.copyText(text, what);
  }

  /** Figures are drawn larger where the font is: who needs large letters needs them here, too. */
  @Override
  public void setFont(@Nullable Font font) {
    super.setFont(font);
    magnification = Letters.size(this);
    render();
  }

  /** How many of the canvas's pixels one of the scene's takes. */
  double magnification() {
    return magnification;
  }

  /** As high as the panels want to be at the width; any width will do. */
  @Override
  public Point computeSize(int wide, int high, boolean changed) {
    int width = wide == SWT.DEFAULT ? USUAL_WIDTH : wide;
    int height =
        (int)
            Math.ceil(
                Scene.preferredHeight(panels(), (int) (width / magnification)) * magnification);
    return new Point(width, high == SWT.DEFAULT ? height : high);
  }

  /** What is shown. */
  public List<Panel> panels() {
    return contents.panels();
  }

  /**
   * Whether the picture on screen is of these panels, in this size, theme and zoom, and not what
   * was there before. Without any room there is nothing to paint.
   */
  public boolean isPainted() {
    Rectangle client = getClientArea();
    return client.isEmpty() || picture.isOf(request(client));
  }

  /** What is painted at this moment, in words; empty before the first picture. */
  public String description() {
    return picture.description();
  }

  /** The scene on screen, or null before the first. */
  @Nullable Scene scene() {
    return picture.scene();
  }

  /** What is being looked at. */
  Optional<Hit> looked() {
    return crosshair.place();
  }

  Export export() {
    return export;
  }

  private void render() {
    Rectangle client = getClientArea();
    if (!client.isEmpty()) {
      picture.request(request(client));
    }
  }

  private RenderWorker.Request request(Rectangle client) {
    return contents.request(
        (int) Math.ceil(client.width / magnification),
        (int) Math.ceil(client.height / magnification),
        magnification,
        Math.max(1, getMonitor().getZoom() / 100.0),
        zoom.zoom());
  }
}
