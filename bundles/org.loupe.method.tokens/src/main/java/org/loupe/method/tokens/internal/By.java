package org.loupe.method.tokens.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tokens are put together to. */
enum By {
  /**
   * Classes of tokens: a number at the end is left away, so that {@code NUM_X_-1} is one of {@code
   * NUM_X}; a single letter, which names a parameter, becomes {@code PARAM_X}; all others stand for
   * themselves.
   */
  GROUP,
  /** Every token of the vocabulary for itself. */
  TOKEN;

  private static final Pattern NUMBERED = Pattern.compile("(.*\\p{L})_[+-]?\\d+(?:[.]\\d*)?");
  private static final Pattern LETTER = Pattern.compile("\\p{L}");

  /** The class of a token. */
  String classOf(String token) {
    if (this == TOKEN) {
      return token;
    }
    Matcher numbered = NUMBERED.matcher(token);
    if (numbered.matches()) {
      return numbered.group(1);
    }
    return LETTER.matcher(token).matches() ? "PARAM_" + token : token;
  }
}
