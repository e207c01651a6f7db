package org.loupe.method.temporal.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is computed.
 *
 * @param scales factors of the time spans, as text
 * @param sweep how many more factors the curve is drawn through
 * @param predictionHead the prediction head's name
 * @param decoding whether the model sees the true previous tokens
 */
record SensitivityParameters(
    @Parameter(
            label = "Scales",
            help =
                "Factors that all time spans are multiplied by, separated by commas; 1 is the control, which must change nothing.")
        String scales,
    @Parameter(
            label = "Sweep",
            help =
                "How many more factors from 0.1 to 10, evenly on a logarithmic scale, the curve is drawn through; 0 for none.",
            min = 0,
            max = Scales.MOST)
        int sweep,
    @Parameter(
            label = "Prediction head",
            help = "The named output whose change is measured.",
            choices = Parameter.Choices.PREDICTION_HEADS)
        String predictionHead,
    @Parameter(
            label = "Decoding",
            help = "Whether the model sees the true previous tokens or its own.")
        Decoding decoding) {}
