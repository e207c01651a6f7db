package org.loupe.plots.swt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.HeatMap.Aggregation;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Scatter;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.render.Bounds;
import org.loupe.plots.render.Chip;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Theme;
import org.loupe.plots.render.Zoom;

@DisplayName("A figure canvas")
class FigureCanvasTest {
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private static Display display;
  private Shell shell;
  private FigureCanvas canvas;

  @BeforeAll
  static void connect() {
    String screen = System.getenv("DISPLAY");
    if (screen != null && !screen.isEmpty()) {
      display = new Display();
    }
  }

  @AfterAll
  static void disconnect() {
    if (display != null) {
      display.dispose();
    }
  }

  @BeforeEach
  void open() {
    assumeTrue(display != null, "there is no display: DISPLAY is not set (try Xvfb)");
    shell = new Shell(display);
    shell.setLayout(new FillLayout());
    canvas = new FigureCanvas(shell, Theme.DARK);
    shell.setSize(900, 500);
    shell.open();
  }

  @AfterEach
  void close() {
    if (shell != null) {
      shell.dispose();
    }
  }

  @Test
  @DisplayName("paints cells in the colours of their values")
  void paintsCells() {
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    ImageData screen = screen();
    Bounds body = canvas.scene().body(0);
    for (int column = 0; column < 4; column++) {
      int x = (int) (body.x() + (column + 0.5) * body.width() / 4);
      int y = (int) (body.y() + body.height() / 2);
      assertThat(screen.palette.getRGB(screen.getPixel(x, y)))
          .isEqualTo(rgb(Theme.DARK.sequential().color(column / 3.0)));
    }
  }

  @Test
  @DisplayName("is drawn larger where the font is, and the pointer still hits what is under it")
  void largeFont() {
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    int usual = canvas.scene().options().width();
    int height = canvas.computeSize(900, SWT.DEFAULT).y;
    Font large = new Font(display, canvas.getFont().getFontData()[0].getName(), 20, SWT.NORMAL);
    shell.addDisposeListener(event -> large.dispose());
    canvas.setFont(large);
    await(() -> canvas.scene().options().width() < usual);
    double by = canvas.magnification();
    assertThat(by).isBetween(1.5, 3.0);
    assertThat(canvas.scene().options().width() * by).isCloseTo(usual, within(by));
    assertThat(canvas.computeSize(900, SWT.DEFAULT).y).isGreaterThan(height);
    Bounds body = canvas.scene().body(0);
    ImageData screen = screen();
    for (int column = 0; column < 4; column++) {
      Event event = new Event();
      event.x = (int) ((body.x() + (column + 0.5) * body.width() / 4) * by);
      event.y = (int) ((body.y() + body.height() / 2) * by);
      assertThat(screen.palette.getRGB(screen.getPixel(event.x, event.y)))
          .isEqualTo(rgb(Theme.DARK.sequential().color(column / 3.0)));
      canvas.notifyListeners(SWT.MouseMove, event);
      assertThat(canvas.looked().orElseThrow().column()).isEqualTo(column);
    }
  }

  @Test
  @DisplayName("tells what is hovered and clicked, with the modifier")
  void tellsHits() {
    List<Optional<Hit>> hovered = new ArrayList<>();
    List<SelectionMode> modes = new ArrayList<>();
    canvas.onHover(hovered::add);
    canvas.onSelect((hit, mode) -> modes.add(mode));
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    Bounds body = canvas.scene().body(0);
    int x = (int) (body.x() + body.width() * 0.6);
    int y = (int) (body.y() + 20);
    mouse(SWT.MouseMove, x, y, 0);
    assertThat(hovered.get(0).orElseThrow().text()).isEqualTo("time step 2, channel a: 2");
    click(x, y, 0);
    click(x, y, SWT.MOD1);
    click(x, y, SWT.SHIFT);
    assertThat(modes)
        .containsExactly(SelectionMode.REPLACE, SelectionMode.TOGGLE, SelectionMode.EXTEND);
    mouse(SWT.MouseExit, x, y, 0);
    assertThat(hovered.get(hovered.size() - 1)).isEmpty();
  }

