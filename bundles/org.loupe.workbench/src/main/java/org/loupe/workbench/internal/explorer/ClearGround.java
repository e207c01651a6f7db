package org.loupe.workbench.internal.explorer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.widgets.Display;

/**
 * A picture without a ground, at any zoom. On GTK SWT cuts off pictures that are drawn on a
 * transparent ground where the display is zoomed; so this one is drawn on white and on black, and
 * what differs is what shines through.
 *
 * @param display where it is shown
 * @param icon what is drawn
 */
record ClearGround(Display display, NodeIcon icon) implements ImageDataProvider {
  private static final int FULL = 255;
  private static final PaletteData RGB = new PaletteData(0xFF0000, 0xFF00, 0xFF);

  @Override
  public ImageData getImageData(int zoom) {
    ImageData white = on(SWT.COLOR_WHITE, zoom);
    ImageData black = on(SWT.COLOR_BLACK, zoom);
    ImageData clear = new ImageData(white.width, white.height, 24, RGB);
    for (int y = 0; y < white.height; y++) {
      for (int x = 0; x < white.width; x++) {
        int dark = rgb(black, x, y);
        int alpha = FULL - ((rgb(white, x, y) >> 8 & FULL) - (dark >> 8 & FULL));
        clear.setAlpha(x, y, alpha);
        clear.setPixel(x, y, alpha <= 0 ? 0 : whole(dark, alpha));
      }
    }
    return clear;
  }

  /** The colour that gives this one over black. */
  private static int whole(int dark, int alpha) {
    int red = Math.min(FULL, (dark >> 16 & FULL) * FULL / alpha);
    int green = Math.min(FULL, (dark >> 8 & FULL) * FULL / alpha);
    int blue = Math.min(FULL, (dark & FULL) * FULL / alpha);
    return red << 16 | green << 8 | blue;
  }

  private static int rgb(ImageData data, int x, int y) {
    org.eclipse.swt.graphics.RGB color = data.palette.getRGB(data.getPixel(x, y));
    return color.red << 16 | color.green << 8 | color.blue;
  }

  private ImageData on(int ground, int zoom) {
    Image image =
        new Image(
            display,
            (GC gc, int width, int height) -> {
              gc.setBackground(display.getSystemColor(ground));
              gc.fillRectangle(0, 0, width, height);
              icon.drawOn(gc);
            },
            NodeIcon.SIZE,
            NodeIcon.SIZE);
    try {
      return image.getImageData(zoom);
    } finally {
      image.dispose();
    }
  }
}
