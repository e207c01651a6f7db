package org.loupe.method.temporal.internal;

import org.loupe.analysis.Parameter;
import org.loupe.analysis.TargetParameters;

/**
 * What is computed.
 *
 * @param objective whether the sum of all outputs is explained, or the target
 * @param wrt name of the explained input
 * @param target of one prediction head
 * @param check whether the ranking is checked by occlusion
 */
record ImportanceParameters(
    @Parameter(
            label = "Objective",
            help =
                "sum: the sum of all outputs of all regression heads (of a model without any: of the log-probabilities of the predicted classes of all heads); prediction_head: the target of the chosen prediction head.")
        Objective objective,
    @Parameter(
            label = "With respect to",
            help = "The input whose channels are ranked.",
            choices = Parameter.Choices.EXPLAINED_INPUTS)
        String wrt,
    TargetParameters target,
    @Parameter(
            label = "Occlusion",
            help =
                "Whether the strongest channels, quarters of the window and the time spans are also set to their mean, and the change of the outputs held against that of random channels.")
        boolean check) {}
