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
      "Positive values support F and negative ones speak against it, as far as F is linear between zero and this input."),
  /** The mean of ∂F/∂x over noisy copies of x, signed: positive where a larger x raises F. */
  SMOOTHGRAD(
      "SmoothGrad",
      "mean ∂F/∂(x+ε)",
      true,
      "Positive values mean that raising x there raises F; slopes that change sign within the noise cancel out."),
  /** (x − x′) · ∫ ∂F/∂x along the path from the baseline x′, signed: positive supports F. */
  INTEGRATED_GRADIENTS(
      "integrated gradients",
      "(x−x′)·∫∂F/∂x",
      true,
      "Positive values raise F above the baseline's and negative ones lower it; they sum to F(x) − F(x′) as far as the steps suffice.");

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

  /** Whether the gradient at the input itself is all that is needed. */
  boolean isPlain() {
    return this == SALIENCY || this == INPUT_X_GRADIENT;
  }

  /** The attribution of one element from the gradient there; of a sum of gradients, itself. */
  float attribution(float gradient, float input) {
    return switch (this) {
      case SALIENCY -> Math.abs(gradient);
      case INPUT_X_GRADIENT -> gradient * input;
      default -> gradient;
    };
  }
}
