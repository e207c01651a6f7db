package org.loupe.workbench.internal.analysis;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.loupe.plots.swt.FigureCanvas;
import org.loupe.project.Reproduction;
import org.loupe.workbench.internal.core.SharedZoom;

/** What the workbench adds to a figure's menu: how to get its numbers again, and linked zooming. */
final class FigureMenu {
  private final FigureCanvas canvas;
  private final Supplier<Optional<Reproduction>> source;

  private FigureMenu(FigureCanvas canvas, Supplier<Optional<Reproduction>> source) {
    this.canvas = canvas;
    this.source = source;
  }

  /**
   * Adds the items.
   *
   * @param source where the numbers come from that are shown at the moment; empty while there are
   *     none
   */
  static void add(FigureCanvas canvas, SharedZoom zoom, Supplier<Optional<Reproduction>> source) {
    Menu menu = canvas.getMenu();
    FigureMenu figure = new FigureMenu(canvas, source);
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
          if (event.stateMask == (SWT.MOD1 | SWT.MOD3)) {
            switch (event.keyCode) {
              case 'c' -> figure.copy(Reproduction::commandLines, "Copied the command line");
              case 'p' -> figure.copy(Reproduction::python, "Copied the script");
              default -> {}
            }
          }
        });
  }

  private void item(Menu menu, String text, Function<Reproduction, String> form, String what) {
    MenuItem item = new MenuItem(menu, SWT.PUSH);
    item.setText(text);
    item.addListener(SWT.Selection, event -> copy(form, what));
    menu.addListener(SWT.Show, event -> item.setEnabled(source.get().isPresent()));
  }

  private void copy(Function<Reproduction, String> form, String what) {
    source.get().ifPresent(known -> canvas.copyText(form.apply(known), what));
  }
}
