package org.loupe.method.sensors.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Info;
import org.loupe.analysis.InputBaseline;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Subject;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.osgi.service.component.annotations.Component;

/**
 * How much each channel matters: how far a score drops when it is permuted (L. Breiman: Random
 * Forests, 2001; A. Fisher, C. Rudin, F. Dominici, 2019), occluded (M. Zeiler, R. Fergus, 2014), or
 * ablated with its whole group.
 */
@Component(service = Analyzer.class)
public final class SensorsAnalyzer implements Analyzer<SensorsParameters, SensorsResult> {
  static final String ID = "sensors";

  /** With more groups, pairs are left out. */
  static final int MOST_PAIRED_GROUPS = 32;

  private static final Info INFO =
      new Info(
          ID,
          "Sensors",
          "Which channels a prediction cannot do without: how far its score drops when one is permuted or replaced.",
          "Channels that say the same stand in for each other and may all look unimportant, and a permuted or replaced channel makes inputs that no machine ever produced.",
          "L. Breiman: Random Forests, 2001; A. Fisher, C. Rudin, F. Dominici: All Models are Wrong, but Many are Useful, 2019; M. Zeiler, R. Fergus: Visualizing and Understanding Convolutional Networks, 2014",
          "2",
          List.of(Info.Need.EXPLAINED_INPUT, Info.Need.CATEGORICAL_HEAD));

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<SensorsParameters> parameterType() {
    return SensorsParameters.class;
  }

  @Override
  public Class<SensorsResult> resultType() {
    return SensorsResult.class;
  }

  @Override
  public SensorsParameters defaults(Subject subject) {
    ModelCard card = subject.card();
    String head =
        card.heads().stream()
            .filter(each -> each.kind() == PredictionHead.Kind.CATEGORICAL)
            .findFirst()
            .orElse(card.heads().get(0))
            .name();
    return new SensorsParameters(
        Kind.PERMUTATION,
        Over.TIME,
        8,
        5,
        Score.LOG_PROBABILITY,
        "",
        InputBaseline.ZERO,
        card.explain().get(0),
        head,
        TargetParameters.PREDICTED,
        TargetParameters.ALL,
        Decoding.TEACHER_FORCED);
  }

  @Override
  public SensorsResult analyze(Subject subject, SensorsParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    Request request = new Request(parameters, subject.card());
    request.check();
    FiniteSubject finite = FiniteSubject.of(subject, progress);
    List<Finding> findings = new ArrayList<>(finite.findings());
    Scoring.Truth truth = request.truth(finite);
    FiniteSubject scored = request.scored(finite, truth);
    if (scored.places().length < finite.places().length) {
      findings.add(request.unscored(finite, scored));
      truth = request.truth(scored);
    }
    BatchSource inputs = scored.inputs(parameters.decoding(), List.of());
    FloatTensor first = request.first(inputs);
    InputLayout layout = InputLayout.of(parameters.wrt(), first);
    ChannelNames names =
        new ChannelNames(
            scored.card().channelsOf(scored.card().input(parameters.wrt())).orElse(null));
    Changes changes = Changes.of(request, scored, inputs, layout, progress);
    boolean grouped = parameters.kind() == Kind.GROUP_ABLATION;
    Units units =
        grouped
            ? Units.groups(layout.channels(), names, parameters.wrt())
            : Units.channels(layout.channels(), names);
    boolean paired = grouped && units.size() > 1 && units.size() <= MOST_PAIRED_GROUPS;
    Scoring scoring =
        new Scoring(
            parameters.predictionHead(), parameters.score(), request.step(), truth, inputs.size());
    Drops drops =
        new Drops(
            inputs,
            parameters.wrt(),
            parameters.predictionHead(),
            paired ? units.withPairs() : units,
            changes.rounds(),
            layout.channels(),
            changes.change(),
            scoring);
    ModelSession session = scored.session();
    Described described = Described.of(parameters, changes.baseline(), changes.stored());
    Outcome outcome =
        new Outcome(
            INFO,
            parameters,
            described,
            units,
            names,
            drops,
            changes.rounds(),
            paired,
            scoring,
            session,
            started);
    try {
      drops.run(session, scored.windows().numbers(), progress);
    } catch (CancellationException e) {
      throw outcome.partial(scored, findings, e);
    }
    return outcome.result(scored, findings, progress);
  }
}
