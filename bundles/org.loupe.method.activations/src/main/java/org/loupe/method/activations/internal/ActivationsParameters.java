package org.loupe.method.activations.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is computed.
 *
 * @param layers {@code all}, or names separated by commas
 * @param source where layers come from
 * @param epsilon what is closer to zero counts as zero
 * @param decoding whether the model sees the true previous tokens
 */
record ActivationsParameters(
    @Parameter(
            label = "Layers",
            help =
                "all, or the names of some, separated by commas; a wrong name lists what there is.")
        String layers,
    @Parameter(
            label = "Source",
            help =
                "card: what the card names under 'layers'; modules: the outputs of sub-modules; auto: the card's where it names some, else those of modules.")
        Source source,
    @Parameter(
            label = "Epsilon",
            help = "Activations closer to zero than this count as zero.",
            min = 0,
            max = 1)
        double epsilon,
    @Parameter(
            label = "Decoding",
            help = "Whether the model sees the true previous tokens or its own.")
        Decoding decoding) {
  /** Where layers come from. */
  enum Source {
    /** The card's where it names some, else the modules'. */
    AUTO,
    /** What the card names under {@code layers}. */
    CARD,
    /** The outputs of sub-modules. */
    MODULES
  }
}
