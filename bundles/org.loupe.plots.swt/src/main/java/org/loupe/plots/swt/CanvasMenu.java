package org.loupe.plots.swt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.MessageBox;
import org.loupe.plots.render.Scene;
import org.loupe.plots.render.Zoom;

/** What a right click offers: the picture as a file or on the clipboard. */
final class CanvasMenu {
  private final FigureCanvas canvas;

  CanvasMenu(FigureCanvas canvas) {
    this.canvas = canvas;
    Menu menu = new Menu(canvas);
    item(menu, "Save as SVG…", () -> save(".svg", CanvasMenu::svg));
    item(menu, "Save as PNG…", () -> save(".png", scene -> png(scene, 1)));
    item(menu, "Save as PNG, double resolution…", () -> save(".png", scene -> png(scene, 2)));
    item(menu, "Copy Image", this::copy);
    new MenuItem(menu, SWT.SEPARATOR);
    MenuItem reset = item(menu, "Show Everything\tHome", () -> canvas.zoomByHand(Zoom.NONE));
    menu.addListener(SWT.Show, event -> reset.setEnabled(!canvas.zoom().equals(Zoom.NONE)));
    canvas.setMenu(menu);
  }

  private static MenuItem item(Menu menu, String text, Runnable action) {
    MenuItem item = new MenuItem(menu, SWT.PUSH);
    item.setText(text);
    item.addListener(SWT.Selection, event -> action.run());
    return item;
  }

  private void save(String extension, Function<Scene, byte[]> content) {
    Scene scene = canvas.scene();
    if (scene == null) {
      return;
    }
    FileDialog dialog = new FileDialog(canvas.getShell(), SWT.SAVE);
    dialog.setFilterExtensions(new String[] {"*" + extension});
    dialog.setText("Save Figure");
    dialog.setFileName(canvas.fileName() + extension);
    dialog.setOverwrite(true);
    String chosen = dialog.open();
    if (chosen != null) {
      String name = chosen.endsWith(extension) ? chosen : chosen + extension;
      canvas.execute(() -> write(Path.of(name), content.apply(scene)));
    }
  }

  private void write(Path file, byte[] content) {
    try {
      PictureFile.write(file, content);
    } catch (IOException e) {
      canvas.onUi(() -> tell(PictureFile.problem(file, e)));
    }
  }

  private void tell(String message) {
    MessageBox box = new MessageBox(canvas.getShell(), SWT.ICON_ERROR | SWT.OK);
    box.setText("Save Figure");
    box.setMessage(message);
    box.open();
  }

  private void copy() {
    canvas
        .imageData()
        .ifPresent(
            data -> {
              Clipboard clipboard = new Clipboard(canvas.getDisplay());
              clipboard.setContents(
                  new Object[] {data}, new Transfer[] {ImageTransfer.getInstance()});
              clipboard.dispose();
            });
  }

  private static byte[] svg(Scene scene) {
    return scene.svg().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] png(Scene scene, double scale) {
    return scene.at(scale).pixels().png();
  }
}
