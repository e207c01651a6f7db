package org.loupe.tests.ui.driver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Widget;
import org.loupe.plots.swt.FigureCanvas;

/**
 * The commands: {@code ids}, {@code said} (what can be read, with ids), {@code text ID}, {@code now
 * ID} (empty if it is not there), {@code wait ID}, {@code click ID} (with the pointer), {@code
 * press ID} (at once), {@code offer ID TEXT} (pressed if it is there and begins so), {@code at ID
 * 0.5 0.2} (a click at parts of its size), {@code open ID 3} (a table's row), {@code drag ID TEXT
 * TO 0.5} (a tree's item to a part of a control's width), {@code popup ID TEXT} (of the menu behind
 * an entry of a tool bar), {@code item ID TEXT} (opens a tree's item), {@code tab TEXT}, {@code
 * bounds ID}, {@code choose ID TEXT}, {@code list ID} (opens the list of a combo), {@code keys ID
 * right,+,esc} (pressed in a control), {@code zoom ID} (what a figure shows), {@code painted}
 * (waits until figures look as they are to), {@code settle} (waits until events are worked off),
 * {@code enabled ID}, {@code paint ID} (how long figures take to change when it is pressed), {@code
 * focus} (who has it), {@code walk 80} (who has it after each of so many tabulator keys), {@code
 * type ID TEXT}, {@code rows ID 3,5,8} (selects rows of a table), {@code menu View/Theme/Dark},
 * {@code context ID PATH} (of its context menu), {@code uninstall BUNDLE}, {@code install
 * LOCATION}, {@code watch BUNDLE} and {@code collected BUNDLE} (whether anything holds its
 * classes), {@code drop FILE} (on the window), {@code dropon ID FILE} (on a control), {@code
 * expect} and {@code live TREE TEXT} (how long after a change of extensions a tree has an item),
 * {@code gate shut} and {@code gate open} (a method that does not end, and does), {@code screenshot
 * FILE}, {@code shut ID} (closes a window), {@code close} (all of them).
 *
 * <p>As people do, every command waits for what it is about: nothing is pressed or read before it
 * is there, and nothing is pressed before it can be.
 */
final class Commands {
  /** Looks, some minutes of them, not a time: a machine that is busy or stands still looks less. */
  private static final int PATIENCE = 4000;

  private static final int LONGEST = 160;
  private static final int EVENTS = 1000;
  private static final int ROUNDS = 3;

  private final Widgets widgets;
  private final Bundles bundles = new Bundles();
  private final Hand hand;
  private final Stopwatch stopwatch;
  private final ExtensionWatch changes;
  private final Gate gate = new Gate();

  Commands(Widgets widgets) {
    this.widgets = widgets;
    this.hand = new Hand(widgets);
    this.stopwatch = new Stopwatch(widgets);
    this.changes = new ExtensionWatch(widgets);
  }

  String run(String line) throws Exception {
    for (int looks = 1; looks < PATIENCE; looks++) {
      try {
        return carryOut(line);
      } catch (NotThereException e) {
        Thread.sleep(50);
      }
    }
    return carryOut(line);
  }

