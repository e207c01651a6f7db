package org.loupe.method.saliency.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Info;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Subject;
import org.loupe.analysis.Table;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.ChannelSet;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Target;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Saliency |∂F/∂x| (K. Simonyan, A. Vedaldi, A. Zisserman, 2013), input × gradient (A. Shrikumar,
 * P. Greenside, A. Kundaje, 2016), SmoothGrad (D. Smilkov et al., 2017) and integrated gradients
 * (M. Sundararajan, A. Taly, Q. Yan, 2017).
 */
@Component(service = Analyzer.class)
public final class SaliencyAnalyzer implements Analyzer<SaliencyParameters, SaliencyResult> {
  static final String ID = "saliency";

  private static final Info INFO =
      new Info(
          ID,
          "Saliency",
          "Which inputs, at which time steps, a prediction hangs on: by the slope at the input, averaged over noise, or along a path from a baseline.",
          "The slope at one input says nothing of larger changes and is small where the model is saturated; integrated gradients see larger changes, but only those from the chosen baseline.",
          "K. Simonyan, A. Vedaldi, A. Zisserman: Deep Inside Convolutional Networks, 2013; A. Shrikumar, P. Greenside, A. Kundaje: Not Just a Black Box, 2016; D. Smilkov et al.: SmoothGrad, 2017; M. Sundararajan, A. Taly, Q. Yan: Axiomatic Attribution for Deep Networks, 2017",
          "2",
          List.of(Info.Need.EXPLAINED_INPUT, Info.Need.PREDICTION_HEAD));

  private final Room room;

  /** With the room that this process has. */
  @Activate
  public SaliencyAnalyzer() {
    this(Room.ofHeap());
  }

  SaliencyAnalyzer(Room room) {
    this.room = room;
  }

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
    FiniteSubject finite = FiniteSubject.of(subject, progress);
    Resampling resampling = Resampling.of(finite);
    BatchSource inputs = inputs(finite, parameters, target);
    ModelSession session = finite.session();
    Place place = Place.of(parameters.wrt(), finite.card(), session);
    FloatTensor first = place.first(inputs, session, progress);
    InputLayout layout = InputLayout.of(parameters.wrt(), first);
    AttributionRun run =
        new AttributionRun(finite, parameters, target, inputs, session, place, first, layout, room);
    run.compute(progress);
    Provenance provenance =
        Provenance.of(INFO, parameters, finite, session, run.microBatch(), started);
    return result(finite, parameters, provenance, run, layout, resampling, progress);
  }

  private static BatchSource inputs(Subject subject, SaliencyParameters parameters, Target target)
      throws BadInputException {
    List<String> truth =
        target.classChoice() == Target.ClassChoice.TRUE
            ? List.of(target.predictionHead())
            : List.of();
    return subject.inputs(parameters.target().decoding(), truth);
  }

  private static SaliencyResult result(
      FiniteSubject subject,
      SaliencyParameters parameters,
      Provenance provenance,
      AttributionRun run,
      InputLayout layout,
      Resampling resampling,
      Progress progress) {
    ModelCard card = subject.card();
    PredictionHead head = card.head(parameters.target().predictionHead());
    Explained explained =
        Explained.of(
            parameters, head.kind() == PredictionHead.Kind.CATEGORICAL, run.baseline().words());
    Attributions attributions = run.attributions();
    Summary magnitudes = attributions.magnitudes().summary(resampling, subject.seed(), progress);
    Summary signed =
        parameters.variant().isSigned()
            ? attributions.signed().summary(resampling, subject.seed(), progress)
            : magnitudes;
    ChannelSet set =
        card.explain().contains(parameters.wrt())
            ? card.channelsOf(card.input(parameters.wrt())).orElse(null)
            : null;
    ChannelNames names = new ChannelNames(set);
    Bootstrap.Means objective =
        Bootstrap.means(attributions.objective().values(), 1, resampling, subject.seed(), progress);
    String windows = resampling.describeWindows(subject.windows().numbers());
    List<Finding> findings = new ArrayList<>(subject.findings());
    List<Scalar> scalars = new ArrayList<>(scalars(explained, magnitudes, objective));
    List<Table> tables = new ArrayList<>();
    tables.add(SaliencyTables.channels(explained, magnitudes, names));
    tables.add(SaliencyTables.groups(explained, magnitudes, names));
    Completeness completeness = run.completeness();
    if (completeness != null) {
      int[] all = IntStream.range(0, resampling.unit().length).toArray();
      CompletenessReport report =
          new CompletenessReport(completeness, subject.windows().numbers(), all, windows);
      findings.addAll(report.findings(parameters.path()));
      scalars.addAll(report.scalars());
      tables.add(report.table());
    }
    findings.addAll(
        new SaliencyFindings(
                explained,
                card.explain().contains(parameters.wrt()) ? parameters.wrt() : null,
                magnitudes,
                names,
                resampling,
                windows)
            .all(run.ranges().constant()));
    attributions.kept().finding("attributions", "heatmap").ifPresent(findings::add);
    return new SaliencyResult(
        provenance,
        explained,
        attributions.maps(),
        attributions.objective(),
        attributions.magnitudes().byChannel(),
        attributions.magnitudes().overall(),
        completeness,
        layout,
        set,
        resampling,
        magnitudes,
        signed,
        scalars,
        tables,
        findings);
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
