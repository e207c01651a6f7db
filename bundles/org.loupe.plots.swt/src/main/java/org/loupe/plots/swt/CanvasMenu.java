package org.loupe.plots.swt;

import java.util.function.BooleanSupplier;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.loupe.plots.render.Zoom;

/** What a right click or the menu key offers. Keys are told beside what they do. */
final class CanvasMenu {
  private final FigureCanvas canvas;
  private final Menu menu;

  CanvasMenu(FigureCanvas canvas, ZoomByHand zoom, Export export) {
    this.canvas = canvas;
    menu = new Menu(canvas);
    Menu save = submenu("Save Picture");
    for (Export.Format format : Export.Format.values()) {
      item(save, format.label() + "…", () -> export.save(format), () -> true);
    }
    item(menu, "Copy Picture\tCtrl+C", export::copyImage, () -> true);
    item(menu, "Copy Data as CSV\tCtrl+Shift+C", export::copyData, () -> true);
    new MenuItem(menu, SWT.SEPARATOR);
    tools();
    item(menu, "Undo Zoom\tCtrl+Z", zoom::undo, zoom::canUndo);
    item(menu, "Redo Zoom\tCtrl+Y", zoom::redo, zoom::canRedo);
    item(
        menu,
        "Show Everything\tHome",
        () -> zoom.to(Zoom.NONE),
        () -> !zoom.zoom().equals(Zoom.NONE));
    canvas.setMenu(menu);
  }

  private void tools() {
    Menu tools = submenu("Dragging");
    for (Tool tool : Tool.values()) {
      MenuItem item = new MenuItem(tools, SWT.RADIO);
      item.setText(tool.label());
      item.addListener(
          SWT.Selection,
          event -> {
            if (item.getSelection()) {
              canvas.setTool(tool);
            }
          });
      tools.addListener(SWT.Show, event -> item.setSelection(canvas.tool() == tool));
    }
  }

  private Menu submenu(String text) {
    MenuItem item = new MenuItem(menu, SWT.CASCADE);
    item.setText(text);
    Menu submenu = new Menu(item);
    item.setMenu(submenu);
    return submenu;
  }

  private void item(Menu in, String text, Runnable action, BooleanSupplier enabled) {
    MenuItem item = new MenuItem(in, SWT.PUSH);
    item.setText(text);
    item.addListener(SWT.Selection, event -> action.run());
    in.addListener(SWT.Show, event -> item.setEnabled(enabled.getAsBoolean()));
  }
}
