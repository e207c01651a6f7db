package org.loupe.method.saliency.internal;

import org.loupe.analysis.Parameter;
import org.loupe.analysis.TargetParameters;

/**
 * What is computed.
 *
 * @param variant which attribution
 * @param wrt name of the explained input
 * @param target what is explained
 */
record SaliencyParameters(
    @Parameter(
            label = "Variant",
            help =
                "saliency: |∂F/∂x|, how strongly a small change matters; input_x_gradient: x · ∂F/∂x, signed.")
        Variant variant,
    @Parameter(
            label = "With respect to",
            help = "The input that the target is differentiated by.",
            choices = Parameter.Choices.EXPLAINED_INPUTS)
        String wrt,
    TargetParameters target) {}
