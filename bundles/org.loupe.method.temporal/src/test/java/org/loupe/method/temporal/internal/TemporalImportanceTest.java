package org.loupe.method.temporal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Info;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeSubject;
import org.loupe.testkit.LinearCell;

@DisplayName("Temporal importance")
class TemporalImportanceTest {
  private final Example example = new Example();
  private final TemporalImportanceAnalyzer analyzer = new TemporalImportanceAnalyzer();

  private static Finding finding(ImportanceResult result, String id) {
    return result.findings().stream()
        .filter(finding -> finding.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + id + " in " + result.findings()));
  }

  private static List<String> ids(ImportanceResult result) {
    return result.findings().stream().map(Finding::id).toList();
  }

  /** The sum of all outputs of a window. */
  private static double sum(float[] outputs, int window, int steps) {
    double sum = 0;
    for (int i = 0; i < steps * 2; i++) {
      sum += outputs[window * steps * 2 + i];
    }
    return sum;
  }

  @Test
  @DisplayName("is |∂F/∂x · x| averaged over windows, as small changes show")
  void importance() throws LoupeException {
    ImportanceResult result = example.importanceOf(example.subject());
    Map<String, Tensor> arrays = result.arrays();
    assertThat(arrays).containsOnlyKeys("importance", "importance_timespans");
    assertThat(arrays.get("importance").shape()).containsExactly(12, 6);
    assertThat(arrays.get("importance").axes())
        .extracting(axis -> axis.dimension())
        .containsExactly(Dimension.TIME, Dimension.CHANNEL);
    for (int t : new int[] {0, 5, 11}) {
      for (int c : new int[] {0, 2, 5}) {
        assertThat((double) result.importance().at(t, c)).isCloseTo(byHand(t, c), within(1e-3));
      }
    }
  }

  /** By central differences of the recurrence. */
  private double byHand(int t, int c) {
    double mean = 0;
    for (int n = 0; n < Example.WINDOWS; n++) {
      int at = (n * Example.STEPS + t) * Example.CHANNELS + c;
      float x = example.x[at];
      example.x[at] = x + 0.5f;
      double more = sum(example.outputs(example.spans), n, Example.STEPS);
      example.x[at] = x - 0.5f;
      double less = sum(example.outputs(example.spans), n, Example.STEPS);
      example.x[at] = x;
      mean += Math.abs((more - less) * x) / Example.WINDOWS;
    }
    return mean;
  }

  @Test
  @DisplayName("of time spans is |∂F/∂Δt · Δt|")
  void spans() throws LoupeException {
    ImportanceResult result = example.importanceOf(example.subject());
    float[] actual = Example.values(result.arrays().get("importance_timespans"));
    assertThat(actual).hasSize(12);
    double mean = 0;
    for (int n = 0; n < Example.WINDOWS; n++) {
      int at = n * Example.STEPS + 4;
      float span = example.spans[at];
      example.spans[at] = span + 0.25f;
      double more = sum(example.outputs(example.spans), n, Example.STEPS);
      example.spans[at] = span - 0.25f;
      double less = sum(example.outputs(example.spans), n, Example.STEPS);
      example.spans[at] = span;
      mean += Math.abs((more - less) / 0.5 * span) / Example.WINDOWS;
    }
    assertThat((double) actual[4]).isCloseTo(mean, within(1e-3));
    assertThat(finding(result, "timespans").sentence())
        .contains("of the importance of spans and channels together")
        .contains("with all at their mean of");
  }

  @Test
  @DisplayName("names the planted channel, claims it, and occlusion confirms it")
  void planted() throws LoupeException {
    ImportanceResult result = example.importanceOf(example.subject());
    Finding features = finding(result, "features");
    assertThat(features.sentence())
        .startsWith("1 of 6 channels carries")
        .contains("20 windows of 10 recordings")
        .contains("c ");
    Claim claim = features.claim();
    assertThat(claim).isNotNull();
    assertThat(claim.members()).containsExactly(Example.STRONGEST);
    assertThat(claim.space()).isEqualTo("x");
    assertThat(claim.predictionHead()).isEqualTo("next");
    Finding check = finding(result, "occlusion");
    assertThat(check.kind()).isEqualTo(Finding.Kind.OBSERVATION);
    assertThat(check.sentence())
        .contains("Occlusion confirms the ranking")
        .contains("outdo 5 of 5");
  }

  @Test
  @DisplayName("finds nothing in a model that reads nothing")
  void nothing() throws LoupeException {
    LinearCell blind = new LinearCell(Example.CELL.a(), new double[2][6], Example.CELL.c());
    Example other = new Example(6, 12, blind);
    ImportanceResult result = other.importanceOf(other.subject());
    assertThat(ids(result)).contains("zero").doesNotContain("features", "occlusion");
    assertThat(result.check()).isNull();
  }

  @Test
  @DisplayName("says that late steps dominate where only the last output counts")
  void late() throws LoupeException {
    LinearCell leaky =
        new LinearCell(new double[][] {{-0.9, 0}, {0, -0.9}}, Example.CELL.b(), Example.CELL.c());
    Example other = new Example(20, 16, leaky);
    ImportanceResult last =
        analyzer.analyze(
            other.subject(),
            Example.importance(Objective.PREDICTION_HEAD, TargetParameters.PREDICTED, "15"),
            Progress.none());
    assertThat(finding(last, "late_steps").sentence())
        .startsWith("Late steps dominate")
        .contains("of the importance")
        .contains("most in quarter 4, the one of the greatest importance");
    ImportanceResult first =
        analyzer.analyze(
            other.subject(),
            Example.importance(Objective.PREDICTION_HEAD, TargetParameters.PREDICTED, "2"),
            Progress.none());
    assertThat(ids(first)).contains("early_steps");
  }

  @Test
  @DisplayName("of one value of a prediction head leaves out what does not reach it")
  void value() throws LoupeException {
    LinearCell apart =
        new LinearCell(
            new double[][] {{-0.5, 0}, {0, -0.5}},
            new double[][] {{1, 0, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0}},
            new double[][] {{1, 0}, {0, 1}});
    Example other = new Example(6, 12, apart);
    ImportanceResult result =
        analyzer.analyze(
            other.subject(),
            Example.importance(Objective.PREDICTION_HEAD, "right", "all"),
            Progress.none());
    assertThat(result.importance().at(3, 0)).isZero();
    assertThat(result.importance().at(3, 1)).isPositive();
    assertThat(result.explained().words()).isEqualTo("value right of next, summed over all steps");
  }

  @Test
  @DisplayName("is the same every time, and however the windows are cut")
  void deterministic() throws LoupeException {
    ImportanceResult first = example.importanceOf(example.subject());
    ImportanceResult second = example.importanceOf(example.subject());
    assertThat(second.importance().values()).isEqualTo(first.importance().values());
    assertThat(second.findings()).isEqualTo(first.findings());
    ImportanceResult one = example.importanceOf(example.subject(7));
    assertThat(one.byChannel().at(0, 2)).isEqualTo(first.byChannel().at(7, 2));
  }

  @Test
  @DisplayName(
      "takes spans of one column, and one span per window, whose gradient is that of all steps")
  void otherSpans() throws LoupeException {
    ModelCard column =
        Example.builder()
            .timespans("timespans", Dimension.WINDOW, Dimension.TIME, Dimension.VALUE)
            .build();
    FakeDataset data =
        example
            .inputs()
            .with("timespans", new int[] {20, 12, 1}, example.spans)
            .with("next_target", new int[] {20, 12, 2}, new float[480]);
    assertThat(
            Example.values(
                example
                    .importanceOf(example.subject(column, data))
                    .arrays()
                    .get("importance_timespans")))
        .isEqualTo(
            Example.values(
                example.importanceOf(example.subject()).arrays().get("importance_timespans")));
    ModelCard single = Example.builder().timespans("timespans", Dimension.WINDOW).build();
    FakeDataset regular =
        example
            .inputs()
            .with("timespans", new int[] {20}, Example.filled(20, 0.5f))
            .with("next_target", new int[] {20, 12, 2}, new float[480]);
    FakeDataset same =
        example
            .inputs()
            .with("timespans", new int[] {20, 12}, Example.filled(240, 0.5f))
            .with("next_target", new int[] {20, 12, 2}, new float[480]);
    ImportanceResult result = example.importanceOf(example.subject(single, regular));
    ImportanceResult perStep = example.importanceOf(example.subject(example.card(), same));
    assertThat(result.arrays().get("importance_timespans").shape()).containsExactly(1);
    assertThat(result.importance().values()).isEqualTo(perStep.importance().values());
  }

  @Test
  @DisplayName("of a model without time spans has none, and says where only the dataset lacks them")
  void missing() throws LoupeException {
    FakeDataset data = example.inputs().with("next_target", new int[] {20, 12, 2}, new float[480]);
    ImportanceResult without =
        example.importanceOf(example.subject(Example.builder().build(), data));
    assertThat(without.arrays()).containsOnlyKeys("importance");
    assertThat(ids(without)).doesNotContain("no_spans", "timespans");
    ImportanceResult lacking = example.importanceOf(example.subject(example.card(), data));
    assertThat(lacking.arrays()).containsOnlyKeys("importance");
    assertThat(finding(lacking, "no_spans").sentence()).contains("The dataset holds no time spans");
  }

  @Test
  @DisplayName("tells of constant channels, odd spans and windows of one step")
  void oddities() throws LoupeException {
    assertThat(finding(example.importanceOf(example.subject()), "constant_channels").sentence())
        .contains("1 of 6 channels never change")
        .contains("still");
    example.spans[3] = 0;
    example.spans[20] = -0.5f;
    assertThat(finding(example.importanceOf(example.subject()), "odd_spans").sentence())
        .contains(
            "1 of 240 time spans are negative (first −0.500 in window 1, step 8) and 1 are zero");
    Example short1 = new Example(4, 1, Example.CELL);
    ImportanceResult single = short1.importanceOf(short1.subject());
    assertThat(finding(single, "single_step").sentence()).contains("single step");
    assertThat(single.arrays().get("importance").shape()).containsExactly(1, 6);
  }

  @Test
  @DisplayName("leaves windows with NaN out, and says so; of all it refuses")
  void notFinite() throws LoupeException {
    example.spans[13] = Float.NaN;
    ImportanceResult result = example.importanceOf(example.subject());
    assertThat(result.provenance().windows()).hasSize(19).doesNotContain(1);
    assertThat(finding(result, "left_out").sentence()).contains("1 of 20 windows is left out");
    Arrays.fill(example.spans, Float.NaN);
    FakeSubject all = example.subject();
    assertThatThrownBy(() -> example.importanceOf(all))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  @DisplayName("of one window has no intervals, and claims nothing")
  void oneWindow() throws LoupeException {
    ImportanceResult result = example.importanceOf(example.subject(3));
    assertThat(result.summary().channels().hasIntervals()).isFalse();
    assertThat(finding(result, "features").claim()).isNull();
    assertThat(finding(result, "features").sentence()).contains("(window 3)");
  }

  @Test
  @DisplayName("says where the order follows the size of the inputs")
  void followsSize() throws LoupeException {
    LinearCell alike =
        new LinearCell(
            Example.CELL.a(),
            new double[][] {{1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 1, 1}},
            Example.CELL.c());
    Example other = new Example(20, 12, alike);
    for (int i = 0; i < other.x.length; i++) {
      other.x[i] *= 1 + i % Example.CHANNELS;
    }
    assertThat(finding(other.importanceOf(other.subject()), "follows_size").kind())
        .isEqualTo(Finding.Kind.CAUTION);
    assertThat(ids(example.importanceOf(example.subject()))).doesNotContain("follows_size");
  }

  @Test
  @DisplayName("stops when cancelled and names its parameters as the command line does")
  void parameters() {
    FakeSubject subject = example.subject();
    assertThatThrownBy(() -> analyzer.analyze(subject, Example.importance(), new CancelAfter(1)))
        .isInstanceOf(CancellationException.class);
    assertThat(ParameterSchema.toMap(analyzer.defaults(subject)))
        .containsEntry("objective", "sum")
        .containsEntry("wrt", "x")
        .containsEntry("prediction_head", "next");
    assertThatThrownBy(
            () ->
                analyzer.analyze(
                    subject,
                    new ImportanceParameters(
                        Objective.SUM, "timespans", Example.importance().target(), true),
                    Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the card lists x under 'explain'");
    assertThat(analyzer.info().unmet(example.card())).isEmpty();
    assertThat(analyzer.info().needs()).doesNotContain(Info.Need.TIMESPANS);
  }

  @Test
  @DisplayName("refuses spans that are not one per step")
  void misfit() {
    FakeDataset data =
        example
            .inputs()
            .with("timespans", new int[] {20, 11}, new float[220])
            .with("next_target", new int[] {20, 12, 2}, new float[480]);
    FakeSubject subject = example.subject(example.card(), data);
    assertThatThrownBy(() -> example.importanceOf(subject))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has the shape [1,11] for a window of 12 steps");
  }
}
