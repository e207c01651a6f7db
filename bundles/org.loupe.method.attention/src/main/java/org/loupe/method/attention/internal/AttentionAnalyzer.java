package org.loupe.method.attention.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.osgi.service.component.annotations.Component;

/**
 * The weights of every attention, what kind of attention heads they are of, and attention rollout
 * (S. Abnar, W. Zuidema, 2020), one forward pass per micro-batch.
 */
@Component(service = Analyzer.class)
public final class AttentionAnalyzer implements Analyzer<AttentionParameters, AttentionResult> {
  static final String ID = "attention";

  private static final Info INFO =
      new Info(
          ID,
          "Attention",
          "Where each attention head looks: how much weight every query step gives to every key step.",
          "A large weight says where a value came from, not that it mattered: ablation shows that (S. Jain, B. Wallace: Attention is not Explanation, 2019).",
          "A. Vaswani and others: Attention Is All You Need, 2017; S. Abnar, W. Zuidema: Quantifying Attention Flow in Transformers, 2020",
          "2",
          List.of());

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<AttentionParameters> parameterType() {
    return AttentionParameters.class;
  }

  @Override
  public Class<AttentionResult> resultType() {
    return AttentionResult.class;
  }

  @Override
  public AttentionParameters defaults(Subject subject) {
    return new AttentionParameters(AttentionParameters.ALL, Decoding.TEACHER_FORCED);
  }

  @Override
  public AttentionResult analyze(Subject subject, AttentionParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    Resampling resampling = Resampling.of(subject);
    BatchSource inputs = subject.inputs(parameters.decoding(), List.of());
    if (inputs.size() == 0) {
      throw new BadInputException("There are no windows to analyse; choose at least one.");
    }
    ModelSession session = subject.session();
    AttentionModules modules = AttentionModules.find(session, inputs, parameters.modules());
    progress.checkCancelled();
    boolean named = !parameters.modules().strip().equals(AttentionParameters.ALL);
    Rollout rollout = Rollout.find(modules.chosen(), named);
    WeightCollector collector = new WeightCollector(modules, rollout, inputs.size(), progress);
    // Opening the model is no measure of how long the windows take.
    progress.named(ID).report(ID, 0, inputs.size());
    ModelSession.Report report =
        session.evaluate(inputs, Query.probes(modules.probes()), collector, progress.named(ID));
    Provenance provenance =
        Provenance.of(INFO, parameters, subject, session, report.microBatch(), started);
    return result(subject, provenance, modules, rollout, collector, resampling, progress);
  }

  private static AttentionResult result(
      Subject subject,
      Provenance provenance,
      AttentionModules modules,
      Rollout rollout,
      WeightCollector collector,
      Resampling resampling,
      Progress progress)
      throws BadInputException {
    boolean[] finite = collector.finite();
    int[] places = IntStream.range(0, finite.length).filter(n -> finite[n]).toArray();
    Resampling used = resampling.subset(places);
    List<FloatTensor> weights = new ArrayList<>();
    List<FloatTensor> means = new ArrayList<>();
    List<FloatTensor> metrics = new ArrayList<>();
    for (int m = 0; m < modules.chosen().size(); m++) {
      weights.add(collector.weights(m));
      means.add(collector.mean(m));
      metrics.add(collector.metrics(m));
    }
    List<HeadSummary> heads =
        Heads.summarize(modules.chosen(), metrics, places, used, subject.seed(), progress);
    int[] numbers = IntStream.of(places).map(place -> subject.windows().numbers()[place]).toArray();
    List<Finding> findings =
        new AttentionFindings(heads, used.describeWindows(numbers))
            .all(used, finite.length - places.length, collector.kept(), modules.remarks());
    return new AttentionResult(
        provenance,
        modules,
        rollout,
        weights,
        means,
        metrics,
        collector.rollouts(),
        collector.meanRollout(),
        finite,
        resampling,
        heads,
        scalars(heads, metrics, places, used, subject.seed(), progress),
        List.of(AttentionTables.heads(heads)),
        findings);
  }

  /** The mean entropy of each module's attention heads. */
  private static List<Scalar> scalars(
      List<HeadSummary> heads,
      List<FloatTensor> metrics,
      int[] places,
      Resampling resampling,
      long seed,
      Progress progress) {
    List<Scalar> scalars = new ArrayList<>();
    for (HeadSummary first : heads.stream().filter(head -> head.head() == 0).toList()) {
      FloatTensor measured = metrics.get(first.layer());
      float[] entropy = new float[places.length];
      for (int n = 0; n < places.length; n++) {
        for (int h = 0; h < first.module().heads(); h++) {
          entropy[n] +=
              measured.at(places[n], h, HeadMetric.ENTROPY.ordinal()) / first.module().heads();
        }
      }
      Bootstrap.Means mean = Bootstrap.means(entropy, 1, resampling, seed, progress);
      boolean known = Double.isFinite(mean.mean()[0]);
      scalars.add(
          new Scalar(
              "entropy/" + first.module().name(),
              "Mean entropy of the attention heads of "
                  + first.module().name()
                  + " (0: a single key, 1: all alike)",
              mean.mean()[0],
              known ? mean.interval(0) : null));
    }
    return scalars;
  }
}
