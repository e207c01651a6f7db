package org.loupe.workbench.internal.compare;

import java.util.Arrays;
import java.util.List;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.loupe.plots.swt.Letters;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.theme.Paints;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.theme.WindowTheme;
import org.loupe.workbench.internal.widgets.Ids;

/**
 * A compared checkpoint: letter on its colour, name, a mark for the baseline, a cross to remove it.
 * Mouse: double-click makes it the baseline, dragging moves it, dragging it off the bar removes it.
 * Keyboard: Enter, Delete, Alt with Left and Right.
 */
final class ChipControl extends Canvas {
  private static final int HEIGHT = 24;
  private static final int GAP = 8;
  private static final int CROSS = 16;
  private static final int DRAG = 8;

  /** As far above or below the bar it is off it. */
  private static final int OFF = 28;

  private final transient Themes themes;
  private final transient CompareList.Entry entry;
  private final transient Actions actions;
  private int pressedAt = -1;

  /** What people do with a chip. */
  interface Actions {
    /** Whether it is the baseline. */
    boolean isBaseline();

    /** Whether it may go. */
    boolean isRemovable();

    /** Makes it the baseline. */
    void baseline();

    /** Takes it out. */
    void remove();

    /** Moves it to where the pointer is, in the bar. */
    void moveTo(Point at);

    /** Moves it by some places. */
    void move(int steps);
  }

  ChipControl(Composite parent, Themes themes, CompareList.Entry entry, Actions actions) {
    super(parent, SWT.DOUBLE_BUFFERED);
    this.themes = themes;
    this.entry = entry;
    this.actions = actions;
    String said = entry.chip().letter() + " " + text();
    Ids.mark(this, "compare.chip." + entry.name(), said);
    setToolTipText(
        said
            + (actions.isBaseline() ? "" : "\nDouble-click makes it the baseline")
            + "\nDrag it to change the order"
            + (actions.isRemovable() ? ", or off the bar to remove it" : ""));
    setMenu(menu());
    addListener(SWT.Paint, event -> paint(event.gc));
    addListener(SWT.MouseDown, this::pressed);
    addListener(SWT.MouseUp, this::released);
    addListener(SWT.MouseDoubleClick, event -> actions.baseline());
    addListener(SWT.KeyDown, this::key);
    addListener(SWT.Traverse, event -> event.doit = true);
    addListener(SWT.FocusIn, event -> redraw());
    addListener(SWT.FocusOut, event -> redraw());
  }

  /** The checkpoint's name. */
  String name() {
    return entry.name();
  }

  @Override
  public Point computeSize(int widthHint, int heightHint, boolean changed) {
    GC gc = new GC(this);
    try {
      int badge = badge();
      int cross = actions.isRemovable() ? CROSS + GAP : GAP;
      return new Point(badge + GAP + gc.textExtent(text()).x + cross + 4, badge);
    } finally {
      gc.dispose();
    }
  }

  /** Of the letter's square, which is as high as the chip. */
  private int badge() {
    return Letters.room(this, HEIGHT);
  }

  private String text() {
    return entry.name() + (actions.isBaseline() ? " · baseline" : "");
  }

  private void paint(GC gc) {
    WindowTheme theme = themes.current().get();
    int badge = badge();
    int color = theme.figures().color(entry.chip().color());
    Point size = getSize();
    gc.setAntialias(SWT.ON);
    gc.setBackground(Paints.of(theme.frame()));
    gc.fillRectangle(0, 0, size.x, size.y);
    gc.setBackground(Paints.of(theme.ground()));
    gc.fillRoundRectangle(0, 0, size.x - 1, size.y - 1, 8, 8);
    gc.setBackground(Paints.of(color));
    gc.fillRoundRectangle(0, 0, badge, size.y - 1, 8, 8);
    gc.fillRectangle(badge / 2, 0, badge / 2, size.y - 1);
    gc.setForeground(Paints.on(color));
    Point letter = gc.textExtent(entry.chip().letter());
    gc.drawText(entry.chip().letter(), (badge - letter.x) / 2, (size.y - letter.y) / 2, true);
    gc.setForeground(Paints.of(theme.figures().text()));
    gc.drawText(text(), badge + GAP, (size.y - letter.y) / 2, true);
    if (actions.isRemovable()) {
      gc.setForeground(Paints.of(theme.figures().quietText()));
      int x = size.x - CROSS + 2;
      int y = size.y / 2;
      gc.drawLine(x, y - 3, x + 6, y + 3);
      gc.drawLine(x, y + 3, x + 6, y - 3);
    }
    gc.setForeground(
        Paints.of(isFocusControl() ? theme.accent() : actions.isBaseline() ? color : theme.line()));
    gc.drawRoundRectangle(0, 0, size.x - 1, size.y - 1, 8, 8);
  }

  private void pressed(Event event) {
    setFocus();
    if (event.button == 1) {
      pressedAt = event.x;
    }
  }

  private void released(Event event) {
    if (event.button != 1 || pressedAt < 0) {
      return;
    }
    int from = pressedAt;
    pressedAt = -1;
    Point at = new Point(getLocation().x + event.x, getLocation().y + event.y);
    if (actions.isRemovable() && (at.y < -OFF || at.y > getParent().getSize().y + OFF)) {
      actions.remove();
    } else if (Math.abs(event.x - from) > DRAG || event.y < -DRAG || event.y > getSize().y + DRAG) {
      actions.moveTo(at);
    } else if (actions.isRemovable() && from > getSize().x - CROSS - 4) {
      actions.remove();
    }
  }

  private void key(Event event) {
    boolean alt = (event.stateMask & SWT.ALT) != 0;
    if (event.keyCode == SWT.CR || event.character == ' ') {
      actions.baseline();
    } else if (event.keyCode == SWT.DEL && actions.isRemovable()) {
      actions.remove();
    } else if (event.keyCode == SWT.ARROW_LEFT || event.keyCode == SWT.ARROW_RIGHT) {
      int steps = event.keyCode == SWT.ARROW_LEFT ? -1 : 1;
      if (alt) {
        actions.move(steps);
      } else {
        focusNeighbour(steps);
      }
    }
  }

  private void focusNeighbour(int steps) {
    List<ChipControl> chips =
        Arrays.stream(getParent().getChildren())
            .filter(ChipControl.class::isInstance)
            .map(ChipControl.class::cast)
            .toList();
    int next = chips.indexOf(this) + steps;
    if (next >= 0 && next < chips.size()) {
      chips.get(next).setFocus();
    }
  }

  private Menu menu() {
    Menu menu = new Menu(this);
    if (!actions.isBaseline()) {
      item(menu, "Make it the baseline", actions::baseline);
    }
    item(menu, "Move left", () -> actions.move(-1));
    item(menu, "Move right", () -> actions.move(1));
    if (actions.isRemovable()) {
      item(menu, "Remove", actions::remove);
    }
    return menu;
  }

  private static void item(Menu menu, String text, Runnable action) {
    MenuItem item = new MenuItem(menu, SWT.PUSH);
    item.setText(text);
    item.addListener(SWT.Selection, event -> action.run());
  }
}