  @Test
  @DisplayName(
      "selects what the button went down on, also when the canvas moves before it comes up")
  void selectsWhatWasPressed() {
    List<Hit> chosen = new ArrayList<>();
    canvas.onSelect((hit, mode) -> chosen.add(hit));
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    Bounds body = canvas.scene().body(0);
    int x = (int) (body.x() + 10);
    mouse(SWT.MouseDown, x, (int) (body.y() + 20), 0);
    mouse(SWT.MouseUp, x, (int) (body.bottom() - 20), 0);
    assertThat(chosen).hasSize(1);
    assertThat(chosen.get(0).row()).isZero();
  }

  @Test
  @DisplayName("is walked with the keyboard")
  void isWalked() {
    List<Hit> chosen = new ArrayList<>();
    canvas.onSelect((hit, mode) -> chosen.add(hit));
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    key(SWT.ARROW_RIGHT);
    key(SWT.ARROW_LEFT);
    key(SWT.ARROW_LEFT);
    key(SWT.CR);
    assertThat(chosen).hasSize(1);
    assertThat(chosen.get(0).column()).isZero();
    key(SWT.ESC);
    assertThat(canvas.looked()).isEmpty();
  }

  @Test
  @DisplayName(
      "zooms with Ctrl and the wheel, tells its listeners, and shows everything after a double click")
  void zooms() {
    List<Zoom> zooms = new ArrayList<>();
    canvas.onZoom(zooms::add);
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    Bounds body = canvas.scene().body(0);
    Event plain = event(SWT.MouseWheel, (int) body.x() + 20, (int) body.y() + 20, 0);
    plain.count = 3;
    canvas.notifyListeners(SWT.MouseWheel, plain);
    assertThat(zooms).as("a plain turn is for what the canvas lies in").isEmpty();
    assertThat(plain.doit).isTrue();
    Event wheel = event(SWT.MouseWheel, (int) body.x() + 20, (int) body.y() + 20, SWT.MOD1);
    wheel.count = 3;
    canvas.notifyListeners(SWT.MouseWheel, wheel);
    assertThat(wheel.doit).isFalse();
    assertThat(zooms).hasSize(1);
    await(() -> canvas.scene().options().zoom().equals(zooms.get(0)));
    canvas.notifyListeners(SWT.MouseDoubleClick, new Event());
    assertThat(canvas.zoom()).isEqualTo(Zoom.NONE);
    canvas.setZoom(zooms.get(0));
    assertThat(zooms).hasSize(2);
  }

  @Test
  @DisplayName("zooms to a box drawn with Shift, and goes back and forth between zooms")
  void zoomsToABox() {
    show(figure());
    Bounds body = canvas.scene().body(0);
    int cell = (int) (body.width() / 4);
    drag(SWT.SHIFT, (int) body.x() + cell, (int) body.y() + 4, 2 * cell, (int) body.height() - 8);
    Zoom zoomed = canvas.zoom();
    assertThat(zoomed.x().from()).isCloseTo(1, within(0.05));
    assertThat(zoomed.x().to()).isCloseTo(3, within(0.05));
    key('z', SWT.MOD1);
    assertThat(canvas.zoom()).isEqualTo(Zoom.NONE);
    key('y', SWT.MOD1);
    assertThat(canvas.zoom()).isEqualTo(zoomed);
    key(SWT.BS, 0);
    assertThat(canvas.zoom()).isEqualTo(Zoom.NONE);
  }

