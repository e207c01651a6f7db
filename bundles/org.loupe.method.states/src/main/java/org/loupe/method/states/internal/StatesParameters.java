package org.loupe.method.states.internal;

import org.loupe.analysis.Parameter;

/**
 * What is computed.
 *
 * @param form what one norm is taken of
 * @param fixedPoints whether states are looked for that a frozen input leaves where they are
 * @param frozenInput {@link #MEAN}, or {@code WINDOW:STEP}
 * @param timespan of the frozen step, or 0 for the median
 * @param starts how many visited states the search begins from
 * @param tolerance how far a step may still move a state that counts as fixed
 */
record StatesParameters(
    @Parameter(
            label = "Form",
            help =
                "per_sequence: one norm per window and step; guide: one norm over all windows of a step, as the guide's transition analysis has it.")
        Form form,
    @Parameter(
            label = "Fixed points",
            help =
                "Whether to look for states that a frozen input leaves where they are; needs 'step' in the card.")
        boolean fixedPoints,
    @Parameter(
            label = "Frozen input",
            help =
                "mean, for the mean input of all windows and steps, or WINDOW:STEP, both numbers from 0.",
            when = "fixed_points=true")
        String frozenInput,
    @Parameter(
            label = "Time span",
            help =
                "The time span of the frozen step in the card's unit; 0 takes the median of those given, or 1 where none are.",
            min = 0,
            max = 1e9,
            when = "fixed_points=true")
        double timespan,
    @Parameter(
            label = "Starts",
            help = "How many visited states the search begins from.",
            min = 1,
            max = 1000,
            when = "fixed_points=true")
        int starts,
    @Parameter(
            label = "Tolerance",
            help = "The length that a step may still move a state which counts as fixed.",
            min = 1e-9,
            max = 1,
            when = "fixed_points=true")
        double tolerance) {
  /** The mean input of all windows and steps. */
  static final String MEAN = "mean";
}
