package org.loupe.family.ncp.internal;

import java.util.List;

/**
 * A CfC cell: a whole network's, or one layer of a wired one.
 *
 * @param attribute its name in the archive's cell: {@code layer_0}; empty for a whole network's
 * @param path what its tensors' names begin with
 * @param inputs size of its input
 * @param units size of its state
 * @param backbone the numbers of the backbone's linear layers, each followed by an activation
 * @param backbonePath what the backbone's tensors' names begin with
 * @param mask connections [unit][input, then unit] that the card gives; empty where the file does
 */
record CfcLayer(
    String attribute,
    String path,
    int inputs,
    int units,
    List<Integer> backbone,
    String backbonePath,
    float[] mask) {
  /** Copies the list. */
  CfcLayer {
    backbone = List.copyOf(backbone);
  }
}