  private String carryOut(String line) throws Exception {
    String[] words = line.split(" ", 3);
    String argument = words.length > 1 ? words[1] : "";
    String rest = words.length > 2 ? words[2] : "";
    return switch (words[0]) {
      case "ids" ->
          widgets.onUi(
              () ->
                  String.join(
                      " ",
                      widgets.identified().stream()
                          .map(widget -> (String) widget.getData("org.loupe.id"))
                          .toList()));
      case "said" -> widgets.onUi(this::said);
      case "text" -> widgets.onUi(() -> Widgets.text(find(argument)));
      case "now" -> widgets.onUi(() -> widgets.find(argument).map(Widgets::text).orElse(""));
      case "bounds" -> widgets.onUi(() -> bounds(find(argument)));
      case "wait" -> widgets.onUi(() -> (String) find(argument).getData("org.loupe.id"));
      case "click" -> click(() -> find(argument));
      case "item" -> widgets.onUi(() -> open((Tree) find(argument), item(argument, rest)));
      case "at" -> hand.clickAt(argument, rest);
      case "open" -> hand.open(argument, rest);
      case "popup" -> hand.popup(argument, rest);
      case "tab" -> widgets.onUi(() -> front((CTabItem) tab(line.substring(4))));
      case "choose" -> widgets.onUi(() -> choose(argument, rest));
      case "list" -> widgets.onUi(() -> list((Combo) find(argument), rest));
      case "enabled" -> widgets.onUi(() -> String.valueOf(Widgets.isEnabled(find(argument))));
      case "settle" -> settle();
      case "painted" -> painted();
      case "focus" -> widgets.onUi(this::focus);
      case "walk" -> walk(Integer.parseInt(argument));
      case "type" -> widgets.onUi(() -> type(argument, rest));
      case "rows" -> widgets.onUi(() -> rows(argument, numbers(rest)));
      case "press" -> widgets.onUi(() -> press(findEnabled(argument)));
      case "offer" -> widgets.onUi(() -> offer(argument, rest));
      case "menu" -> widgets.onUi(() -> Menus.choose(menuBar(), line.substring(5)));
      case "context" ->
          widgets.onUi(() -> Menus.choose(((Control) find(argument)).getMenu(), rest));
      case "keys" -> widgets.onUi(() -> keys(find(argument), rest.split(",")));
      case "zoom" -> widgets.onUi(() -> ((FigureCanvas) find(argument)).zoom().toString());
      case "paint" -> stopwatch.paint(argument);
      case "uninstall" -> bundles.uninstall(argument);
      case "install" -> bundles.install(argument);
      case "watch" -> bundles.watch(argument);
      case "collected" -> bundles.collected(argument);
      case "drop" -> widgets.onUi(() -> Drops.drop(menuShell(), line.substring(5)));
      case "dropon" -> widgets.onUi(() -> Drops.drop((Control) find(argument), rest));
      case "expect" -> changes.expect();
      case "live" -> changes.live(argument, rest);
      case "gate" -> gate.set(argument);
      case "screenshot" -> widgets.onUi(() -> screenshot(line.substring(11)));
      case "shut" -> widgets.onUi(() -> shut((Shell) find(argument)));
      case "close" -> widgets.onUi(this::close);
      default -> throw new IllegalArgumentException("no command " + words[0]);
    };
  }

  private Widget find(String id) {
    return widgets.require(id);
  }

  private Widget findEnabled(String id) {
    Widget widget = find(id);
    if (!Widgets.isEnabled(widget)) {
      throw new NotThereException(id + " is not enabled");
    }
    return widget;
  }

  /** One line for each widget that can be read. */
  private String said() {
    return widgets.identified().stream()
        .map(
            widget -> {
              String text = Widgets.read(widget).replace("\n", " | ").replace("\t", " ");
              return widget.getData("org.loupe.id")
                  + ": "
                  + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
            })
        .collect(Collectors.joining("\n"));
  }

  private TreeItem item(String tree, String text) {
    return widgets
        .item((Tree) find(tree), text)
        .orElseThrow(() -> new NotThereException(tree + " has no item " + text));
  }

  private Widget tab(String text) {
    return widgets.tab(text).orElseThrow(() -> new NotThereException("there is no tab " + text));
  }

  private static String front(CTabItem tab) {
    tab.getParent().setSelection(tab);
    Event event = new Event();
    event.item = tab;
    tab.getParent().notifyListeners(SWT.Selection, event);
    return tab.getText();
  }

  private static String bounds(Widget widget) {
    Point middle = Widgets.middle(widget);
    return middle.x + " " + middle.y;
  }

  private static int[] numbers(String text) {
    return Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
  }

  private String click(Callable<Widget> target) throws Exception {
    Point at = widgets.onUi(() -> Widgets.middle(target.call()));
    post(SWT.MouseMove, at);
    post(SWT.MouseDown, at);
    post(SWT.MouseUp, at);
    return at.x + " " + at.y;
  }

  /** Rows of a table as a click with modifier keys selects them. */
  private String rows(String id, int[] rows) {
    Table table = (Table) find(id);
    if (table.getItemCount() <= Arrays.stream(rows).max().orElseThrow()) {
      throw new NotThereException(id + " has " + table.getItemCount() + " rows");
    }
    table.setSelection(rows);
    Event event = new Event();
    event.item = table.getItem(rows[rows.length - 1]);
    table.notifyListeners(SWT.Selection, event);
    return table.getSelectionCount() + " rows";
  }

  /** What is pressed if it is offered now, or nothing. */
  private String offer(String id, String begin) {
    return widgets
        .find(id)
        .filter(Widgets::isEnabled)
        .filter(widget -> Widgets.text(widget).startsWith(begin))
        .map(Commands::press)
        .orElse("");
  }

