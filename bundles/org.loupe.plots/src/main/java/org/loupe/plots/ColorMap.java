package org.loupe.plots;

import java.util.stream.IntStream;

/**
 * Colours for values. Lightness never turns along a sequential map; the diverging maps are neutral
 * in the middle and equally strong on both sides.
 */
public enum ColorMap {
  /** Blue over green to yellow. */
  VIRIDIS(
      false,
      """
      440154 470d60 48186a 482374 472d7b 453781 424086 3e4989 3b528b 375b8d 33638d
      2f6b8e 2c728e 297a8e 26828e 23898e 21918c 1f988b 1fa088 22a785 28ae80 32b67a
      3fbc73 4ec36b 5ec962 70cf57 84d44b 98d83e addc30 c2df23 d8e219 ece51b fde725"""),
  /** Black over purple and orange to pale yellow. */
  MAGMA(
      false,
      """
      000004 030312 0a0822 130d34 1d1147 29115a 36106b 440f76 51127c 5d177f 6a1c81
      762181 832681 902a81 9c2e7f aa337d b73779 c43c75 d0416f dc4869 e75263 ef5d5e
      f56b5c f9795d fc8961 fd9869 fea772 feb67c fec488 fed395 fde2a3 fcf0b2 fcfdbf"""),
  /** Magma turned round from near white to black: for light grounds, where little is pale. */
  EMBER(
      false,
      """
      fffdf2 fdf4d0 fde4ab fed395 fec488 feb67c fea772 fd9869 fc8961 f9795d f56b5c
      ef5d5e e75263 dc4869 d0416f c43c75 b73779 aa337d 9c2e7f 902a81 832681 762181
      6a1c81 5d177f 51127c 440f76 36106b 29115a 1d1147 130d34 0a0822 030312 000004"""),
  /** Black over red and yellow to white. */
  HOT(
      false,
      """
      0b0000 200000 350000 4a0000 600000 750000 8a0000 9f0000 b50000 ca0000 df0000
      f50000 ff0b00 ff2000 ff3500 ff4a00 ff6000 ff7500 ff8a00 ff9f00 ffb500 ffca00
      ffdf00 fff400 ffff0f ffff2f ffff4f ffff6f ffff8f ffffaf ffffcf ffffef ffffff"""),
  /** Black to white. */
  GREY(false, "000000 ffffff"),
  /** Blue for negative, white, red for positive. */
  RED_BLUE(
      true,
      """
      053061 0e4179 175290 1f63a8 2a71b2 3480b9 3f8ec0 529dc8 6bacd1 84bcd9 9bc9e0
      aed3e6 c2ddec d4e6f1 e0ecf3 ecf2f5 f7f6f6 f9eee7 fbe5d8 fddcc9 fbccb4 f8bb9e
      f5aa89 ee9677 e48066 db6b55 d05548 c53e3d ba2832 ab162a 930e26 7c0722 67001f"""),
  /** Blue for negative, light grey, red for positive. */
  COOL_WARM(
      true,
      """
      3b4cc0 445acc 4e68d8 5875e1 6282ea 6c8ff1 779af7 82a6fb 8db0fe 98b9ff a3c2fe
      aec9fc b9d0f9 c3d5f4 ccd9ed d5dbe5 dddcdc e5d8d1 ecd3c5 f1ccb8 f5c4ac f7ba9f
      f7b093 f6a586 f4987a f08b6e eb7d62 e46e56 dd5f4b d44e41 ca3b37 be242e b40426"""),
  /** Pale blue for negative, charcoal, pale orange for positive: for dark grounds. */
  DUSK(
      true,
      """
      8ddefe 70d3fc 53c6f9 36baf5 13acee 009fe6 0092dc 0084cf 0077c0 006bb0 055f9e
      14538a 1b4875 1f3e60 20334a 202934 1f1f1f 342422 482825 5c2c27 6f3028 823529
      953b29 a64229 b74b2a c6562d d36332 df713a e88046 f09056 f6a168 fbb27d fec394""");

  private static final int LEVELS = 256;

  private final boolean diverging;
  private final int[] levels;

  ColorMap(boolean diverging, String anchors) {
    this.diverging = diverging;
    String[] words = anchors.split("\\s");
    int[] colors = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      colors[i] = Integer.parseInt(words[i], 16);
    }
    levels =
        IntStream.range(0, LEVELS)
            .map(level -> between(colors, level * (colors.length - 1.0) / (LEVELS - 1)))
            .toArray();
  }

  /** Whether the middle stands for zero. */
  public boolean diverging() {
    return diverging;
  }

  /**
   * The colour of a share of the range.
   *
   * @param share 0 for the least value, 1 for the greatest; beyond them the end colours
   * @return {@code 0xRRGGBB}
   */
  public int color(double share) {
    int level = (int) (share * (LEVELS - 1) + 0.5);
    return levels[Math.max(0, Math.min(LEVELS - 1, level))];
  }

  /**
   * A colour on the way from one to another, {@code 0xRRGGBB}.
   *
   * @param share 0 for the first, 1 for the other
   */
  public static int mix(int from, int to, double share) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = from >> shift & 255;
      int b = to >> shift & 255;
      mixed |= (int) Math.round(a + (b - a) * share) << shift;
    }
    return mixed;
  }

  private static int between(int[] colors, double at) {
    int below = Math.min(colors.length - 2, (int) at);
    return mix(colors[below], colors[below + 1], at - below);
  }
}
