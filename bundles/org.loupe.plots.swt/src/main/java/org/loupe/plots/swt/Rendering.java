package org.loupe.plots.swt;

import java.util.List;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.widgets.Display;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.Pixels;
import org.loupe.plots.render.Scene;

/**
 * A painted scene, ready to be put on screen.
 *
 * @param panels what was painted
 * @param scene where it lies
 * @param image its pixels in SWT's form
 * @param screen device pixels per pixel of the canvas
 * @param description the panels in words
 */
record Rendering(
    List<Panel> panels, Scene scene, ImageData image, double screen, String description) {
  private static final int NORMAL = 100;
  private static final int BYTES = 3;

  /** Pixels as an image of three bytes each. */
  static ImageData image(Pixels pixels) {
    int[] rgb = pixels.rgb();
    byte[] bytes = new byte[rgb.length * BYTES];
    for (int i = 0; i < rgb.length; i++) {
      bytes[i * BYTES] = (byte) (rgb[i] >> 16);
      bytes[i * BYTES + 1] = (byte) (rgb[i] >> 8);
      bytes[i * BYTES + 2] = (byte) rgb[i];
    }
    PaletteData palette = new PaletteData(0xFF0000, 0xFF00, 0xFF);
    return new ImageData(pixels.width(), pixels.height(), BYTES * 8, palette, 1, bytes);
  }

  /** The image on a display; whoever asks for it disposes it. */
  Image toImage(Display display) {
    int zoom = (int) Math.round(screen * NORMAL);
    if (zoom == NORMAL) {
      return new Image(display, image);
    }
    int width = (int) Math.round(image.width / screen);
    int height = (int) Math.round(image.height / screen);
    ImageDataProvider provider =
        wanted -> wanted == zoom ? image : wanted == NORMAL ? image.scaledTo(width, height) : null;
    return new Image(display, provider);
  }
}
