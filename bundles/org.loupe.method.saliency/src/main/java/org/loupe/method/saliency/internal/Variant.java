package org.loupe.method.saliency.internal;

/** Which gradient-based attribution. Names as in Captum. */
enum Variant {
  /** |∂F/∂x|, without sign. */
  SALIENCY(
      "saliency",
      "|∂F/∂x|",
      false,
      "A large value means that a small change there changes F most, not that the channel caused the prediction."),
  /** x · ∂F/∂x, signed: positive supports the target. */
  INPUT_X_GRADIENT(
      "input × gradient",
      "x · ∂F/∂x",
      true,
      "Positive values support F and negative ones speak against it, as far as F is linear between zero and this input.");

  private final String words;
  private final String formula;
  private final boolean signed;
  private final String meaning;

  Variant(String words, String formula, boolean signed, String meaning) {
    this.words = words;
    this.formula = formula;
    this.signed = signed;
    this.meaning = meaning;
  }

  /** Inside a sentence. */
  String words() {
    return words;
  }

  String formula() {
    return formula;
  }

  /** What a value says, and what it does not, in a sentence. */
  String meaning() {
    return meaning;
  }

  /** Whether the attribution has a sign. */
  boolean isSigned() {
    return signed;
  }

  /** The attribution of one input element. */
  float attribution(float gradient, float input) {
    return this == SALIENCY ? Math.abs(gradient) : gradient * input;
  }
}
