package org.loupe.method.cka.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is compared.
 *
 * @param layers {@code all}, or names separated by commas
 * @param rows how many rows, windows × steps, are drawn at most
 * @param estimator of the Hilbert–Schmidt independence criterion
 * @param decoding whether the models see the true previous tokens
 */
record CkaParameters(
    @Parameter(
            label = "Layers",
            help =
                "all, or names of layers separated by commas: what the card gives under 'layers',"
                    + " else the outputs of sub-modules.")
        String layers,
    @Parameter(
            label = "Rows",
            help =
                "How many rows, windows × steps, are drawn at random at most; both checkpoints give"
                    + " the same ones.",
            min = 8,
            max = 10_000)
        int rows,
    @Parameter(
            label = "Estimator",
            help =
                "biased: the usual one, too high where rows are few beside units; debiased: without"
                    + " that, and without intervals.")
        Estimator estimator,
    @Parameter(
            label = "Decoding",
            help = "Whether the models see the true previous tokens or their own.")
        Decoding decoding) {
  /** How dependence is estimated. */
  enum Estimator {
    /** The usual sum over all pairs of rows. */
    BIASED,
    /** L. Song et al.: Feature Selection via Dependence Maximization, 2012, equation 5. */
    DEBIASED
  }
}
