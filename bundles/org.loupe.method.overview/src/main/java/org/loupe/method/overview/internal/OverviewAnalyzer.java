package org.loupe.method.overview.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Subject;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.osgi.service.component.annotations.Component;

/**
 * Scores every prediction head beside what needs no model, and beside the model without an input:
 * set to zero, or taken from another window (the permutation importance of a whole input; L.
 * Breiman: Random Forests, 2001). Differences are paired per window.
 */
@Component(service = Analyzer.class)
public final class OverviewAnalyzer implements Analyzer<OverviewParameters, OverviewResult> {
  static final String ID = "overview";

  private static final int REPEATS = 3;

  private static final Info INFO =
      new Info(
          ID,
          "Overview",
          "How right each prediction head is, beside what needs no model, and whether it uses its inputs at all.",
          "It says whether an input matters as a whole, not where or how; a prediction head that is as right without an input may still look at it.",
          "L. Breiman: Random Forests, Machine Learning 45, 2001 (permutation importance)",
          "1",
          List.of(Info.Need.PREDICTION_HEAD));

  @Override
  public Info info() {
    return INFO;
  }

  @Override
  public Class<OverviewParameters> parameterType() {
    return OverviewParameters.class;
  }

  @Override
  public Class<OverviewResult> resultType() {
    return OverviewResult.class;
  }

  @Override
  public OverviewParameters defaults(Subject subject) {
    return new OverviewParameters(REPEATS, Decoding.TEACHER_FORCED);
  }

  @Override
  public OverviewResult analyze(Subject subject, OverviewParameters parameters, Progress progress)
      throws LoupeException {
    long started = System.nanoTime();
    if (subject.windows().size() == 0) {
      throw new BadInputException("There are no windows to analyse; choose at least one.");
    }
    Resampling resampling = Resampling.of(subject);
    Map<String, String> lacks = new LinkedHashMap<>();
    List<Truth> truths = truths(subject, lacks, progress);
    BatchSource inputs = subject.inputs(parameters.decoding(), List.of());
    ModelSession session = subject.session();
    int microBatch;
    Map<String, List<Measured>> measured = new LinkedHashMap<>();
    Map<String, List<Tally>> tallies = new LinkedHashMap<>();
    if (truths.isEmpty()) {
      microBatch = look(session, subject.card(), inputs, progress);
    } else {
      Scores scores = new Scores(subject, parameters, resampling, truths);
      microBatch = scores.compute(session, inputs, progress, tallies, measured);
    }
    List<HeadScores> heads = new ArrayList<>();
    for (PredictionHead head : subject.card().heads()) {
      heads.add(
          truths.stream()
              .filter(truth -> truth.head().name().equals(head.name()))
              .findFirst()
              .map(truth -> scores(truth, tallies, measured))
              .orElseGet(() -> HeadScores.none(head, lacks.getOrDefault(head.name(), ""))));
    }
    Provenance provenance = Provenance.of(INFO, parameters, subject, session, microBatch, started);
    return new Conclusions(subject, resampling, heads, session.probes(), parameters.decoding())
        .result(provenance, tallies);
  }

  private static HeadScores scores(
      Truth truth, Map<String, List<Tally>> tallies, Map<String, List<Measured>> measured) {
    String name = truth.head().name();
    return new HeadScores(
        truth.head(),
        truth.counted(),
        tallies.getOrDefault(name, List.of()).get(0).notFinite(),
        measured.getOrDefault(name, List.of()),
        "");
  }

  private static List<Truth> truths(Subject subject, Map<String, String> lacks, Progress progress)
      throws BadInputException {
    List<Truth> truths = new ArrayList<>();
    for (PredictionHead head : subject.card().heads()) {
      ArrayReference target = head.target();
      if (target == null) {
        lacks.put(head.name(), "the card names no target");
      } else if (!subject.windows().dataset().arrays().containsKey(target.array())) {
        lacks.put(head.name(), "the dataset has no array '" + target.array() + "'");
      } else {
        Truth truth = Truth.read(head, target, subject.windows(), progress);
        String lack = truth.lack();
        if (lack != null) {
          lacks.put(head.name(), lack);
        } else {
          truths.add(truth);
        }
      }
    }
    return truths;
  }

  /** Without true values the model is only run, so that its forward is checked. */
  private static int look(
      ModelSession session, ModelCard card, BatchSource inputs, Progress progress)
      throws LoupeException {
    BatchSource some =
        new BatchSource() {
          @Override
          public int size() {
            return Math.min(2, inputs.size());
          }

          @Override
          public Batch read(int from, int to) throws BadInputException {
            return inputs.read(from, to);
          }
        };
    String[] heads = card.heads().stream().map(PredictionHead::name).toArray(String[]::new);
    return session
        .evaluate(some, Query.outputs(heads), evaluation -> {}, progress.named(ID))
        .microBatch();
  }
}
