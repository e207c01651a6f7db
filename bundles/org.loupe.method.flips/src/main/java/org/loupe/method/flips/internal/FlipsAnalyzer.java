package org.loupe.method.flips.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.ComparedSubjects;
import org.loupe.analysis.ComparisonAnalyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.HeadPredictions;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.osgi.service.component.annotations.Component;

/**
 * Where checkpoints predict another class than a baseline, in one forward of each over the windows.
 * One model is open at a time.
 */
@Component(service = ComparisonAnalyzer.class)
public final class FlipsAnalyzer implements ComparisonAnalyzer<FlipsParameters, FlipsResult> {
  static final String ID = "flips";

  private static final Info INFO =
      new Info(
          ID,
          "Flips",
          "Which predictions differ between a baseline and other checkpoints, in which windows, and"
              + " whether what is gained outweighs what is lost by more than noise.",
          "It compares predicted classes: it says nothing of why they differ, nor of changes in"
              + " confidence that leave the class as it is.",
          "P. Good: Permutation Tests, 2000; Y. Benjamini, Y. Hochberg: Controlling the False"
              + " Discovery Rate, 1995",
          "2",
          List.of(Info.Need.CATEGORICAL_HEAD));

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<FlipsParameters> parameterType() {
    return FlipsParameters.class;
  }

  @Override
  public Class<FlipsResult> resultType() {
    return FlipsResult.class;
  }

  @Override
  public FlipsParameters defaults(List<Subject> subjects) {
    return new FlipsParameters(true, Decoding.TEACHER_FORCED);
  }

  /** What a checkpoint said, by prediction head, and how it was evaluated. */
  private record Said(Map<String, HeadPredictions> heads, int microBatch) {}

  /** A checkpoint beside the baseline. */
  private record Visited(Pair pair, List<Finding> findings, int microBatch) {}

  @Override
  public FlipsResult analyze(List<Subject> subjects, FlipsParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    ComparedSubjects.requireSeveral(subjects);
    Subject baseline = subjects.get(0);
    Resampling resampling = Resampling.of(baseline);
    ModelSession session = baseline.session();
    Said before = said(baseline, parameters, ComparedSubjects.progressOf(0, subjects, progress));
    Provenance provenance =
        Provenance.of(INFO, parameters, baseline, session, before.microBatch(), started);
    baseline.release();
    ComparedSubjects<Visited> compared =
        ComparedSubjects.visit(
            subjects,
            (other, part) -> {
              CommonHeads common = CommonHeads.of(baseline.checkpoint(), other.checkpoint());
              Said after = said(other, parameters, part);
              List<HeadFlips> flips = flips(before, after, common, baseline, parameters.masked());
              return new Visited(
                  new Pair(
                      other.checkpoint().name(),
                      HeadChange.of(flips, resampling, baseline.seed(), part)),
                  common.findings(),
                  after.microBatch());
            },
            progress);
    List<Finding> cautions = new ArrayList<>(compared.missing());
    compared.kept().forEach(visited -> cautions.addAll(visited.findings()));
    return FlipsResult.of(
        compared.provenance(provenance, Visited::microBatch, started),
        parameters,
        compared.kept().stream().map(Visited::pair).toList(),
        resampling,
        cautions);
  }

  private static Said said(Subject subject, FlipsParameters parameters, Progress progress)
      throws LoupeException {
    Map<String, HeadPredictions> heads = new LinkedHashMap<>();
    List<String> known = new ArrayList<>();
    for (PredictionHead head : CommonHeads.categorical(subject.card())) {
      heads.put(head.name(), new HeadPredictions(head, subject.windows().size()));
      if (HeadPredictions.hasTruth(head, subject)) {
        known.add(head.name());
      }
    }
    ModelSession.Report report =
        subject.forward(
            parameters.decoding(),
            known,
            Query.outputs(heads.keySet().toArray(String[]::new)),
            evaluation -> heads.values().forEach(head -> head.add(evaluation)),
            progress.named(ID));
    return new Said(heads, report.microBatch());
  }

  private static List<HeadFlips> flips(
      Said before, Said after, CommonHeads common, Subject subject, boolean masked)
      throws BadInputException {
    List<HeadFlips> flips = new ArrayList<>();
    for (String name : common.names()) {
      HeadPredictions one = before.heads().get(name);
      HeadPredictions other = after.heads().get(name);
      if (one == null || other == null || one.steps() != other.steps()) {
        throw new BadInputException(
            "Prediction head '"
                + name
                + "' has "
                + (one == null ? 0 : one.steps())
                + " positions per window in the baseline and "
                + (other == null ? 0 : other.steps())
                + " here; compare checkpoints of one model.");
      }
      boolean[] counted = one.counted(masked, subject);
      for (int i = 0; i < counted.length; i++) {
        counted[i] &= other.predicted(i) >= 0;
      }
      flips.add(HeadFlips.of(one, other, counted));
    }
    return flips;
  }
}
