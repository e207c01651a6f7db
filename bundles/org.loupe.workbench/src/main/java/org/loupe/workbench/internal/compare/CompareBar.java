package org.loupe.workbench.internal.compare;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.eclipse.e4.ui.css.swt.dom.WidgetElement;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.loupe.model.Checkpoint;
import org.loupe.plots.compare.Arrangement;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.core.CompareList.Comparison;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.theme.Themes;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;
import org.loupe.workbench.internal.widgets.Wrapped;

/** The bar of compared checkpoints: a chip for each, in their order, and a button to add more. */
public final class CompareBar {
  /** Beside the words of the switch, whose frame would touch them. */
  private static final String ROOM = "\u2002";

  private static final int SPACING = 8;

  /** The same with and without chips and buttons, so that nothing below jumps. */
  private static final int LEAST_HEIGHT = 32;

  private final WorkbenchCore core;
  private final Themes themes;
  private final Composite bar;

  /**
   * Makes the bar.
   *
   * @param onFiles is given files that are dropped on it, and the place among the compared
   *     checkpoints
   */
  public CompareBar(
      Composite parent,
      WorkbenchCore core,
      Themes themes,
      BiConsumer<List<Path>, Integer> onFiles) {
    this.core = core;
    this.themes = themes;
    this.bar = new Composite(parent, SWT.NONE);
    RowLayout row = new RowLayout();
    row.center = true;
    row.spacing = SPACING;
    row.marginTop = 0;
    row.marginBottom = 0;
    row.marginLeft = 8;
    bar.setLayout(row);
    GridData place = new GridData(SWT.FILL, SWT.CENTER, true, false);
    place.heightHint = LEAST_HEIGHT;
    bar.setLayoutData(place);
    bar.addListener(SWT.Resize, event -> fit());
    WidgetElement.setCSSClass(bar, "frame");
    Ids.mark(bar, "compare");
    new BarDrop(
        bar, this::edge, this::dropped, (files, at) -> onFiles.accept(files, place(at, "")));
    Follow.observed(bar, core.compare().comparison(), this::show);
    Follow.observed(bar, core.workspace().project(), now -> show(comparison()));
    Follow.observed(bar, core.compare().arrangement(), this::mark);
    Follow.observed(bar, themes.current(), now -> redrawChips());
  }

  private Comparison comparison() {
    return core.compare().comparison().get();
  }

  private void redrawChips() {
    for (Control child : bar.getChildren()) {
      child.redraw();
    }
  }

  private void show(Comparison comparison) {
    String focused = focusedChip();
    for (Control child : bar.getChildren()) {
      child.dispose();
    }
    Label title = new Label(bar, SWT.NONE);
    title.setText("COMPARE");
    WidgetElement.setCSSClass(title, "caption");
    for (CompareList.Entry entry : comparison.entries()) {
      ChipControl chip = new ChipControl(bar, themes, entry, new Actions(entry.name()));
      if (entry.name().equals(focused)) {
        chip.setFocus();
      }
    }
    List<Checkpoint> others = others();
    if (comparison.entries().isEmpty()) {
      note("no checkpoint");
    } else if (!others.isEmpty() && comparison.entries().size() < CompareList.LIMIT) {
      adder();
    }
    if (comparison.entries().size() > 1) {
      arrangements();
    }
    bar.requestLayout();
    fit();
  }

  /** More chips than fit beside each other take further rows. */
  private void fit() {
    Wrapped.fit(bar, LEAST_HEIGHT);
  }

  private void dropped(Checkpoint checkpoint, Point at) {
    if (!core.compare().put(checkpoint, place(at, checkpoint.name()))) {
      core.notices()
          .tell(
              CompareList.LIMIT
                  + " checkpoints are compared, which is the most; remove one to compare "
                  + checkpoint.name()
                  + ".");
    }
  }

  /** How many chips, other than that of a name, are before a point. */
  private int place(Point at, String name) {
    return (int)
        chips().filter(chip -> !chip.name().equals(name)).filter(chip -> isLeft(chip, at)).count();
  }

  /** Where a line stands for the gap into which something is dropped at a point. */
  private Rectangle edge(Point at) {
    List<ChipControl> chips = chips().toList();
    Rectangle edge =
        chips.stream()
            .filter(chip -> isLeft(chip, at))
            .reduce((before, chip) -> chip)
            .map(
                chip -> {
                  Rectangle last = chip.getBounds();
                  return new Rectangle(last.x + last.width, last.y, 0, last.height);
                })
            .orElseGet(
                () -> {
                  Rectangle first =
                      chips.isEmpty() ? bar.getClientArea() : chips.get(0).getBounds();
                  return new Rectangle(first.x - SPACING, first.y, 0, first.height);
                });
    return new Rectangle(edge.x + SPACING / 2 - 1, edge.y, 2, edge.height);
  }

