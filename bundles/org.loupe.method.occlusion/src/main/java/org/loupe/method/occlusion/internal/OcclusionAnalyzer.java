package org.loupe.method.occlusion.internal;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Info;
import org.loupe.analysis.InputBaseline;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Subject;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;
import org.osgi.service.component.annotations.Component;

/**
 * Occlusion (M. Zeiler, R. Fergus: Visualizing and Understanding Convolutional Networks, 2014) over
 * time and groups of channels: a window slides over the input, what it covers is replaced by a
 * baseline, and the target's drop F(x) − F(x hidden) is given to everything that was covered; where
 * windows overlap, their mean.
 */
@Component(service = Analyzer.class)
public final class OcclusionAnalyzer implements Analyzer<OcclusionParameters, OcclusionResult> {
  static final String ID = "occlusion";

  private static final Info INFO =
      new Info(
          ID,
          "Occlusion",
          "Where and when the input carries a prediction: how far it drops when a stretch of time of some channels is hidden.",
          "What is hidden is replaced by something that no machine may have produced, and two places that say the same stand in for each other.",
          "M. Zeiler, R. Fergus: Visualizing and Understanding Convolutional Networks, 2014",
          "2",
          List.of(Info.Need.EXPLAINED_INPUT, Info.Need.PREDICTION_HEAD));

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<OcclusionParameters> parameterType() {
    return OcclusionParameters.class;
  }

  @Override
  public Class<OcclusionResult> resultType() {
    return OcclusionResult.class;
  }

  @Override
  public OcclusionParameters defaults(Subject subject) {
    ModelCard card = subject.card();
    String input = card.explain().get(0);
    boolean grouped = !names(card, input).groups().isEmpty();
    return new OcclusionParameters(
        grouped ? Over.CHANNEL_GROUPS : Over.CHANNELS,
        "8,1",
        "4,1",
        InputBaseline.ZERO,
        0,
        input,
        TargetParameters.defaults(card));
  }

  @Override
  public OcclusionResult analyze(Subject subject, OcclusionParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    ModelCard card = subject.card();
    String input = parameters.wrt();
    Target target = parameters.target().target(card);
    Extent window = parameters.window();
    Extent stride = parameters.stride();
    if (!card.explain().contains(input)) {
      throw new BadInputException(
          "Input '"
              + input
              + "' is not one that can be hidden; the card lists "
              + String.join(", ", card.explain())
              + " under 'explain'.");
    }
    FiniteSubject finite = FiniteSubject.of(subject, progress);
    PredictionHead head = card.head(target.predictionHead());
    BatchSource inputs =
        finite.inputs(
            parameters.target().decoding(),
            target.classChoice() == Target.ClassChoice.TRUE ? List.of(head.name()) : List.of());
    InputLayout layout = InputLayout.of(input, first(inputs, input));
    Units units = Units.of(parameters.over(), layout.channels(), names(card, input), input);
    Grid grid =
        new Grid(layout.steps(), units.size(), window.within(layout.steps(), units.size()), stride);
    InputBaseline baseline =
        InputBaseline.of(parameters.baselines(), finite, input, layout.elements(), progress);
    Objective objective = new Objective(head, target, inputs.size());
    Drops drops = new Drops(inputs, input, layout, units, grid, baseline.values(), objective);
    ModelSession session = finite.session();
    Outcome outcome =
        new Outcome(
            INFO,
            parameters,
            Described.of(parameters.target(), head, baseline.words()),
            units,
            grid,
            layout,
            drops,
            objective,
            session,
            started);
    try {
      drops.run(
          session,
          Query.outputs(head.name()).withMicroBatch(parameters.perturbationsPerEval()),
          finite.windows().numbers(),
          progress);
    } catch (CancellationException e) {
      throw outcome.partial(finite, window, e);
    }
    return outcome.result(finite, window, progress);
  }

  private static ChannelNames names(ModelCard card, String input) {
    return new ChannelNames(card.channelsOf(card.input(input)).orElse(null));
  }

  private static FloatTensor first(BatchSource inputs, String input) throws BadInputException {
    if (inputs.read(0, 1).inputs().get(input) instanceof FloatTensor tensor) {
      return tensor;
    }
    throw new BadInputException(
        "Input '"
            + input
            + "' holds no floating-point numbers, so none of it can be replaced by a baseline; choose"
            + " a continuous input.");
  }
}
