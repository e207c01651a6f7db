package org.loupe.plots.swt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dimension;
import org.loupe.plots.ColorMap;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.RenderOptions;
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

  private final List<Consumer<Zoom>> zoomListeners = new ArrayList<>();
  private final List<Consumer<Optional<Hit>>> hoverListeners = new ArrayList<>();
  private final List<BiConsumer<Hit, SelectionMode>> selectListeners = new ArrayList<>();
  private final List<BiConsumer<Map<Dimension, int[]>, SelectionMode>> encloseListeners =
      new ArrayList<>();
  private final List<Consumer<String>> exportListeners = new ArrayList<>();
  private final List<Predicate<Hit>> openListeners = new ArrayList<>();
  private final ZoomHistory history = new ZoomHistory();
  private final Outlining outlining;
  private final Export export;
  private final Display display;
  private final RenderWorker worker;
  private Theme theme;
  private List<Panel> panels = List.of();
  private boolean sharedScales = true;
  private @Nullable ColorMap colors;
  private Map<Dimension, Set<Integer>> highlight = Map.of();
  private Zoom zoom = Zoom.NONE;
  private String fileName = "";
  private @Nullable Rendering shown;
  private @Nullable Image image;
  private Optional<Hit> looked = Optional.empty();
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
    this.theme = theme;
    this.magnification = Letters.size(this);
    display = getDisplay();
    worker = new RenderWorker(this::deliver);
    addListener(SWT.Paint, event -> paint(event.gc));
    addListener(SWT.Resize, event -> render());
    addListener(SWT.FocusIn, event -> redraw());
    addListener(SWT.FocusOut, event -> redraw());
    addListener(SWT.Dispose, event -> close());
    export = new Export(this);
    outlining = new Outlining(this);
    new Navigation(this, outlining, export);
    new CanvasMenu(this, export);
    describe();
  }

  /** Shows these panels in place of those before. What is shown of them stays the same. */
  public void setPanels(List<Panel> panels) {
    checkWidget();
    // A view tells all its canvases of every change of any of them.
    if (!panels.equals(this.panels)) {
      this.panels = List.copyOf(panels);
      render();
    }
  }

  /** Changes the colours. */
  public void setTheme(Theme theme) {
    checkWidget();
    this.theme = theme;
    render();
  }

  /** Whether figures of the same id have the same scales; they do at first. */
  public void setSharedScales(boolean shared) {
    checkWidget();
    sharedScales = shared;
    render();
  }

  /** Sets the colour map of heat maps where it fits their values; null for the theme's. */
  public void setColors(@Nullable ColorMap colors) {
    checkWidget();
    this.colors = colors;
    render();
  }

  /** Marks positions that are selected elsewhere. */
  public void setHighlight(Map<Dimension, Set<Integer>> highlight) {
    checkWidget();
    if (!highlight.equals(this.highlight)) {
      this.highlight = Map.copyOf(highlight);
      render();
    }
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
    if (!zoom.equals(this.zoom)) {
      this.zoom = zoom;
      render();
    }
  }

  /** The part that is shown. */
  public Zoom zoom() {
    return zoom;
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
    history.undo(zoom).ifPresent(this::showByHand);
  }

  /** Shows again what {@link #undoZoom()} left. */
  public void redoZoom() {
    history.redo(zoom).ifPresent(this::showByHand);
  }

  boolean canUndoZoom() {
    return history.canUndo();
  }

  boolean canRedoZoom() {
    return history.canRedo();
  }

  /** Adds a listener to zooms made by hand. */
  public void onZoom(Consumer<Zoom> listener) {
    zoomListeners.add(listener);
  }

  /** Adds a listener to what the pointer or the crosshair is on; empty when it leaves. */
  public void onHover(Consumer<Optional<Hit>> listener) {
    hoverListeners.add(listener);
  }

  /** Adds a listener to clicks, and to Enter at the crosshair. */
  public void onSelect(BiConsumer<Hit, SelectionMode> listener) {
    selectListeners.add(listener);
  }

  /**
   * Adds a listener to double-clicks on what is drawn; the first that says it opens something is
   * the only one told. Where none does, a double-click shows all again.
   */
  public void onOpen(Predicate<Hit> listener) {
    openListeners.add(listener);
  }

  /**
   * Adds a listener to boxes and lassos: the enclosed positions by dimension, and whether they
   * replace what was selected or extend it.
   */
  public void onEnclose(BiConsumer<Map<Dimension, int[]>, SelectionMode> listener) {
    encloseListeners.add(listener);
  }

  /** Adds a listener to what was copied and saved, in words for people: 'Saved /home/a/b.svg'. */
  public void onExport(Consumer<String> listener) {
    exportListeners.add(listener);
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
            Math.ceil(Scene.preferredHeight(panels, (int) (width / magnification)) * magnification);
    return new Point(width, high == SWT.DEFAULT ? height : high);
  }

  /** What is shown. */
  public List<Panel> panels() {
    return panels;
  }

  /**
   * Whether the picture on screen is of these panels, in this size, theme and zoom, and not what
   * was there before. Without any room there is nothing to paint.
   */
  public boolean isPainted() {
    Rectangle client = getClientArea();
    return client.isEmpty()
        || (shown != null
            && shown.panels() == panels
            && shown.scene().options().equals(options(client)));
  }

  /** The scene on screen, or null before the first. */
  @Nullable Scene scene() {
    return shown == null ? null : shown.scene();
  }

  /** The picture on screen. */
  Optional<ImageData> imageData() {
    return Optional.ofNullable(shown).map(Rendering::image);
  }

  /** What is being looked at. */
  Optional<Hit> looked() {
    return looked;
  }

  void look(Optional<Hit> hit) {
    if (!hit.equals(looked)) {
      looked = hit;
      redraw();
      hoverListeners.forEach(listener -> listener.accept(hit));
      getAccessible().sendEvent(ACC.EVENT_DESCRIPTION_CHANGED, null);
    }
  }

  void select(Hit hit, SelectionMode mode) {
    selectListeners.forEach(listener -> listener.accept(hit, mode));
  }

  /** Opens what is drawn at a place; says whether somebody did. */
  boolean open(Hit hit) {
    return openListeners.stream().anyMatch(listener -> listener.test(hit));
  }

  void enclose(Map<Dimension, int[]> enclosed, SelectionMode mode) {
    encloseListeners.forEach(listener -> listener.accept(enclosed, mode));
  }

  void exported(String what) {
    exportListeners.forEach(listener -> listener.accept(what));
  }

  void zoomByHand(Zoom zoom) {
    if (!zoom.equals(this.zoom)) {
      history.leave(this.zoom, System.nanoTime());
      showByHand(zoom);
    }
  }

  private void showByHand(Zoom zoom) {
    setZoom(zoom);
    zoomListeners.forEach(listener -> listener.accept(zoom));
  }

  /** Runs a task away from the UI thread. */
  void execute(Runnable task) {
    worker.execute(task);
  }

  /** Runs a task on the UI thread, unless the canvas is gone by then. */
  void onUi(Runnable task) {
    try {
      display.asyncExec(
          () -> {
            if (!isDisposed()) {
              task.run();
            }
          });
    } catch (SWTException e) {
      requireClosing(e);
    }
  }

  private void render() {
    Rectangle client = getClientArea();
    if (!client.isEmpty()) {
      worker.request(new RenderWorker.Request(panels, sharedScales, options(client), scale()));
    }
  }

  private RenderOptions options(Rectangle client) {
    return new RenderOptions(
        theme,
        (int) Math.ceil(client.width / magnification),
        (int) Math.ceil(client.height / magnification),
        scale() * magnification,
        zoom,
        highlight,
        colors);
  }

  private double scale() {
    return Math.max(1, getMonitor().getZoom() / 100.0);
  }

  /**
   * Takes a painted scene from the worker. Making an image of it takes longer than drawing it, and
   * may be done on any thread.
   */
  private void deliver(Rendering rendering) {
    try {
      Image made = rendering.toImage(display);
      display.asyncExec(
          () -> {
            if (isDisposed()) {
              made.dispose();
            } else {
              show(rendering, made);
            }
          });
    } catch (SWTException e) {
      requireClosing(e);
    }
  }

  /** The display may go while something is painted; then nobody waits for it any more. */
  private static void requireClosing(SWTException e) {
    if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
      throw e;
    }
  }

  private void show(Rendering rendering, Image made) {
    Image before = image;
    image = made;
    shown = rendering;
    if (before != null) {
      before.dispose();
    }
    looked = looked.flatMap(hit -> again(rendering.scene(), hit));
    redraw();
  }

  /** The same place in a new picture, if it is still there. */
  private static Optional<Hit> again(Scene scene, Hit hit) {
    return hit.panel() < scene.panels() ? scene.beside(hit, 0, 0) : Optional.empty();
  }

  private void paint(GC gc) {
    Rectangle client = getClientArea();
    gc.setBackground(Overlay.color(theme.background()));
    if (image == null) {
      gc.fillRectangle(client);
      return;
    }
    Rectangle bounds = image.getBounds();
    if (bounds.width < client.width || bounds.height < client.height) {
      gc.fillRectangle(client);
    }
    gc.drawImage(image, 0, 0);
    looked.ifPresent(hit -> Overlay.draw(gc, theme, hit, magnification, client));
    outlining.draw(gc, theme, magnification);
    if (isFocusControl()) {
      gc.setForeground(Overlay.color(theme.highlight()));
      gc.drawRectangle(0, 0, client.width - 1, client.height - 1);
    }
  }

  /** What is painted at this moment, in words; empty before the first picture. */
  public String description() {
    return shown == null ? "" : shown.description();
  }

  private void describe() {
    getAccessible()
        .addAccessibleListener(
            new AccessibleAdapter() {
              @Override
              public void getName(AccessibleEvent event) {
                event.result =
                    panels.stream()
                        .map(panel -> panel.figure() == null ? "" : panel.figure().title())
                        .filter(title -> !title.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(", "));
              }

              @Override
              public void getDescription(AccessibleEvent event) {
                event.result = looked.map(Hit::text).orElse(description());
              }
            });
    getAccessible()
        .addAccessibleControlListener(
            new AccessibleControlAdapter() {
              @Override
              public void getRole(AccessibleControlEvent event) {
                event.detail = ACC.ROLE_GRAPHIC;
              }
            });
  }

  private void close() {
    worker.close();
    if (image != null) {
      image.dispose();
    }
  }
}
