package org.loupe.method.sensors.internal;

import org.loupe.analysis.Decoding;
import org.loupe.analysis.Parameter;

/**
 * What is computed.
 *
 * @param kind what is done to channels
 * @param over what a permutation exchanges
 * @param blockLength steps of a block
 * @param repeats how often each channel is permuted
 * @param score what may drop
 * @param permutations a file of permutations to use instead of random ones; empty for none
 * @param baseline what replaces channels that are occluded or ablated
 * @param wrt the input whose channels are ranked
 * @param predictionHead whose score it is
 * @param classChoice of the log-probability
 * @param step {@code all}, or an index
 * @param decoding whether the model sees the true previous tokens
 */
record SensorsParameters(
    @Parameter(
            label = "Kind",
            help =
                "permutation: the channel's values change places; occlusion: the channel is replaced by the baseline; group_ablation: whole groups of channels are, alone and in pairs.")
        Kind kind,
    @Parameter(
            label = "Over",
            help =
                "time exchanges the steps of a window; windows takes the channel from another window; blocks exchanges stretches of block_length steps.",
            when = "kind=permutation")
        Over over,
    @Parameter(
            label = "Block length",
            help = "Steps that stay together.",
            min = 1,
            max = 1_000_000,
            when = {"kind=permutation", "over=blocks"})
        int blockLength,
    @Parameter(
            label = "Repeats",
            help = "How often each channel of each window is permuted anew.",
            min = 1,
            max = 1000,
            when = "kind=permutation")
        int repeats,
    @Parameter(
            label = "Score",
            help =
                "What may drop: log_probability (of the chosen class), confidence (of the most probable class at every position, chosen anew, which stays high where a prediction turns into another one), or accuracy (over the positions that count).")
        Score score,
    @Parameter(
            label = "Permutations",
            help =
                "An .npz file whose integer array perms [channels, repeats, steps] is used instead of random ones; empty for random ones.",
            when = {"kind=permutation", "over=time"})
        String permutations,
    @Parameter(
            label = "Baseline",
            help =
                "What takes the place of channels: zero, mean (of the dataset), window:ID, or label:NAME (the mean of the windows with that label).",
            when = "kind=occlusion,group_ablation")
        String baseline,
    @Parameter(
            label = "Of input",
            help = "The input whose channels are ranked.",
            choices = Parameter.Choices.EXPLAINED_INPUTS)
        String wrt,
    @Parameter(
            label = "Prediction head",
            help = "The named output whose score may drop.",
            choices = Parameter.Choices.PREDICTION_HEADS)
        String predictionHead,
    @Parameter(
            name = "class",
            label = "Class",
            help =
                "The class: the one predicted from the unchanged input, the true one, or a class by name.",
            choices = Parameter.Choices.CLASSES,
            when = "score=log_probability")
        String classChoice,
    @Parameter(
            label = "Step",
            help = "The output step that is scored, counted from 0, or the mean over all steps.",
            choices = Parameter.Choices.STEPS)
        String step,
    @Parameter(
            label = "Decoding",
            help = "Whether the model sees the true previous tokens or its own.")
        Decoding decoding) {

  /** Whether values change places. */
  boolean isPermutation() {
    return kind == Kind.PERMUTATION;
  }

  /** How often each channel is changed: what is replaced once is always the same. */
  int rounds() {
    return isPermutation() ? repeats : 1;
  }
}