  @Test
  @DisplayName("tells what a lasso and a box enclose, and whether they add to what is selected")
  void encloses() {
    List<Map<Dimension, int[]>> enclosed = new ArrayList<>();
    List<SelectionMode> modes = new ArrayList<>();
    canvas.onEnclose(
        (positions, mode) -> {
          enclosed.add(positions);
          modes.add(mode);
        });
    show(points());
    Bounds body = canvas.scene().body(0);
    canvas.setTool(Tool.LASSO);
    drag(0, (int) body.x(), (int) body.y(), (int) body.width() / 2, (int) body.height() - 1);
    assertThat(enclosed.get(0)).containsOnlyKeys(Dimension.WINDOW);
    // The outline is a diagonal there and back again on the same way: nothing is inside.
    assertThat(enclosed.get(0).get(Dimension.WINDOW)).isEmpty();
    canvas.setTool(Tool.BOX);
    drag(0, (int) body.x(), (int) body.y(), (int) body.width() / 2, (int) body.height() - 1);
    assertThat(enclosed.get(1).get(Dimension.WINDOW)).containsExactly(70, 71);
    drag(SWT.MOD1, (int) body.x(), (int) body.y(), (int) body.width() - 1, 9);
    assertThat(modes)
        .containsExactly(SelectionMode.REPLACE, SelectionMode.REPLACE, SelectionMode.EXTEND);
  }

  @Test
  @DisplayName("draws boxes and lassos by keys alone")
  void drawsByKeys() {
    List<Map<Dimension, int[]>> enclosed = new ArrayList<>();
    canvas.onEnclose((positions, mode) -> enclosed.add(positions));
    show(figure());
    key(SWT.ARROW_RIGHT);
    key(SWT.ARROW_LEFT);
    key('b', 0);
    key(SWT.ESC);
    assertThat(canvas.looked()).isPresent();
    key('b', 0);
    key(SWT.ARROW_RIGHT);
    key(SWT.ARROW_UP);
    key(SWT.CR);
    assertThat(enclosed).hasSize(1);
    assertThat(enclosed.get(0).get(Dimension.TIME)).containsExactly(1, 2);
    assertThat(enclosed.get(0).get(Dimension.CHANNEL)).containsExactly(0, 1);
    key('z', 0);
    key(SWT.ARROW_LEFT);
    key(SWT.ARROW_DOWN);
    key(SWT.CR);
    assertThat(canvas.zoom().x().span()).isLessThan(3);
  }

  @Test
  @DisplayName("copies picture and data, and saves as PNG of any size and as SVG")
  void exports(@TempDir Path folder) throws Exception {
    List<String> told = new ArrayList<>();
    canvas.onExport(told::add);
    show(figure());
    key('c', SWT.MOD1);
    key('c', SWT.MOD1 | SWT.SHIFT);
    await(() -> told.size() == 2);
    Clipboard clipboard = new Clipboard(display);
    assertThat(clipboard.getContents(TextTransfer.getInstance()))
        .isEqualTo("channel,0,1,2,3\na,0.0,1.0,2.0,3.0\nb,0.0,1.0,2.0,3.0\n");
    clipboard.dispose();
    Export export = canvas.export();
    export.save(canvas.scene(), Export.Format.PNG_3, folder.resolve("large"));
    export.save(canvas.scene(), Export.Format.SVG, folder.resolve("figure.svg"));
    export.save(canvas.scene(), Export.Format.SVG, folder.resolve("meant.PNG"));
    await(() -> told.size() == 5);
    assertThat(new ImageData(folder.resolve("large.png").toString()).width)
        .isEqualTo(3 * canvas.getClientArea().width);
    assertThat(new ImageData(folder.resolve("meant.PNG").toString()).width)
        .isEqualTo(canvas.getClientArea().width);
    assertThat(Files.readString(folder.resolve("figure.svg"))).startsWith("<svg");
    assertThat(told.get(2)).isEqualTo("Saved " + folder.resolve("large.png"));
  }

