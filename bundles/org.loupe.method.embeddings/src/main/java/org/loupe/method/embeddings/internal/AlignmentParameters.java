package org.loupe.method.embeddings.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is aligned.
 *
 * @param representation {@code hidden} for what the card calls so, or a probe's name
 * @param reduce how the steps of a window become one row
 * @param dimensions how many principal components of each embedding are aligned at most
 * @param scaling whether the other embedding may also be made larger or smaller
 * @param decoding whether the models see the true previous tokens
 */
record AlignmentParameters(
    @Parameter(
            label = "Representation",
            help =
                "hidden: what the card calls the model's representation, or else its state sequence; or the name of a probe that all compared models have.")
        String representation,
    @Parameter(
            label = "Reduce",
            help =
                "How the steps of a window become one row: their mean, the last one, or all of them one after the other.")
        Reduce reduce,
    @Parameter(
            label = "Dimensions",
            help =
                "How many principal components of each embedding are aligned at most; more take longer, and with few windows more fit by chance.",
            min = 1,
            max = 128)
        int dimensions,
    @Parameter(
            label = "Scaling",
            help =
                "Whether the other embedding is also made larger or smaller as a whole: then only its arrangement counts, not its size.")
        boolean scaling,
    @Parameter(
            label = "Decoding",
            help = "Whether the models see the true previous tokens or their own.")
        Decoding decoding) {}
