package org.loupe.workbench.internal.analysis;

import java.util.Optional;
import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.loupe.plots.swt.FigureCanvas;
import org.loupe.project.Reproduction;
import org.loupe.workbench.internal.core.SharedZoom;

/** What the workbench adds to a figure's menu. */
final class FigureMenu {

  /** What the workbench can do with a figure. */
  interface Actions {
    /** Whether the figure shows something. */
    boolean isDrawn();

    /** Where the numbers come from that are shown; empty while there are none. */
    Optional<Reproduction> source();

    /** Shows the figure's data as a table. */
    void openData();

    /** Says what the figure shows, how sure it is and what it does not say. */
    void explain();

    /** Whether the figure keeps what it shows. */
    boolean isPinned();

    /** Lets the figure keep what it shows, or change again. */
    void pin(boolean pinned);
  }

  private final FigureCanvas canvas;
  private final Actions actions;

  private FigureMenu(FigureCanvas canvas, Actions actions) {
    this.canvas = canvas;
    this.actions = actions;
  }

  /** Adds the items. */
  static void add(FigureCanvas canvas, SharedZoom zoom, Actions actions) {
    Menu menu = canvas.getMenu();
    FigureMenu figure = new FigureMenu(canvas, actions);
    figure.action(menu, 0, "Open Its Data\tCtrl+Alt+D", actions::openData);
    figure.action(menu, 1, "Explain\tShift+F1", actions::explain);
    MenuItem pin = new MenuItem(menu, SWT.CHECK, 2);
    pin.setText("Pin");
    pin.addListener(SWT.Selection, event -> actions.pin(pin.getSelection()));
    menu.addListener(
        SWT.Show,
        event -> {
          pin.setSelection(actions.isPinned());
          pin.setEnabled(actions.isDrawn());
        });
    new MenuItem(menu, SWT.SEPARATOR, 3);
    MenuItem linked = new MenuItem(menu, SWT.CHECK);
    linked.setText("Zoom Linked Figures Together");
    linked.addListener(SWT.Selection, event -> zoom.linked().set(linked.getSelection()));
    menu.addListener(SWT.Show, event -> linked.setSelection(zoom.linked().get()));
    new MenuItem(menu, SWT.SEPARATOR);
    figure.item(
        menu,
        "Copy as Command Line\tCtrl+Alt+C",
        Reproduction::commandLines,
        "Copied the command line");
    figure.item(
        menu, "Copy as Python (NumPy)\tCtrl+Alt+P", Reproduction::python, "Copied the script");
    canvas.addListener(
        SWT.KeyDown,
        event -> {
          if (event.keyCode == SWT.F1 && event.stateMask == SWT.SHIFT) {
            figure.run(actions::explain);
          } else if (event.stateMask == (SWT.MOD1 | SWT.MOD3)) {
            switch (event.keyCode) {
              case 'c' -> figure.copy(Reproduction::commandLines, "Copied the command line");
              case 'p' -> figure.copy(Reproduction::python, "Copied the script");
              case 'd' -> figure.run(actions::openData);
              default -> {}
            }
          }
        });
  }

  private void action(Menu menu, int place, String text, Runnable action) {
    MenuItem item = new MenuItem(menu, SWT.PUSH, place);
    item.setText(text);
    item.addListener(SWT.Selection, event -> run(action));
    menu.addListener(SWT.Show, event -> item.setEnabled(actions.isDrawn()));
  }

  private void run(Runnable action) {
    if (actions.isDrawn()) {
      action.run();
    }
  }

  private void item(Menu menu, String text, Function<Reproduction, String> form, String what) {
    MenuItem item = new MenuItem(menu, SWT.PUSH);
    item.setText(text);
    item.addListener(SWT.Selection, event -> copy(form, what));
    menu.addListener(SWT.Show, event -> item.setEnabled(actions.source().isPresent()));
  }

  private void copy(Function<Reproduction, String> form, String what) {
    actions.source().ifPresent(known -> canvas.copyText(form.apply(known), what));
  }
}
