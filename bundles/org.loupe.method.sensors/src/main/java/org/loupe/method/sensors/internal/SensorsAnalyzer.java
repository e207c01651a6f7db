package org.loupe.method.sensors.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.ChannelNames;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.Info;
import org.loupe.analysis.InputBaseline;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Subject;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.Axis;
import org.loupe.model.BatchSource;
import org.loupe.model.Dimension;
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
          "1",
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
        Score.CONFIDENCE,
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
    drops.run(session, scored.windows().numbers(), progress);
    Provenance provenance =
        Provenance.of(INFO, parameters, scored, session, drops.microBatch(), started);
    return result(
        scored,
        provenance,
        Described.of(parameters, changes.baseline(), changes.stored()),
        units,
        names,
        drops,
        changes.rounds(),
        paired,
        scoring,
        findings,
        progress);
  }

  private static SensorsResult result(
      FiniteSubject subject,
      Provenance provenance,
      Described described,
      Units units,
      ChannelNames names,
      Drops drops,
      int rounds,
      boolean paired,
      Scoring scoring,
      List<Finding> findings,
      Progress progress)
      throws LoupeException {
    int windows = subject.windows().size();
    int[] all = IntStream.range(0, windows).toArray();
    Resampling resampling = Resampling.of(subject);
    float[] values = Arrays.copyOf(drops.values(), units.size() * rounds * windows);
    boolean[] unchanged = Arrays.copyOf(drops.unchanged(), units.size());
    Ranking ranking =
        Ranking.of(values, rounds, windows, all, resampling, unchanged, subject.seed(), progress);
    @Nullable Interactions interactions =
        paired
            ? Interactions.of(
                drops.values(), units.size(), windows, all, resampling, subject.seed(), progress)
            : null;
    Bootstrap.Means base = base(scoring, resampling, subject.seed(), progress);
    SensorFindings said =
        new SensorFindings(
            described,
            units,
            names,
            ranking,
            resampling,
            SensorsView.windows(subject.windows().numbers(), resampling));
    findings.addAll(said.all(interactions));
    return new SensorsResult(
        provenance,
        described,
        units,
        names,
        FloatTensor.of(
            values,
            Axis.of(units.dimension(), units.size()),
            new Axis("repeat", Dimension.VALUE, rounds),
            Axis.of(Dimension.WINDOW, windows)),
        paired ? drops.values() : null,
        ranking,
        interactions,
        resampling,
        scalars(described, units, ranking, base),
        SensorTables.all(described, units, names, ranking, interactions),
        findings);
  }

  private static Bootstrap.Means base(
      Scoring scoring, Resampling resampling, long seed, Progress progress) {
    float[] base = new float[scoring.base().length];
    for (int n = 0; n < base.length; n++) {
      base[n] = (float) scoring.base()[n];
    }
    return Bootstrap.means(base, 1, resampling, seed, progress);
  }

  private static List<Scalar> scalars(
      Described described, Units units, Ranking ranking, Bootstrap.Means base) {
    int needed = ranking.needed(0.9);
    return List.of(
        new Scalar(
            "score", "Mean " + described.score() + ", unchanged", base.mean()[0], base.interval(0)),
        new Scalar(
            "outstanding",
            "Number of " + units.noun() + "s that stand out of the noise",
            ranking.outstanding(),
            null),
        new Scalar(
            "needed",
            "Number of " + units.noun() + "s for 90 % of all positive drops",
            needed == 0 ? Double.NaN : needed,
            null));
  }
}
