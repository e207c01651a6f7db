package org.loupe.method.overview.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is computed.
 *
 * @param repeats how often an input is shuffled across windows; the scores are averaged
 * @param decoding whether the model sees the true previous tokens
 */
record OverviewParameters(
    @Parameter(
            label = "Repeats",
            help = "How often each input is shuffled across windows; the scores are averaged.",
            min = 1,
            max = 100)
        int repeats,
    @Parameter(
            label = "Decoding",
            help = "Whether the model sees the true previous tokens or its own.")
        Decoding decoding) {}
