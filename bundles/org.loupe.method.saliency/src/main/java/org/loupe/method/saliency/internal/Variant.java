package org.loupe.method.saliency.internal;

/** Which gradient-based attribution. Names as in Captum. */
enum Variant {
  /** |∂F/∂x|, without sign. */
  SALIENCY("saliency", "|∂F/∂x|", false),
  /** x · ∂F/∂x, signed: positive supports the target. */
  INPUT_X_GRADIENT("input × gradient", "x · ∂F/∂x", true);

  private final String words;
  private final String formula;
  private final boolean signed;

  Variant(String words, String formula, boolean signed) {
    this.words = words;
    this.formula = formula;
    this.signed = signed;
  }

  /** Inside a sentence. */
  String words() {
    return words;
  }

  String formula() {
    return formula;
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
