package org.loupe.method.tokens.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is computed.
 *
 * @param by what tokens are put together to
 * @param decoding whether the model sees the true previous tokens
 */
record TokensParameters(
    @Parameter(
            label = "By",
            help =
                "group: tokens that differ in a number only are one class, such as NUM_X; token: each token for itself.")
        By by,
    @Parameter(
            label = "Decoding",
            help = "Whether the model sees the true previous tokens or its own.")
        Decoding decoding) {}
