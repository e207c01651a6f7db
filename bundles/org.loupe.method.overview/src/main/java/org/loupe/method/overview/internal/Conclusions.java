package org.loupe.method.overview.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Samples;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Subject;
import org.loupe.analysis.Table;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Probes;
import org.loupe.model.Tensor;

/**
 * Puts scores and what the runtime found of the model together.
 *
 * @param subject what was analysed
 * @param resampling what the windows belong to
 * @param heads the scores
 * @param probes what the runtime found
 * @param decoding whether the model saw the true previous tokens
 */
record Conclusions(
    Subject subject,
    Resampling resampling,
    List<HeadScores> heads,
    Probes probes,
    Decoding decoding) {

  /**
   * The result.
   *
   * @param tallies by prediction head, those of the known measures in their order
   */
  OverviewResult result(Provenance provenance, Map<String, List<Tally>> tallies) {
    String decoded =
        subject.card().generation() == null
            ? ""
            : decoding == Decoding.FREE_RUNNING ? ", free-running" : ", teacher-forced";
    OverviewFindings findings = new OverviewFindings(resampling, windows() + decoded);
    heads.forEach(findings::head);
    Probes.Verification verification = probes.verification();
    if (Boolean.FALSE.equals(verification.deterministic())) {
      findings.random(verification.remark());
    } else if (!verification.remark().isEmpty()) {
      findings.remark(verification.remark());
    }
    findings.units();
    List<OverviewResult.Check> checks = checks();
    return new OverviewResult(
        provenance,
        heads,
        checks,
        resampling,
        arrays(tallies),
        samples(tallies),
        scalars(),
        List.of(table(), table(checks)),
        findings.findings(),
        findings.caveats());
  }

  private String windows() {
    return resampling.describeWindows(subject.windows().numbers());
  }

  private List<OverviewResult.Check> checks() {
    Probes.Verification verification = probes.verification();
    List<OverviewResult.Check> checks = new ArrayList<>();
    Boolean same = verification.deterministic();
    checks.add(
        new OverviewResult.Check(
            "same input, same output",
            same == null ? "not known" : same ? "yes" : "no",
            Boolean.FALSE.equals(same) ? verification.remark() : ""));
    checks.add(
        new OverviewResult.Check(
            "looking inside",
            switch (verification.state()) {
              case NOT_YET -> "not checked";
              case VERIFIED -> probes.all().size() + " probes";
              case WITHOUT_ATTENTION -> probes.all().size() + " probes, none of attention";
              case WITHOUT_PROBES -> "not possible";
            },
            Boolean.FALSE.equals(same) ? "" : verification.remark()));
    checks.add(
        new OverviewResult.Check(
            "intervals",
            resampling.isPossible() ? "yes" : "no",
            resampling.isPossible()
                ? "resampled: " + resampling.describe()
                : "nothing to resample: " + resampling.describe()));
    for (HeadScores head : heads) {
      checks.add(
          new OverviewResult.Check(
              "true values of " + head.head().name(),
              head.lack().isEmpty() ? head.positions() + " positions" : "none",
              head.lack().isEmpty() && head.notFinite() > 0
                  ? "outputs not finite: " + head.notFinite()
                  : head.lack()));
    }
    return checks;
  }

  private Map<String, Tensor> arrays(Map<String, List<Tally>> tallies) {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    int windows = subject.windows().size();
    tallies.forEach(
        (head, list) -> {
          float[] values = new float[windows * list.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i % list.size()).mean(i / list.size());
          }
          arrays.put(
              "score/" + head,
              FloatTensor.of(
                  values,
                  Axis.of(Dimension.WINDOW, windows),
                  new Axis("measure", Dimension.VALUE, list.size())));
        });
    return arrays;
  }

  private Samples samples(Map<String, List<Tally>> tallies) {
    List<Sample> all = new ArrayList<>();
    for (boolean categorical : new boolean[] {true, false}) {
      List<HeadScores> known =
          heads.stream()
              .filter(head -> head.isKnown() && head.isCategorical() == categorical)
              .toList();
      if (!known.isEmpty()) {
        all.add(sample(known, tallies, categorical));
      }
    }
    return Samples.of(resampling, all);
  }

  private Sample sample(
      List<HeadScores> known, Map<String, List<Tally>> tallies, boolean categorical) {
    int windows = subject.windows().size();
    float[] sums = new float[windows * known.size()];
    float[] counts = new float[sums.length];
    for (int h = 0; h < known.size(); h++) {
      // The first is that of the model on the windows as they are.
      Tally intact = tallies.getOrDefault(known.get(h).head().name(), List.of()).get(0);
      for (int n = 0; n < windows; n++) {
        sums[n * known.size() + h] = intact.sum(n);
        counts[n * known.size() + h] = intact.count(n);
      }
    }
    String kind = kind(categorical);
    List<String> names = known.stream().map(head -> head.head().name()).toList();
    return Sample.ratios(
            kind,
            categorical ? "Accuracy" : "Mean absolute error",
            Dimension.PREDICTION_HEAD,
            names,
            sums,
            counts)
        .ofScalars(names.stream().map(name -> kind + "." + name).toList());
  }

  private static String kind(boolean categorical) {
    return categorical ? "accuracy" : "mean_absolute_error";
  }

  private List<Scalar> scalars() {
    List<Scalar> scalars = new ArrayList<>();
    for (HeadScores head : heads) {
      if (head.isKnown()) {
        String kind = kind(head.isCategorical());
        scalars.add(
            new Scalar(
                kind + "." + head.head().name(),
                (head.isCategorical() ? "Accuracy of " : "Mean absolute error of ")
                    + head.head().name(),
                head.intact().score().value(),
                head.intact().score().interval()));
      }
    }
    return scalars;
  }

  private Table table() {
    List<List<Object>> rows = new ArrayList<>();
    for (HeadScores head : heads) {
      for (Measured m : head.measured()) {
        rows.add(
            List.of(
                head.head().name(),
                head.isCategorical() ? "accuracy" : "mean absolute error",
                head.positions(),
                m.measure().key(),
                m.input(),
                m.score().value(),
                m.score().low(),
                m.score().high(),
                m.gain().value(),
                m.gain().low(),
                m.gain().high(),
                m.note()));
      }
    }
    return new Table(
        "heads",
        "Prediction heads beside what they must beat",
        List.of(
            "prediction head",
            "score",
            "positions",
            "measure",
            "input",
            "value",
            "low",
            "high",
            "gain",
            "gain low",
            "gain high",
            "note"),
        rows);
  }

  private static Table table(List<OverviewResult.Check> checks) {
    return new Table(
        "checks",
        "What is known of model and data",
        List.of("check", "verdict", "remark"),
        checks.stream().map(c -> List.<Object>of(c.what(), c.verdict(), c.remark())).toList());
  }
}
