package org.loupe.method.heads.internal;

/** Over what the errors of two prediction heads are correlated. */
enum Correlation {
  /** Positions where both prediction heads count; none shared, none told. */
  POSITIONS(
      "the errors at positions where both prediction heads count (phi coefficient); heads that share no position have none"),
  /** Every position whose true token is no padding, whatever the masks say. */
  TOKENS(
      "the errors at every position whose true token is no padding, whether or not the prediction head applies there (phi coefficient)"),
  /** Error rates of windows in which every prediction head has positions. */
  WINDOWS(
      "the error rates per window, over the windows in which every prediction head has positions that count (Pearson)");

  private final String words;

  Correlation(String words) {
    this.words = words;
  }

  /** What is correlated, inside a sentence. */
  String words() {
    return words;
  }
}
