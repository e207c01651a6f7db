package org.loupe.method.attention.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is looked at.
 *
 * @param modules {@code all}, or the paths of attention modules separated by commas
 * @param decoding whether the model sees the true previous tokens
 */
record AttentionParameters(
    @Parameter(
            label = "Modules",
            help =
                "all, or paths of attention modules separated by commas, such as encoder.0.self_attn,encoder.1.self_attn.")
        String modules,
    @Parameter(
            label = "Decoding",
            help = "Whether the model sees the true previous tokens or its own.")
        Decoding decoding) {

  /** The value of {@link #modules} for every attention. */
  static final String ALL = "all";
}