  private static String press(Widget widget) {
    // Before: a button may close the window that it is on.
    String text = Widgets.text(widget);
    widget.notifyListeners(SWT.Selection, new Event());
    return widget.isDisposed() ? text : Widgets.text(widget);
  }

  private String open(Tree tree, TreeItem item) {
    tree.setSelection(item);
    tree.notifyListeners(SWT.Selection, at(item));
    tree.notifyListeners(SWT.DefaultSelection, at(item));
    return item.getText();
  }

  private static Event at(TreeItem item) {
    Event event = new Event();
    event.item = item;
    return event;
  }

  private String type(String id, String text) {
    ((Text) find(id)).setText(text);
    return text;
  }

  private static String keys(Widget widget, String[] keys) {
    for (String key : keys) {
      Event event = new Event();
      event.keyCode =
          switch (key) {
            case "right" -> SWT.ARROW_RIGHT;
            case "down" -> SWT.ARROW_DOWN;
            case "home" -> SWT.HOME;
            case "esc" -> SWT.ESC;
            case "shift+f1" -> SWT.F1;
            default -> key.charAt(0);
          };
      event.stateMask = key.startsWith("shift+") ? SWT.SHIFT : 0;
      event.character = key.length() == 1 ? key.charAt(0) : 0;
      widget.notifyListeners(SWT.KeyDown, event);
    }
    return keys.length + " keys";
  }

  private Menu menuBar() {
    return menuShell().getMenuBar();
  }

  private Shell menuShell() {
    for (Shell shell : widgets.display().getShells()) {
      if (shell.getMenuBar() != null) {
        return shell;
      }
    }
    throw new NotThereException("no window has a menu bar");
  }

  private void post(int type, Point at) throws Exception {
    Event event = new Event();
    event.type = type;
    event.button = 1;
    event.x = at.x;
    event.y = at.y;
    if (!widgets.onUi(() -> widgets.display().post(event))) {
      throw new IllegalStateException("the display takes no events");
    }
    Thread.sleep(40);
  }

  private String choose(String id, String text) {
    Combo combo = (Combo) findEnabled(id);
    int index = combo.indexOf(text);
    if (index < 0) {
      throw new NotThereException(id + " offers " + String.join(", ", combo.getItems()));
    }
    combo.select(index);
    combo.notifyListeners(SWT.Selection, new Event());
    return text;
  }

  private static String list(Combo combo, String state) {
    combo.setListVisible(!state.equals("closed"));
    return state;
  }

  private String walk(int steps) throws Exception {
    List<String> visited = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      widgets.onUi(() -> widgets.display().getFocusControl().traverse(SWT.TRAVERSE_TAB_NEXT));
      settle();
      visited.add(widgets.onUi(this::focus));
    }
    return String.join(" ", visited);
  }

  /** Parts answer to what happens to them in events of their own, and these in others. */
  private String settle() throws Exception {
    int events = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Thread.sleep(20);
      events += widgets.onUi(this::dispatch);
    }
    return events + " events";
  }

  private int dispatch() {
    int events = 0;
    while (events < EVENTS && widgets.display().readAndDispatch()) {
      events++;
    }
    return events;
  }

  /** Waits until figures look as they are to. */
  private String painted() throws Exception {
    settle();
    return widgets.onUi(
        () -> {
          for (Widget widget : widgets.identified()) {
            if (widget instanceof FigureCanvas canvas && !canvas.isPainted()) {
              throw new NotThereException(canvas.getData("org.loupe.id") + " is not painted");
            }
          }
          return "painted";
        });
  }

  private String focus() {
    Control control = widgets.display().getFocusControl();
    return control == null ? "" : String.valueOf(control.getData("org.loupe.id"));
  }

  private String screenshot(String file) {
    Display display = widgets.display();
    Rectangle area = display.getBounds();
    Image image = new Image(display, area.width, area.height);
    GC gc = new GC(display);
    try {
      gc.copyArea(image, 0, 0);
      ImageLoader loader = new ImageLoader();
      loader.data = new org.eclipse.swt.graphics.ImageData[] {image.getImageData()};
      loader.save(file, SWT.IMAGE_PNG);
    } finally {
      gc.dispose();
      image.dispose();
    }
    return file;
  }

  private static String shut(Shell shell) {
    shell.close();
    return "shut";
  }

  private String close() {
    for (Shell shell : widgets.display().getShells()) {
      if (!shell.isDisposed() && shell.isVisible() && shell.getParent() == null) {
        shell.close();
      }
    }
    return "closed";
  }
}
