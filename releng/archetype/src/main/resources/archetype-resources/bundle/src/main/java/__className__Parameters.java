package ${package};

import org.loupe.analysis.Parameter;

/**
 * What people choose. The workbench makes its form of these components, the command line its
 * options: the name in snake case, the bounds and the help as they stand here.
 *
 * @param wrt the input whose past is hidden
 * @param predictionHead whose predictions are watched
 * @param points how many lengths are tried
 * @param tolerance the share of the greatest drop that still counts as none
 */
record ${className}Parameters(
    @Parameter(
            label = "With respect to",
            help = "The input whose earlier steps are replaced by zero.",
            choices = Parameter.Choices.EXPLAINED_INPUTS)
        String wrt,
    @Parameter(
            label = "Prediction head",
            help = "The named output that is watched.",
            choices = Parameter.Choices.PREDICTION_HEADS)
        String predictionHead,
    @Parameter(
            label = "Lengths",
            help = "How many lengths of history are tried, evenly spread over the window.",
            min = 2,
            max = 64)
        int points,
    @Parameter(
            label = "Tolerance",
            help = "The share of the greatest drop, from 0 to 1, that still counts as no drop.",
            min = 0,
            max = 1)
        double tolerance) {}
