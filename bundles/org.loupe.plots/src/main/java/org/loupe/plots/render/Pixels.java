package org.loupe.plots.render;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An opaque picture.
 *
 * @param width device pixels
 * @param height device pixels
 * @param rgb row-major, {@code 0xRRGGBB}; shared, not copied
 */
public record Pixels(int width, int height, int[] rgb) {
  private static final int[] MASKS = {0xFF0000, 0xFF00, 0xFF};

  /** Checks that the pixels fill the picture. */
  public Pixels {
    if (rgb.length != width * height) {
      throw new IllegalArgumentException(
          rgb.length + " pixels for a picture of " + width + " by " + height);
    }
  }

  /** The colour at a pixel, {@code 0xRRGGBB}. */
  public int at(int x, int y) {
    return rgb[y * width + x] & 0xFFFFFF;
  }

  /** The picture as a PNG file's bytes. */
  public byte[] png() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setData(
        Raster.createRaster(
            new SinglePixelPackedSampleModel(DataBuffer.TYPE_INT, width, height, MASKS),
            new DataBufferInt(rgb, rgb.length),
            new Point()));
    return png(image);
  }

  /** A picture with transparency as a PNG file's bytes. */
  static byte[] png(int width, int height, int[] argb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, width, height, argb, 0, width);
    return png(image);
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
