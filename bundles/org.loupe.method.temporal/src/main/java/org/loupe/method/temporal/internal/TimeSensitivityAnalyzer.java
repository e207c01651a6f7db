package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.ChangedInputs;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.HeadMask;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.Info;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.PerWindow;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.RandomStreams;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.analysis.VariantSource;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Gradient;
import org.loupe.model.InputCard;
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
 * How outputs change when all time spans are scaled, mean|f(x, s·Δt) − f(x, Δt)|, where in the
 * window they do, and the gradient ∂F/∂Δt (on networks of R. Hasani et al.: Liquid Time-constant
 * Networks, 2021, and Closed-form Continuous-time Neural Networks, 2022).
 */
@Component(service = Analyzer.class)
public final class TimeSensitivityAnalyzer
    implements Analyzer<SensitivityParameters, SensitivityResult> {
  static final String ID = "time_sensitivity";

  private static final Info INFO =
      new Info(
              ID,
              "Time sensitivity",
              "How much a liquid network's outputs change when the time between its steps is longer or shorter, and whether it uses that time at all.",
              "Scaled spans are spans that the model may never have seen, with inputs that did not change accordingly; a large change there says nothing of how well the model handles them.",
              "R. Hasani et al.: Liquid Time-constant Networks, 2021; R. Hasani et al.: Closed-form Continuous-time Neural Networks, 2022",
              "1",
              List.of(Info.Need.TIMESPANS, Info.Need.PREDICTION_HEAD))
          .in(Info.NCP);

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<SensitivityParameters> parameterType() {
    return SensitivityParameters.class;
  }

  @Override
  public Class<SensitivityResult> resultType() {
    return SensitivityResult.class;
  }

  @Override
  public SensitivityParameters defaults(Subject subject) {
    ModelCard card = subject.card();
    String head =
        card.heads().stream()
            .filter(each -> each.kind() == PredictionHead.Kind.REGRESSION)
            .findFirst()
            .orElse(card.heads().get(0))
            .name();
    return new SensitivityParameters(Scales.USUAL, 13, head, Decoding.TEACHER_FORCED);
  }

  @Override
  public SensitivityResult analyze(
      Subject subject, SensitivityParameters parameters, Progress progress) throws LoupeException {
    long started = System.nanoTime();
    Scales scales = Scales.parse(parameters.scales(), parameters.sweep());
    PredictionHead head = head(subject.card(), parameters.predictionHead());
    InputCard input =
        TimeSpans.find(subject.card())
            .orElseThrow(
                () -> new BadInputException(INFO.unmet(subject.card()).orElse(INFO.name())));
    FiniteSubject finite = FiniteSubject.of(subject, progress);
    Resampling resampling = Resampling.of(finite);
    boolean known = HeadPredictions.hasTruth(head, finite);
    BatchSource inputs =
        finite.inputs(parameters.decoding(), known ? List.of(head.name()) : List.of());
    InputLayout layout = layout(inputs, input);
    TimeSpans spans = TimeSpans.read(input, finite, layout.steps(), progress);
    spans.requireScalable();
    ModelSession session = finite.session();
    Readout readout = Readout.all(head);
    PerWindow.requireRoom(inputs.size(), 2L * spans.mean().length);
    SlopeCollector slopes = new SlopeCollector(spans, readout, inputs.size());
    session.evaluate(
        inputs,
        Query.gradients(Gradient.ofInput(target(head), input.name())).withOutputs(head.name()),
        slopes,
        progress.named("gradient by time spans"));
    slopes.requireFinite(finite.windows().numbers());
    List<Alternative> alternatives = Alternative.of(spans, inputs.size());
    ChangeCollector changes =
        new ChangeCollector(
            readout,
            scales,
            alternatives.size(),
            slopes.steps(),
            slopes.values(),
            inputs.size(),
            counted(head, known, finite, slopes.steps()));
    ModelSession.Report report =
        session.evaluate(
            variants(inputs, scales, alternatives, spans, slopes.spans(), finite.seed()),
            RecurrentBatch.outputs(layout, head.name()),
            changes,
            progress.named("scaled time spans"));
    changes.requireFinite(finite.windows().numbers());
    SensitivitySummary summary =
        SensitivitySummary.of(
            changes,
            slopes,
            scales,
            alternatives,
            !readout.isCategorical(),
            resampling,
            finite.seed(),
            progress);
    Provenance provenance =
        Provenance.of(INFO, parameters, finite, session, report.microBatch(), started);
    return result(finite, provenance, head, spans, slopes, changes, summary, resampling);
  }

  private static PredictionHead head(ModelCard card, String name) throws BadInputException {
    return card.heads().stream()
        .filter(head -> head.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "There is no prediction head '"
                        + name
                        + "'; the card has "
                        + String.join(
                            ", ", card.heads().stream().map(PredictionHead::name).toList())
                        + "."));
  }

  /** Of the input beside the spans that has steps and channels; without one, of the spans. */
  private static InputLayout layout(BatchSource inputs, InputCard spans) throws BadInputException {
    Map<String, Tensor> first = inputs.read(0, 1).inputs();
    for (Map.Entry<String, Tensor> each : first.entrySet()) {
      if (!each.getKey().equals(spans.name()) && each.getValue().shape().length == 3) {
        return InputLayout.of(each.getKey(), each.getValue());
      }
    }
    Tensor own = first.get(spans.name());
    if (own == null) {
      throw TimeSpans.missing(spans);
    }
    return InputLayout.of(spans.name(), own);
  }

  /** F: the sum of the outputs; of classes the log-probability of the predicted ones. */
  private static Target target(PredictionHead head) {
    return head.kind() == PredictionHead.Kind.CATEGORICAL
        ? Target.predicted(head.name())
        : new Target(head.name(), Target.Objective.LOGIT, Target.ClassChoice.PREDICTED, -1, null);
  }

  private static boolean[] counted(PredictionHead head, boolean known, Subject subject, int steps)
      throws BadInputException {
    int[] numbers = subject.windows().numbers();
    if (known && !head.mask().isEmpty()) {
      return HeadMask.counts(
          head, subject.windows().dataset(), numbers, Math.multiplyExact(numbers.length, steps));
    }
    boolean[] all = new boolean[Math.multiplyExact(numbers.length, steps)];
    Arrays.fill(all, true);
    return all;
  }

  /** Every window as it is, scaled, and with the alternatives. */
  private static BatchSource variants(
      BatchSource inputs,
      Scales scales,
      List<Alternative> alternatives,
      TimeSpans spans,
      PerWindow all,
      long seed) {
    int count = scales.all().length;
    int[] others = ChangedInputs.others(inputs.size(), RandomStreams.of(seed, inputs.size()));
    return new VariantSource(
        inputs,
        1 + count + alternatives.size(),
        spans.input(),
        (window, variant, values, offset) -> {
          int each = all.columns();
          if (variant > count) {
            switch (alternatives.get(variant - count - 1)) {
              case ONE -> Arrays.fill(values, offset, offset + each, 1);
              case MEAN -> Arrays.fill(values, offset, offset + each, (float) spans.overall());
              case OTHER ->
                  System.arraycopy(all.values(), others[window] * each, values, offset, each);
            }
          } else if (variant > 0) {
            float scale = (float) scales.all()[variant - 1];
            for (int i = offset; i < offset + each; i++) {
              values[i] *= scale;
            }
          }
        });
  }

  private static SensitivityResult result(
      FiniteSubject subject,
      Provenance provenance,
      PredictionHead head,
      TimeSpans spans,
      SlopeCollector slopes,
      ChangeCollector changes,
      SensitivitySummary summary,
      Resampling resampling) {
    SensitivityFindings words =
        new SensitivityFindings(
            head,
            spans,
            summary,
            changes.byValue(),
            slopes.steps(),
            slopes.values(),
            resampling,
            subject.seed(),
            resampling.describeWindows(subject.windows().numbers()));
    List<Finding> findings = new ArrayList<>(subject.findings());
    findings.addAll(words.all());
    return new SensitivityResult(
        provenance,
        head,
        slopes.steps(),
        slopes.values(),
        spans,
        changes.changes(),
        changes.byValue(),
        changes.errors(),
        slopes.gradient(),
        summary,
        resampling,
        SensitivityTables.scalars(summary),
        List.of(SensitivityTables.scales(summary, spans, head)),
        findings,
        words.caveats());
  }
}
