package org.loupe.method.patching.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is patched, and what is looked at.
 *
 * @param predictionHead whose behaviour is looked at
 * @param metric how it is measured
 * @param modules {@code all}, or names separated by commas
 * @param masked whether only positions count that the card's masks let through
 * @param decoding whether the models see the true previous tokens
 */
record PatchingParameters(
    @Parameter(
            label = "Prediction head",
            help = "The categorical prediction head whose behaviour is looked at.",
            choices = Parameter.Choices.PREDICTION_HEADS)
        String predictionHead,
    @Parameter(
            label = "Metric",
            help =
                "accuracy: share of right positions; log_probability: mean log-probability of the"
                    + " true class, which also moves where no class changes.")
        Metric metric,
    @Parameter(
            label = "Modules",
            help = "all, or names of sub-modules separated by commas; each is patched by itself.")
        String modules,
    @Parameter(
            label = "Masked",
            help =
                "Leaves out padding and positions that the prediction head does not apply to, as"
                    + " the card's masks say; false counts every position that has a true class.")
        boolean masked,
    @Parameter(
            label = "Decoding",
            help = "Whether the models see the true previous tokens or their own.")
        Decoding decoding) {
  /** What of a prediction head is measured. */
  enum Metric {
    /** Share of positions whose class of the largest logit is the true one. */
    ACCURACY("accuracy"),
    /** Mean natural logarithm of the true class's softmax probability. */
    LOG_PROBABILITY("mean log-probability");

    private final String words;

    Metric(String words) {
      this.words = words;
    }

    /** As in a sentence. */
    String words() {
      return words;
    }
  }
}
