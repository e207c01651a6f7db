package org.loupe.method.embeddings.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is computed.
 *
 * @param representation {@code hidden} for what the card calls so, or a probe's name
 * @param reduce how the steps of a window become one row
 * @param projection how many dimensions become two
 * @param perplexity of t-SNE: how many neighbours count, about
 * @param predictionHead whose predictions and errors points can be coloured by; empty for none
 * @param decoding whether the model sees the true previous tokens
 */
record EmbeddingsParameters(
    @Parameter(
            label = "Representation",
            help =
                "hidden: what the card calls the model's representation, or else its state sequence; or the name of a probe, as 'loupe inspect' lists them.")
        String representation,
    @Parameter(
            label = "Reduce",
            help =
                "How the steps of a window become one row: their mean, the last one, or all of them one after the other.")
        Reduce reduce,
    @Parameter(
            label = "Projection",
            help =
                "pca: directions of greatest variance; tsne and umap: neighbours stay neighbours.")
        Projection projection,
    @Parameter(
            label = "Perplexity",
            help = "How many neighbours of a window count, about; less than the windows.",
            when = "projection=tsne",
            min = 2,
            max = 1000)
        double perplexity,
    @Parameter(
            label = "Prediction head",
            help = "Whose predictions and errors the windows can be coloured by.",
            choices = Parameter.Choices.PREDICTION_HEADS)
        String predictionHead,
    @Parameter(
            label = "Decoding",
            help = "Whether the model sees the true previous tokens or its own.")
        Decoding decoding) {
  /** The representation that the card names. */
  static final String HIDDEN = "hidden";
}
