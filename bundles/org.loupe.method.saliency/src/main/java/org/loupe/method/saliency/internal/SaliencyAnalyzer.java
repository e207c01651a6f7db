package org.loupe.method.saliency.internal;

import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Info;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Subject;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.ChannelSet;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;
import org.loupe.model.Tensor;
import org.osgi.service.component.annotations.Component;

/**
 * Saliency |∂F/∂x| (K. Simonyan, A. Vedaldi, A. Zisserman, 2013) and input × gradient (A.
 * Shrikumar, P. Greenside, A. Kundaje, 2016), one backward pass per micro-batch.
 */
@Component(service = Analyzer.class)
public final class SaliencyAnalyzer implements Analyzer<SaliencyParameters, SaliencyResult> {
  static final String ID = "saliency";

  private static final Info INFO =
      new Info(
          ID,
          "Saliency",
          "Which inputs, at which time steps, a small change of which would change the prediction most.",
          "It is the slope at this very input: it says nothing of larger changes, and where the model is saturated it is small although the input matters.",
          "K. Simonyan, A. Vedaldi, A. Zisserman: Deep Inside Convolutional Networks, 2013; A. Shrikumar, P. Greenside, A. Kundaje: Not Just a Black Box, 2016",
          "1",
          List.of(Info.Need.EXPLAINED_INPUT, Info.Need.PREDICTION_HEAD));

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<SaliencyParameters> parameterType() {
    return SaliencyParameters.class;
  }

  @Override
  public Class<SaliencyResult> resultType() {
    return SaliencyResult.class;
  }

  @Override
  public SaliencyParameters defaults(Subject subject) {
    ModelCard card = subject.card();
    return new SaliencyParameters(
        Variant.SALIENCY, card.explain().get(0), TargetParameters.defaults(card));
  }

  @Override
  public SaliencyResult analyze(Subject subject, SaliencyParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    Target target = parameters.target().target(subject.card());
    requireExplained(parameters.wrt(), subject.card());
    Resampling resampling = Resampling.of(subject);
    BatchSource inputs = inputs(subject, parameters, target);
    Tensor first = first(parameters.wrt(), inputs);
    InputLayout layout = InputLayout.of(parameters.wrt(), first);
    Collector collector =
        new Collector(parameters.variant(), parameters.wrt(), layout, inputs.size(), first);
    ModelSession session = subject.session();
    // Opening the model is no measure of how long the windows take.
    progress.named(ID).report(ID, 0, inputs.size());
    ModelSession.Report report =
        session.evaluate(
            inputs,
            Query.gradients(Gradient.ofInput(target, parameters.wrt())),
            collector,
            progress.named(ID));
    collector.requireFinite(subject.windows().numbers());
    Provenance provenance =
        Provenance.of(INFO, parameters, subject, session, report.microBatch(), started);
    return result(subject, parameters, provenance, collector, layout, resampling, progress);
  }

  private static void requireExplained(String input, ModelCard card) throws BadInputException {
    if (!card.explain().contains(input)) {
      throw new BadInputException(
          "Input '"
              + input
              + "' is not one that attributions are computed for; the card lists "
              + String.join(", ", card.explain())
              + " under 'explain'.");
    }
  }

  private static BatchSource inputs(Subject subject, SaliencyParameters parameters, Target target)
      throws BadInputException {
    List<String> truth =
        target.classChoice() == Target.ClassChoice.TRUE
            ? List.of(target.predictionHead())
            : List.of();
    BatchSource inputs = subject.inputs(parameters.target().decoding(), truth);
    if (inputs.size() == 0) {
      throw new BadInputException("There are no windows to analyse; choose at least one.");
    }
    return inputs;
  }

  private static Tensor first(String input, BatchSource inputs) throws BadInputException {
    return inputs.read(0, 1).inputs().get(input);
  }

  private static SaliencyResult result(
      Subject subject,
      SaliencyParameters parameters,
      Provenance provenance,
      Collector collector,
      InputLayout layout,
      Resampling resampling,
      Progress progress) {
    ModelCard card = subject.card();
    PredictionHead head = card.head(parameters.target().predictionHead());
    Explained explained = Explained.of(parameters, head.kind() == PredictionHead.Kind.CATEGORICAL);
    float[] values = collector.attribution().values();
    int[] all = IntStream.range(0, resampling.unit().length).toArray();
    Summary magnitudes =
        Summary.of(values, layout, all, true, resampling, subject.seed(), progress);
    Summary signed =
        parameters.variant().isSigned()
            ? Summary.of(values, layout, all, false, resampling, subject.seed(), progress)
            : magnitudes;
    ChannelSet set = card.channelsOf(card.input(parameters.wrt())).orElse(null);
    ChannelNames names = new ChannelNames(set);
    Bootstrap.Means objective =
        Bootstrap.means(collector.objective().values(), 1, resampling, subject.seed(), progress);
    return new SaliencyResult(
        provenance,
        explained,
        collector.attribution(),
        collector.objective(),
        layout,
        set,
        resampling,
        magnitudes,
        signed,
        scalars(explained, magnitudes, objective),
        List.of(
            SaliencyTables.channels(explained, magnitudes, names),
            SaliencyTables.groups(explained, magnitudes, names)),
        new SaliencyFindings(
                explained,
                magnitudes,
                names,
                resampling,
                SaliencyView.windows(subject.windows().numbers(), resampling))
            .all(collector.constant()));
  }

  private static List<Scalar> scalars(
      Explained explained, Summary magnitudes, Bootstrap.Means objective) {
    return List.of(
        new Scalar(
            "mean",
            "Mean magnitude of the " + explained.phrase(),
            magnitudes.overall().mean()[0],
            magnitudes.overall().interval(0)),
        new Scalar(
            "maximum",
            "Greatest magnitude of the " + explained.phrase(),
            magnitudes.maximum(),
            null),
        new Scalar(
            "objective",
            "Mean of the target (" + explained.target() + ")",
            objective.mean()[0],
            objective.interval(0)));
  }
}
