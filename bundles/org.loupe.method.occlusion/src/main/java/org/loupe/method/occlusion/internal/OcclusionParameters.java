package org.loupe.method.occlusion.internal;

import org.loupe.analysis.Parameter;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;

/**
 * What is hidden, and what is watched. The names are those of Captum's {@code Occlusion}.
 *
 * @param over what the window moves over besides time
 * @param slidingWindowShapes its size, see {@link #window()}
 * @param strides how far it moves, see {@link #stride()}
 * @param baselines what stands in place of what is hidden
 * @param perturbationsPerEval changed windows that are evaluated at once, or 0
 * @param wrt the input
 * @param target what is explained
 */
record OcclusionParameters(
    @Parameter(
            label = "Over",
            help =
                "What the sliding window moves over besides time: the groups that the card puts channels into, or single channels.")
        Over over,
    @Parameter(
            label = "Window size",
            help =
                "How much is hidden at once: time steps, then groups or channels. 8,1 hides eight steps of one; of shorter windows all steps.")
        String slidingWindowShapes,
    @Parameter(
            label = "Strides",
            help =
                "How far the sliding window moves each time: time steps, then groups or channels; at most its size, so that nothing is skipped. Smaller strides show finer detail and take longer.")
        String strides,
    @Parameter(
            label = "Baseline",
            help =
                "What stands in place of what is hidden: zero, mean (of all windows, per step and channel), window:ID or label:NAME.")
        String baselines,
    @Parameter(
            label = "Evaluated at once",
            help =
                "How many changed windows the model sees at once; 0 takes as many as fit the memory.",
            min = 0,
            max = 1 << 16)
        int perturbationsPerEval,
    @Parameter(
            label = "With respect to",
            help = "The input of which parts are hidden.",
            choices = Parameter.Choices.EXPLAINED_INPUTS)
        String wrt,
    TargetParameters target) {

  /** The window's size. */
  Extent window() throws BadInputException {
    return Extent.parse("sliding_window_shapes", slidingWindowShapes);
  }

  /**
   * How far it moves.
   *
   * @throws BadInputException if something would never be hidden
   */
  Extent stride() throws BadInputException {
    Extent stride = Extent.parse("strides", strides);
    Extent window = window();
    if (stride.steps() > window.steps() || stride.units() > window.units()) {
      throw new BadInputException(
          "Found strides="
              + strides
              + " for sliding_window_shapes="
              + slidingWindowShapes
              + ": what lies between two places of the window would never be hidden; choose strides"
              + " of at most the window's size.");
    }
    return stride;
  }
}
