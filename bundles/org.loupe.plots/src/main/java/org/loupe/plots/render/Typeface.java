package org.loupe.plots.render;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.IOException;
import java.io.InputStream;

/** The shipped font: what all text is measured and painted with. */
final class Typeface {
  /** Name of the family, as SVG asks for it. */
  static final String FAMILY = "Inter";

  /** Letters up to here are measured once; others when they are needed. */
  private static final char KNOWN = 0x530;

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final Font REGULAR = load("Inter-Regular.otf");
  private static final Font BOLD = load("Inter-SemiBold.otf");
  private static final float[] REGULAR_ADVANCES = advances(REGULAR);
  private static final float[] BOLD_ADVANCES = advances(BOLD);
  private static final String ELLIPSIS = "…";

  /** Height of capitals and depth below the baseline, as shares of the size. */
  private static final double CAP_HEIGHT = 0.727;

  private static final double ASCENT = 0.78;
  private static final double DESCENT = 0.22;

  private Typeface() {}

  /** The font for a text: the shipped one, or the platform's where that lacks a letter. */
  static Font font(String text, double size, boolean bold) {
    Font font = bold ? BOLD : REGULAR;
    if (Double.isNaN(known(text, bold)) && font.canDisplayUpTo(text) >= 0) {
      font = new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1);
    }
    return font.deriveFont((float) size);
  }

  /** Width of a text in logical pixels. */
  static double width(String text, double size, boolean bold) {
    double known = known(text, bold) * size;
    return Double.isNaN(known)
        ? font(text, size, bold).getStringBounds(text, CONTEXT).getWidth()
        : known;
  }

  /** Width at a size of one pixel, or not a number if a letter is none of those measured. */
  private static double known(String text, boolean bold) {
    float[] advances = bold ? BOLD_ADVANCES : REGULAR_ADVANCES;
    double width = 0;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      width += letter < KNOWN ? advances[letter] : Double.NaN;
    }
    return width;
  }

  /** Advances of single letters, which the font adds up: text is set without kerning. */
  private static float[] advances(Font font) {
    char[] letters = new char[KNOWN];
    for (char letter = 0; letter < KNOWN; letter++) {
      letters[letter] = letter;
    }
    GlyphVector glyphs = font.createGlyphVector(CONTEXT, letters);
    float[] advances = new float[KNOWN];
    for (char letter = 0; letter < KNOWN; letter++) {
      boolean simple = letter >= ' ' && font.canDisplay(letter) && !isCombining(letter);
      advances[letter] = simple ? glyphs.getGlyphMetrics(letter).getAdvance() : Float.NaN;
    }
    return advances;
  }

  private static boolean isCombining(char letter) {
    return Character.getType(letter) == Character.NON_SPACING_MARK;
  }

  /** The text, or as much of its beginning as fits with an ellipsis. */
  static String fit(String text, double width, double size, boolean bold) {
    if (width(text, size, bold) <= width) {
      return text;
    }
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (width(cut(text, middle), size, bold) <= width) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low == 0 ? "" : cut(text, low);
  }

  /** Where the baseline lies so that capitals and digits stand in the middle of a line. */
  static double baseline(double middle, double size) {
    return middle + CAP_HEIGHT * size / 2;
  }

  /** The box of a text's ink. */
  static Bounds bounds(Mark.Text text) {
    double width = width(text.text(), text.size(), text.bold());
    double before =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    double up = ASCENT * text.size();
    double down = DESCENT * text.size();
    return text.upwards()
        ? new Bounds(text.x() - up, text.y() + before - width, up + down, width)
        : new Bounds(text.x() - before, text.y() - up, width, up + down);
  }

  private static String cut(String text, int length) {
    int end =
        length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end).stripTrailing() + ELLIPSIS;
  }

  private static Font load(String name) {
    try (InputStream stream = Typeface.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the font " + name + " is missing from the plots bundle");
      }
      return Font.createFont(Font.TRUETYPE_FONT, stream);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException("the font " + name + " cannot be read", e);
    }
  }
}
