package org.loupe.method.window.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is shown.
 *
 * @param wrt name of the input whose signals are shown
 * @param predictionHead the prediction head whose classes are shown at a step
 * @param step that step, or {@code all} to show none
 * @param decoding whether the model sees the true previous tokens
 */
record WindowParameters(
    @Parameter(
            label = "Signals",
            help = "The input whose signals are shown.",
            choices = Parameter.Choices.EXPLAINED_INPUTS)
        String wrt,
    @Parameter(
            label = "Prediction head",
            help = "The prediction head whose class probabilities are shown at the chosen step.",
            choices = Parameter.Choices.PREDICTION_HEADS)
        String predictionHead,
    @Parameter(
            label = "Step",
            help =
                "The output step whose class probabilities are shown, counted from 0; all shows none.",
            choices = Parameter.Choices.STEPS)
        String step,
    @Parameter(
            label = "Decoding",
            help = "Whether the model sees the true previous tokens or its own.")
        Decoding decoding) {}
