package org.loupe.method.temporal.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Info;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.InputCard;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;
import org.osgi.service.component.annotations.Component;

/**
 * Importance |∂F/∂x · x| per time step and channel, averaged over windows, with time spans as one
 * more input (A. Shrikumar, P. Greenside, A. Kundaje: Not Just a Black Box, 2016; on networks of R.
 * Hasani et al.: Liquid Time-constant Networks, 2021).
 */
@Component(service = Analyzer.class)
public final class TemporalImportanceAnalyzer
    implements Analyzer<ImportanceParameters, ImportanceResult> {
  static final String ID = "temporal_importance";

  private static final Info INFO =
      new Info(
              ID,
              "Temporal importance",
              "Which channels matter at which time step, and how much the time spans between steps do.",
              "Gradient times input is what a channel adds only as far as the model is linear between zero and the input, and it is large where the input is; channels that move together share it in ways it cannot tell.",
              "A. Shrikumar, P. Greenside, A. Kundaje: Not Just a Black Box, 2016; M. Lechner et al.: Neural Circuit Policies Enabling Auditable Autonomy, 2020; M. Zeiler, R. Fergus: Visualizing and Understanding Convolutional Networks, 2014",
              "1",
              List.of(Info.Need.EXPLAINED_INPUT, Info.Need.PREDICTION_HEAD))
          .in(Info.NCP);

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<ImportanceParameters> parameterType() {
    return ImportanceParameters.class;
  }

  @Override
  public Class<ImportanceResult> resultType() {
    return ImportanceResult.class;
  }

  @Override
  public ImportanceParameters defaults(Subject subject) {
    ModelCard card = subject.card();
    String wrt =
        card.explain().stream()
            .filter(name -> !"timespans".equals(card.input(name).role()))
            .findFirst()
            .orElse(card.explain().get(0));
    return new ImportanceParameters(Objective.SUM, wrt, TargetParameters.defaults(card), true);
  }

  @Override
  public ImportanceResult analyze(
      Subject subject, ImportanceParameters parameters, Progress progress) throws LoupeException {
    long started = System.nanoTime();
    Explained explained = Explained.of(parameters, subject.card());
    if (!subject.card().explain().contains(parameters.wrt())) {
      throw new BadInputException(
          "'"
              + parameters.wrt()
              + "' is not an input that attributions are computed for; the card lists "
              + String.join(", ", subject.card().explain())
              + " under 'explain'.");
    }
    FiniteSubject finite = FiniteSubject.of(subject, progress);
    Resampling resampling = Resampling.of(finite);
    BatchSource inputs = finite.inputs(parameters.target().decoding(), explained.truths());
    InputLayout layout = layout(inputs, parameters.wrt());
    InputCard spansInput = TimeSpans.find(finite.card()).orElse(null);
    TimeSpans spans =
        spansInput != null && TimeSpans.isStored(spansInput, finite)
            ? TimeSpans.read(spansInput, finite, layout.steps(), progress)
            : null;
    ImportanceCollector collector =
        new ImportanceCollector(
            parameters.wrt(), spans, layout, explained.targets().size(), inputs.size());
    ModelSession session = finite.session();
    ModelSession.Report report =
        session.evaluate(
            inputs,
            query(explained, parameters.wrt(), spans),
            collector,
            progress.named("temporal importance"));
    collector.requireFinite(finite.windows().numbers());
    ImportanceSummary summary =
        ImportanceSummary.of(collector, resampling, finite.seed(), progress);
    OcclusionCheck check = null;
    if (parameters.check() && !summary.isZero()) {
      check =
          new Occlusion(
                  finite, parameters.wrt(), layout, explained, spans, collector.sizes().mean())
              .run(inputs, summary.strongest(), resampling, session, progress);
    }
    Provenance provenance =
        Provenance.of(INFO, parameters, finite, session, report.microBatch(), started);
    return result(
        finite, parameters, provenance, explained, collector, summary, spans, check, resampling);
  }

  private static InputLayout layout(BatchSource inputs, String wrt) throws BadInputException {
    if (inputs.read(0, 1).inputs().get(wrt) instanceof FloatTensor first) {
      return InputLayout.of(wrt, first);
    }
    throw new BadInputException(
        "Input '"
            + wrt
            + "' holds no floating-point numbers, so nothing can be differentiated by it; choose a continuous input with wrt.");
  }

  /** Gradients target by target, by the input and then by the time spans. */
  private static Query query(Explained explained, String wrt, @Nullable TimeSpans spans) {
    List<Gradient> gradients = new ArrayList<>();
    for (Target target : explained.targets()) {
      gradients.add(Gradient.ofInput(target, wrt));
    }
    if (spans != null) {
      for (Target target : explained.targets()) {
        gradients.add(Gradient.ofInput(target, spans.input()));
      }
    }
    return Query.gradients(gradients.toArray(Gradient[]::new));
  }

  private static ImportanceResult result(
      FiniteSubject subject,
      ImportanceParameters parameters,
      Provenance provenance,
      Explained explained,
      ImportanceCollector collector,
      ImportanceSummary summary,
      @Nullable TimeSpans spans,
      @Nullable OcclusionCheck check,
      Resampling resampling) {
    ModelCard card = subject.card();
    ChannelNames names =
        new ChannelNames(card.channelsOf(card.input(parameters.wrt())).orElse(null));
    ChannelSizes sizes = collector.sizes();
    List<Finding> findings = new ArrayList<>(subject.findings());
    if (spans == null && TimeSpans.find(card).isPresent()) {
      findings.add(
          Finding.caution(
              "no_spans",
              "The dataset holds no time spans, so the model takes its own, and their importance is unknown.",
              List.of(),
              "said when the card has an optional input of time spans that the dataset lacks",
              null));
    }
    findings.addAll(
        new ImportanceFindings(
                explained,
                parameters.wrt(),
                summary,
                names,
                sizes,
                resampling,
                resampling.describeWindows(subject.windows().numbers()))
            .all(spans, check));
    return new ImportanceResult(
        provenance,
        explained,
        collector.importance(),
        collector.byChannel(),
        collector.byStep(),
        collector.bySpan(),
        summary,
        spans,
        sizes,
        check,
        card.channelsOf(card.input(parameters.wrt())).orElse(null),
        resampling,
        ImportanceTables.scalars(explained, summary, check),
        List.of(ImportanceTables.channels(explained, summary, sizes, check, names)),
        findings);
  }
}
