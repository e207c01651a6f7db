package org.loupe.plots.render;

import java.util.List;
import org.loupe.plots.ColorMap;

/**
 * The colours of pictures, {@code 0xRRGGBB}. Text colours keep a contrast of at least 4.5 to 1
 * against the background.
 *
 * @param dark whether light marks stand on a dark ground
 * @param background of the whole picture
 * @param text titles and names
 * @param quietText axis titles, tick labels, notes
 * @param axis axis lines and ticks
 * @param grid lines behind the data
 * @param highlight marks of what is selected elsewhere
 * @param missing ground of missing values
 * @param missingHatch hatching of missing values
 * @param reference dashed reference lines
 * @param palette colours of traces and chips, told apart by colour-blind readers
 * @param sequential colour map of values of one sign
 * @param diverging colour map of signed values
 */
public record Theme(
    boolean dark,
    int background,
    int text,
    int quietText,
    int axis,
    int grid,
    int highlight,
    int missing,
    int missingHatch,
    int reference,
    List<Integer> palette,
    ColorMap sequential,
    ColorMap diverging) {

  private static final int ROUNDS = 3;

  /** How far colours of later rounds are moved, so that they differ. */
  private static final double ROUND = 0.38;

  /** Up to this contrast a colour would be lost in the text's. */
  private static final double NEAR_TEXT = 2.2;

  /** Dark marks on white. */
  public static final Theme LIGHT =
      new Theme(
          false,
          0xFFFFFF,
          0x1F2328,
          0x59636E,
          0x9AA4AF,
          0xE6E9ED,
          0x0B7285,
          0xE4E6E9,
          0xBEC3C9,
          0x3A4149,
          List.of(0x036AB4, 0xD36507, 0x087648, 0xC46396, 0x97803D, 0x6D7AF1, 0x0E4D5E, 0x391806),
          ColorMap.EMBER,
          ColorMap.RED_BLUE);

  /** Light marks on charcoal. */
  public static final Theme DARK =
      new Theme(
          true,
          0x1E1F22,
          0xE4E6E9,
          0xA2A9B1,
          0x6B727B,
          0x33363B,
          0x3DD6D0,
          0x3A3D42,
          0x5A5F66,
          0xCDD2D8,
          List.of(0x52B2F8, 0xF3953D, 0x4EC283, 0xC482AA, 0xF4DC3E, 0x6D7AED, 0xD8D6E8, 0xC2433A),
          ColorMap.MAGMA,
          ColorMap.DUSK);

  /** Copies the palette. */
  public Theme {
    palette = List.copyOf(palette);
  }

  /**
   * A colour of its own for each of three rounds through the palette; further ones repeat them.
   * Those of the second round lie nearer the text, or nearer the ground where they are near the
   * text already; those of the third the other way.
   */
  public int color(int index) {
    int plain = palette.get(Math.floorMod(index, palette.size()));
    int round = Math.floorMod(index, ROUNDS * palette.size()) / palette.size();
    boolean towardText = (Colors.contrast(plain, text) > NEAR_TEXT) == (round == 1);
    return round == 0 ? plain : ColorMap.mix(plain, towardText ? text : background, ROUND);
  }
}
