package org.loupe.method.flips.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is compared.
 *
 * @param masked whether only positions count that the card's masks let through
 * @param decoding whether the models see the true previous tokens
 */
record FlipsParameters(
    @Parameter(
            label = "Masked",
            help =
                "Leaves out padding and positions that a prediction head does not apply to, as the"
                    + " card's masks say; false counts every position.")
        boolean masked,
    @Parameter(
            label = "Decoding",
            help = "Whether the models see the true previous tokens or their own.")
        Decoding decoding) {}
