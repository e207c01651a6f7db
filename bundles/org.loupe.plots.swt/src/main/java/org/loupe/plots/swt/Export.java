package org.loupe.plots.swt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.MessageBox;
import org.loupe.plots.render.Csv;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Scene;

/** Takes what a canvas shows elsewhere: to files and to the clipboard. */
final class Export {

  /** What a figure may be saved as; the first is the default. */
  enum Format {
    SVG("SVG, lines and letters", ".svg", scene -> scene.svg().getBytes(StandardCharsets.UTF_8)),
    PNG("PNG, as large as on screen", ".png", scene -> scene.at(1).pixels().png()),
    PNG_2("PNG, twice as large", ".png", scene -> scene.at(2).pixels().png()),
    PNG_3("PNG, three times as large", ".png", scene -> scene.at(3).pixels().png());

    private final String label;
    private final String extension;
    private final Function<Scene, byte[]> content;

    Format(String label, String extension, Function<Scene, byte[]> content) {
      this.label = label;
      this.extension = extension;
      this.content = content;
    }

    String label() {
      return label;
    }
  }

  private final FigureCanvas canvas;
  private final Picture picture;
  private final UiThread ui;
  private final CanvasListeners listeners;

  Export(FigureCanvas canvas, Picture picture, UiThread ui, CanvasListeners listeners) {
    this.canvas = canvas;
    this.picture = picture;
    this.ui = ui;
    this.listeners = listeners;
  }

  /** Asks for a place and one of all formats. */
  void save() {
    save(Format.values());
  }

  /** Asks for a place and saves the figure there. */
  void save(Format... formats) {
    Scene scene = picture.scene();
    if (scene == null) {
      return;
    }
    FileDialog dialog = new FileDialog(canvas.getShell(), SWT.SAVE);
    String[] names = new String[formats.length];
    String[] patterns = new String[formats.length];
    for (int i = 0; i < formats.length; i++) {
      names[i] = formats[i].label;
      patterns[i] = "*" + formats[i].extension;
    }
    dialog.setText("Save Picture");
    dialog.setFilterNames(names);
    dialog.setFilterExtensions(patterns);
    dialog.setFileName(name() + formats[0].extension);
    dialog.setOverwrite(true);
    String chosen = dialog.open();
    if (chosen != null) {
      Format format = formats[Math.max(0, dialog.getFilterIndex())];
      save(scene, format, Path.of(chosen));
    }
  }

  /** Saves a scene, away from the UI thread; a name of the other kind decides about the format. */
  void save(Scene scene, Format format, Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    Format meant =
        name.endsWith(".png") && format == Format.SVG
            ? Format.PNG
            : name.endsWith(".svg") ? Format.SVG : format;
    Path named =
        name.endsWith(meant.extension)
            ? file
            : file.resolveSibling(file.getFileName() + meant.extension);
    picture.execute(() -> write(named, () -> meant.content.apply(scene)));
  }

  /** Puts the picture on the clipboard. */
  void copyImage() {
    picture.imageData().ifPresent(this::copy);
  }

  private void copy(ImageData data) {
    copy(data, ImageTransfer.getInstance(), "Copied the picture");
  }

  /** Puts all data of the figure on the clipboard as comma-separated values. */
  void copyData() {
    List<Panel> panels = canvas.panels();
    picture.execute(
        () -> {
          String csv = Csv.of(panels);
          ui.run(
              () -> {
                if (csv.isEmpty()) {
                  listeners.exported("There are no data to copy");
                } else {
                  copyText(csv, "Copied the data as CSV, " + csv.lines().count() + " lines");
                }
              });
        });
  }

  void copyText(String text, String what) {
    copy(text, TextTransfer.getInstance(), what);
  }

  private void copy(Object content, Transfer transfer, String what) {
    Clipboard clipboard = new Clipboard(canvas.getDisplay());
    clipboard.setContents(new Object[] {content}, new Transfer[] {transfer});
    clipboard.dispose();
    listeners.exported(what);
  }

  /** The name that was proposed, else the figure's. */
  private String name() {
    return canvas.fileName().isEmpty()
        ? canvas.panels().stream()
            .map(Panel::figure)
            .filter(figure -> figure != null)
            .map(figure -> PictureFile.name(figure.id()))
            .findFirst()
            .orElse("figure")
        : canvas.fileName();
  }

  /** Makes what is to be written. */
  private interface Content {
    byte[] make();
  }

  private void write(Path file, Content content) {
    try {
      PictureFile.write(file, content.make());
      ui.run(() -> listeners.exported("Saved " + file));
    } catch (IOException e) {
      ui.run(() -> tell(PictureFile.problem(file, e)));
    }
  }

  private void tell(String message) {
    MessageBox box = new MessageBox(canvas.getShell(), SWT.ICON_ERROR | SWT.OK);
    box.setText("Save Picture");
    box.setMessage(message);
    box.open();
  }
}
