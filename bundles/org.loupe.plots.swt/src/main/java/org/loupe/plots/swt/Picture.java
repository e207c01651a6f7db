package org.loupe.plots.swt;

import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.jspecify.annotations.Nullable;
import org.loupe.plots.render.Scene;

/**
 * The picture on a canvas: the last one that was painted, until the one that was asked for is
 * there. UI thread.
 */
final class Picture {
  private final Control control;
  private final UiThread ui;
  private final Consumer<Scene> onNew;
  private final RenderWorker worker;
  private @Nullable Rendering shown;
  private @Nullable Image image;

  /**
   * Creates a picture that is not there yet.
   *
   * @param control what it is on
   * @param onNew is told of every new picture before it is seen
   */
  Picture(Control control, UiThread ui, Consumer<Scene> onNew) {
    this.control = control;
    this.ui = ui;
    this.onNew = onNew;
    worker = new RenderWorker(this::deliver);
  }

  /** Asks for another picture in place of this one. */
  void request(RenderWorker.Request request) {
    worker.request(request);
  }

  /** Runs a task away from the UI thread, after what is being painted. */
  void execute(Runnable task) {
    worker.execute(task);
  }

  /** Whether it is what would be asked for now, and not what was there before. */
  boolean isOf(RenderWorker.Request request) {
    return shown != null
        && shown.panels() == request.panels()
        && shown.scene().options().equals(request.options());
  }

  /** What lies where, or null before the first. */
  @Nullable Scene scene() {
    return shown == null ? null : shown.scene();
  }

  /** Its pixels; none before the first. */
  Optional<ImageData> imageData() {
    return Optional.ofNullable(shown).map(Rendering::image);
  }

  /** What it shows in words; empty before the first. */
  String description() {
    return shown == null ? "" : shown.description();
  }

  /** Draws it, and a background where it does not reach; says whether it is there. */
  boolean draw(GC gc, int background, Rectangle client) {
    gc.setBackground(Overlay.color(background));
    if (image == null) {
      gc.fillRectangle(client);
      return false;
    }
    Rectangle bounds = image.getBounds();
    if (bounds.width < client.width || bounds.height < client.height) {
      gc.fillRectangle(client);
    }
    gc.drawImage(image, 0, 0);
    return true;
  }

  /** Forgets what was asked for, and the picture. */
  void dispose() {
    worker.close();
    if (image != null) {
      image.dispose();
    }
  }

  /**
   * Takes a painted scene from the worker. Making an image of it takes longer than drawing it, and
   * may be done on any thread.
   */
  private void deliver(Rendering rendering) {
    ui.unlessClosing(
        () -> {
          Image made = rendering.toImage(ui.display());
          ui.run(() -> show(rendering, made), made::dispose);
        });
  }

  private void show(Rendering rendering, Image made) {
    Image before = image;
    image = made;
    shown = rendering;
    if (before != null) {
      before.dispose();
    }
    onNew.accept(rendering.scene());
    control.redraw();
  }
}