  /** Whether a chip's middle is left of a point of its row, or its row above the point's. */
  private static boolean isLeft(ChipControl chip, Point at) {
    Rectangle bounds = chip.getBounds();
    return at.y > bounds.y + bounds.height + SPACING / 2
        || at.y > bounds.y - SPACING / 2 && at.x > bounds.x + bounds.width / 2;
  }

  private Stream<ChipControl> chips() {
    return Arrays.stream(bar.getChildren())
        .filter(ChipControl.class::isInstance)
        .map(ChipControl.class::cast);
  }

  private String focusedChip() {
    return bar.getDisplay().getFocusControl() instanceof ChipControl chip && chip.getParent() == bar
        ? chip.name()
        : "";
  }

  private void note(String text) {
    Label note = new Label(bar, SWT.NONE);
    note.setText(text);
    WidgetElement.setCSSClass(note, "quiet");
  }

  private List<Checkpoint> others() {
    return core
        .workspace()
        .project()
        .get()
        .value()
        .map(OpenProject::usable)
        .orElse(List.of())
        .stream()
        .filter(checkpoint -> comparison().find(checkpoint.name()).isEmpty())
        .toList();
  }

  private void adder() {
    ToolBar tools = new ToolBar(bar, SWT.FLAT);
    WidgetElement.setCSSClass(tools, "frame");
    Ids.mark(tools, "compare.tools", "Compare another checkpoint");
    ToolItem add = new ToolItem(tools, SWT.PUSH);
    add.setText("+");
    add.setToolTipText("Compare another checkpoint");
    Ids.mark(add, "compare.add");
    add.addListener(SWT.Selection, event -> openMenu(tools));
  }

  /** One switch for all views. */
  private void arrangements() {
    ToolBar tools = new ToolBar(bar, SWT.FLAT);
    WidgetElement.setCSSClass(tools, "frame");
    Ids.mark(tools, "compare.arrangement", "How all views compare");
    for (Arrangement arrangement : Arrangement.values()) {
      ToolItem item = new ToolItem(tools, SWT.RADIO);
      String words = arrangement.words();
      item.setText(ROOM + Character.toUpperCase(words.charAt(0)) + words.substring(1) + ROOM);
      item.setToolTipText(tip(arrangement));
      item.setData(arrangement);
      Ids.mark(item, "compare.arrangement." + arrangement.name().toLowerCase(Locale.ROOT));
      item.addListener(
          SWT.Selection,
          event -> {
            if (item.getSelection()) {
              core.compare().arrangement().set(arrangement);
            }
          });
    }
    mark(core.compare().arrangement().get());
  }

  /** Shows which arrangement is chosen; the tutorial and the search choose one, too. */
  private void mark(Arrangement chosen) {
    Arrays.stream(bar.getChildren())
        .filter(ToolBar.class::isInstance)
        .flatMap(tools -> Arrays.stream(((ToolBar) tools).getItems()))
        .filter(item -> item.getData() instanceof Arrangement)
        .forEach(item -> item.setSelection(item.getData() == chosen));
  }

  private static String tip(Arrangement arrangement) {
    return switch (arrangement) {
      case SIDE_BY_SIDE -> "Figures of all checkpoints beside each other, with the same scales";
      case OVERLAY -> "Curves and bars of all checkpoints in one plot, in their colours";
      case DIFFERENCE -> "What each checkpoint has more than the baseline";
    };
  }

  private void openMenu(ToolBar tools) {
    Menu menu = new Menu(tools.getShell(), SWT.POP_UP);
    for (Checkpoint checkpoint : others()) {
      MenuItem item = new MenuItem(menu, SWT.PUSH);
      item.setText(checkpoint.name());
      item.addListener(SWT.Selection, event -> core.compare().add(checkpoint));
    }
    menu.addListener(SWT.Hide, event -> menu.getDisplay().asyncExec(menu::dispose));
    menu.setLocation(tools.toDisplay(0, tools.getSize().y));
    menu.setVisible(true);
  }

  /** What people do with a chip. */
  private final class Actions implements ChipControl.Actions {
    private final String name;

    Actions(String name) {
      this.name = name;
    }

    @Override
    public boolean isBaseline() {
      return comparison().baseline().equals(name);
    }

    @Override
    public boolean isRemovable() {
      return comparison().entries().size() > 1;
    }

    @Override
    public void baseline() {
      core.compare().baseline(name);
    }

    @Override
    public void remove() {
      core.compare().remove(name);
    }

    @Override
    public void moveTo(Point at) {
      core.compare().move(name, place(at, name));
    }

    @Override
    public void move(int steps) {
      List<String> names = comparison().entries().stream().map(CompareList.Entry::name).toList();
      core.compare().move(name, Math.max(0, names.indexOf(name) + steps));
    }
  }
}
