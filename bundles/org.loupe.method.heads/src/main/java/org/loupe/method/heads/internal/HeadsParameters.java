package org.loupe.method.heads.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is computed.
 *
 * @param masked whether only positions count that the card's masks let through
 * @param errorCorrelation over what errors are correlated
 * @param inputBaselines whether the model is also run without what its explained inputs say
 * @param decoding whether the model sees the true previous tokens
 */
record HeadsParameters(
    @Parameter(
            label = "Masked",
            help =
                "Leaves out padding and positions that a prediction head does not apply to, as the card's masks say; false counts every position that has a true class.")
        boolean masked,
    @Parameter(
            label = "Error correlation",
            help =
                "positions: where both prediction heads count; tokens: at every token that is no padding; windows: error rates per window.")
        Correlation errorCorrelation,
    @Parameter(
            label = "Input baselines",
            help =
                "Runs the model twice more, with the explained inputs zeroed and with those of other windows: what is right nevertheless does not come from them.")
        boolean inputBaselines,
    @Parameter(
            label = "Decoding",
            help = "Whether the model sees the true previous tokens or its own.")
        Decoding decoding) {}