  @Test
  @DisplayName("keeps the last picture until the latest is there, and drops those between")
  void keepsTheLatest() {
    canvas.setPanels(List.of(Panel.of(figure())));
    awaitPanels(1);
    for (int i = 0; i < 50; i++) {
      canvas.setPanels(
          List.of(
              Panel.of(Chip.of(0), "early", figure()),
              Panel.computing(Chip.of(1), "late", "computing", i / 50.0)));
      assertThat(canvas.scene()).isNotNull();
    }
    awaitPanels(2);
    canvas.setHighlight(Map.of(Dimension.CHANNEL, Set.of(1)));
    canvas.setTheme(Theme.LIGHT);
    await(() -> canvas.scene().options().theme().equals(Theme.LIGHT));
    ImageData screen = screen();
    assertThat(screen.palette.getRGB(screen.getPixel(2, 2)))
        .isEqualTo(rgb(Theme.LIGHT.background()));
  }

  @Test
  @DisplayName("can be closed while it paints")
  void canBeClosed() {
    canvas.setPanels(List.of(Panel.of(figure())));
    canvas.dispose();
    long end = System.nanoTime() + 200_000_000L;
    while (System.nanoTime() < end) {
      display.readAndDispatch();
    }
    assertThat(canvas.isDisposed()).isTrue();
  }

  private void show(Figure figure) {
    canvas.setPanels(List.of(Panel.of(figure)));
    awaitPanels(1);
  }

  private void drag(int modifier, int x, int y, int dx, int dy) {
    mouse(SWT.MouseDown, x, y, modifier);
    mouse(SWT.MouseMove, x + dx / 2, y + dy / 2, modifier);
    mouse(SWT.MouseMove, x + dx, y + dy, modifier);
    mouse(SWT.MouseUp, x + dx, y + dy, modifier);
  }

  private static Figure points() {
    return new Figure(
        "points",
        "Points",
        "",
        Scatter.of(
            ValueAxis.of("x").between(0, 10),
            ValueAxis.of("y").between(0, 10),
            new IndexAxis("window", Dimension.WINDOW, new int[] {70, 71, 72}, List.of()),
            new float[] {1, 4, 8},
            new float[] {2, 6, 7}));
  }

  private static Figure figure() {
    float[] values = {0, 1, 2, 3, 0, 1, 2, 3};
    return new Figure(
        "map",
        "Map",
        "",
        new HeatMap(
            IndexAxis.counting("time step", Dimension.TIME, 4),
            IndexAxis.named("channel", Dimension.CHANNEL, List.of("a", "b")),
            values,
            ValueAxis.of("v"),
            Aggregation.MAX_ABS));
  }

  private void awaitPanels(int count) {
    await(
        () ->
            canvas.scene() != null
                && canvas.scene().panels() == count
                && canvas.scene().options().width()
                    == Math.ceil(canvas.getClientArea().width / canvas.magnification()));
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      if (!display.readAndDispatch()) {
        Thread.onSpinWait();
      }
    }
    assertThat(condition.getAsBoolean()).as("the picture came").isTrue();
  }

  private ImageData screen() {
    canvas.update();
    Image image = new Image(display, canvas.getSize().x, canvas.getSize().y);
    GC gc = new GC(image);
    Event paint = new Event();
    paint.gc = gc;
    canvas.notifyListeners(SWT.Paint, paint);
    gc.dispose();
    ImageData data = image.getImageData();
    image.dispose();
    return data;
  }

  private void click(int x, int y, int modifier) {
    mouse(SWT.MouseDown, x, y, modifier);
    mouse(SWT.MouseUp, x, y, modifier);
  }

  private void mouse(int type, int x, int y, int modifier) {
    canvas.notifyListeners(type, event(type, x, y, modifier));
  }

  private static Event event(int type, int x, int y, int modifier) {
    Event event = new Event();
    event.type = type;
    event.x = x;
    event.y = y;
    event.button = 1;
    event.count = 1;
    event.stateMask = modifier;
    return event;
  }

  private void key(int code) {
    key(code, 0);
  }

  private void key(int code, int modifier) {
    Event event = new Event();
    event.keyCode = code;
    event.stateMask = modifier;
    canvas.notifyListeners(SWT.KeyDown, event);
  }

  private static RGB rgb(int color) {
    return new RGB(color >> 16 & 255, color >> 8 & 255, color & 255);
  }
}
