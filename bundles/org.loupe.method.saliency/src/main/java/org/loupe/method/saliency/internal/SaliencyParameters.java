package org.loupe.method.saliency.internal;

import org.loupe.analysis.Parameter;
import org.loupe.analysis.TargetParameters;

/**
 * What is computed.
 *
 * @param variant which attribution
 * @param wrt name of the explained input, or of a probe
 * @param target what is explained
 * @param path of integrated gradients
 * @param noise of SmoothGrad
 */
record SaliencyParameters(
    @Parameter(
            label = "Variant",
            help =
                "saliency: |∂F/∂x|, how strongly a small change matters; input_x_gradient: x · ∂F/∂x, signed; smoothgrad: mean of ∂F/∂x over noisy copies, signed; integrated_gradients: what each element adds to F on the way from a baseline, signed.")
        Variant variant,
    @Parameter(
            label = "With respect to",
            help =
                "The input that the target is differentiated by; on the command line also the path of a probe, such as the embedding of tokens.",
            choices = Parameter.Choices.EXPLAINED_INPUTS)
        String wrt,
    TargetParameters target,
    PathParameters path,
    NoiseParameters noise) {

  /** With the usual path and noise. */
  SaliencyParameters(Variant variant, String wrt, TargetParameters target) {
    this(variant, wrt, target, PathParameters.DEFAULT, NoiseParameters.DEFAULT);
  }

  /** The most variants of each window that are evaluated as one stream. */
  int variants() {
    return switch (variant) {
      case SMOOTHGRAD -> noise.samples();
      case INTEGRATED_GRADIENTS -> path.mostPoints();
      default -> 1;
    };
  }
}
