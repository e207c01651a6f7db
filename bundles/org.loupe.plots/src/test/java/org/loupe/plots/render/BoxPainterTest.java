package org.loupe.plots.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A box of pixels")
class BoxPainterTest {
  private static final int SIZE = 24;
  private static final int GROUND = 0x204060;
  private static final int INK = 0xF0A010;

  @Test
  @DisplayName("looks as Java2D draws it, wherever its edges are")
  void looksTheSame() {
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      Bounds box =
          new Bounds(
              random.nextDouble() * 30 - 4,
              random.nextDouble() * 30 - 4,
              random.nextDouble() * (i % 3 == 0 ? 1 : 20),
              random.nextDouble() * (i % 5 == 0 ? 1 : 20));
      double opacity = i % 2 == 0 ? 1 : random.nextDouble();
      int[] painted = new int[SIZE * SIZE];
      Arrays.fill(painted, GROUND);
      new BoxPainter(painted, SIZE).fill(box, INK, opacity, new Rectangle(SIZE, SIZE));
      int[] expected = java2d(box, opacity);
      for (int pixel = 0; pixel < painted.length; pixel++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          assertThat(painted[pixel] >> shift & 255)
              .as("%s at %d", box, pixel)
              .isCloseTo(expected[pixel] >> shift & 255, within(24));
        }
      }
    }
  }

  private static int[] java2d(Bounds box, double opacity) {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(new Color(GROUND));
    graphics.fillRect(0, 0, SIZE, SIZE);
    graphics.setColor(new Color(INK | (int) Math.round(opacity * 255) << 24, true));
    graphics.fill(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
    graphics.dispose();
    return image.getRGB(0, 0, SIZE, SIZE, null, 0, SIZE);
  }

  @Test
  @DisplayName("changes nothing outside the clip")
  void staysInTheClip() {
    int[] painted = new int[SIZE * SIZE];
    Rectangle clip = new Rectangle(3, 4, 5, 6);
    new BoxPainter(painted, SIZE).fill(new Bounds(-9, -9, 99, 99), INK, 1, clip);
    for (int i = 0; i < painted.length; i++) {
      assertThat(painted[i]).isEqualTo(clip.contains(i % SIZE, i / SIZE) ? INK : 0);
    }
  }
}
