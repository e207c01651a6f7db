package org.loupe.plots.render;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** The shipped font for browsers, its usual letters embedded. */
public final class FontFaces {
  /** The family's name, as CSS asks for it. */
  public static final String FAMILY = Typeface.FAMILY;

  static final int SEMI_BOLD = 600;
  private static final int NORMAL = 400;

  private FontFaces() {}

  /** The {@code @font-face} rules; a page that holds several pictures needs them once. */
  public static String css() {
    return face(NORMAL, "Inter-Regular.woff2") + face(SEMI_BOLD, "Inter-SemiBold.woff2");
  }

  private static String face(int weight, String resource) {
    try (InputStream stream = FontFaces.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(
            "the font " + resource + " is missing from the plots bundle");
      }
      String data = Base64.getEncoder().encodeToString(stream.readAllBytes());
      return "@font-face{font-family:"
          + FAMILY
          + ";font-weight:"
          + weight
          + ";src:url(data:font/woff2;base64,"
          + data
          + ") format('woff2')}\n";
    } catch (IOException e) {
      throw new IllegalStateException("the font " + resource + " cannot be read", e);
    }
  }
}
