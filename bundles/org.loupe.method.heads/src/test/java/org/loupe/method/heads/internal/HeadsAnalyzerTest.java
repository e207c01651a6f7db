package org.loupe.method.heads.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.ParameterSchema;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeSubject;

@DisplayName("Prediction heads")
class HeadsAnalyzerTest {
  private final Example example = new Example();
  private final HeadsAnalyzer analyzer = new HeadsAnalyzer();

  private HeadsResult analyze(HeadsParameters parameters) throws LoupeException {
    return analyzer.analyze(example.subject(), parameters, Progress.none());
  }

  private HeadsResult analyze(FakeDataset data) throws LoupeException {
    return analyzer.analyze(
        new FakeSubject(example.session, Windows.all(data)),
        Example.parameters(true, Correlation.POSITIONS),
        Progress.none());
  }

  @Test
  @DisplayName("are told by class and softmax probability at every position")
  void arrays() throws LoupeException {
    HeadsResult result = example.result();
    assertThat(result.arrays().keySet())
        .containsExactly(
            "prediction/type",
            "confidence/type",
            "prediction/other",
            "confidence/other",
            "prediction/kind",
            "confidence/kind",
            "prediction/speed",
            "error_correlation");
    FloatTensor said = (FloatTensor) result.arrays().get("prediction/type");
    FloatTensor sure = (FloatTensor) result.arrays().get("confidence/type");
    assertThat(said.shape()).containsExactly(40, 5);
    assertThat(said.axes().get(0).dimension()).isEqualTo(Dimension.WINDOW);
    assertThat(result.arrays().get("prediction/kind").shape()).containsExactly(40);
    assertThat(result.arrays().get("error_correlation").shape()).containsExactly(3, 3);
    for (int i = 0; i < said.size(); i++) {
      assertThat(said.number(i)).isEqualTo(example.says(i, 3));
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        sum += Math.exp(2.0 * (example.x[3 * i + c] - example.x[3 * i + example.says(i, 3)]));
      }
      assertThat(sure.number(i)).isCloseTo(1 / sum, within(1e-5));
    }
  }

  @Test
  @DisplayName("are right as often as masked positions are, with intervals over recordings")
  void accuracy() throws LoupeException {
    HeadSummary type = example.result().summary().heads().get(0);
    // Wrong at positions 0, 10, 20, … of 200; every fifth does not count, and none of those is
    // wrong.
    assertThat(type.positions()).isEqualTo(160);
    assertThat(type.value(Measure.ACCURACY)).isEqualTo(140.0 / 160, within(1e-12));
    assertThat(type.interval(Measure.ACCURACY)).isNotNull();
    HeadSummary all =
        analyze(Example.parameters(false, Correlation.POSITIONS)).summary().heads().get(0);
    assertThat(all.positions()).isEqualTo(200);
    assertThat(all.value(Measure.ACCURACY)).isEqualTo(0.9, within(1e-12));
  }

  @Test
  @DisplayName("stand beside the most frequent class and the true class before")
  void baselines() throws LoupeException {
    HeadSummary type = example.result().summary().heads().get(0);
    long[] counts = new long[3];
    int same = 0;
    int pairs = 0;
    for (int n = 0; n < Example.WINDOWS; n++) {
      for (int t = 0; t < 4; t++) {
        int i = n * Example.STEPS + t;
        counts[(int) example.type[i]]++;
        if (t > 0) {
          pairs++;
          same += example.type[i] == example.type[i - 1] ? 1 : 0;
        }
      }
    }
    long most = Math.max(counts[0], Math.max(counts[1], counts[2]));
    assertThat(type.value(Measure.MAJORITY)).isEqualTo(most / 160.0, within(1e-12));
    assertThat(type.value(Measure.PREVIOUS)).isEqualTo((double) same / pairs, within(1e-12));
    HeadSummary kind = example.result().summary().heads().get(2);
    assertThat(kind.value(Measure.PREVIOUS)).isNaN();
  }

  @Test
  @DisplayName("know nothing without their inputs")
  void inputBaselines() throws LoupeException {
    HeadSummary type =
        analyze(new HeadsParameters(true, Correlation.POSITIONS, true, Decoding.TEACHER_FORCED))
            .summary()
            .heads()
            .get(0);
    // With zeros all logits are equal and the first class is said.
    int zeroed = 0;
    for (int i = 0; i < example.type.length; i++) {
      zeroed += example.counts[i] == 1 && example.type[i] == 0 ? 1 : 0;
    }
    assertThat(type.value(Measure.ZEROED)).isEqualTo(zeroed / 160.0, within(1e-12));
    assertThat(type.value(Measure.SHUFFLED)).isBetween(0.15, 0.6);
    assertThat(type.value(Measure.OVER_SHUFFLED))
        .isEqualTo(type.value(Measure.ACCURACY) - type.value(Measure.SHUFFLED), within(1e-9));
  }

  @Test
  @DisplayName("that err at the same positions have correlated errors, others none")
  void errorCorrelation() throws LoupeException {
    ErrorCorrelation positions = example.result().summary().correlation();
    assertThat(positions.names()).containsExactly("type", "other", "kind");
    assertThat(positions.values()[1]).isEqualTo(1f, within(1e-6f));
    assertThat(positions.numbers()[1]).isEqualTo(160);
    assertThat(positions.values()[2]).as("one per window, five per window").isNaN();
    ErrorCorrelation windows =
        analyze(Example.parameters(true, Correlation.WINDOWS)).summary().correlation();
    assertThat(windows.numbers()[2]).isEqualTo(40);
    assertThat(windows.values()[2]).isBetween(-1f, 1f);
    ErrorCorrelation tokens =
        analyze(Example.parameters(true, Correlation.TOKENS)).summary().correlation();
    assertThat(tokens.numbers()[1]).as("masks are not asked").isEqualTo(200);
  }

  @Test
  @DisplayName("of values are told by mean absolute error and R²")
  void regression() throws LoupeException {
    ValueSummary speed = example.result().summary().values().get(0);
    assertThat(speed.mae()).isEqualTo(0.1, within(1e-5));
    double mean = 0;
    for (float value : example.speed) {
      mean += value / example.speed.length;
    }
    double variation = 0;
    for (float value : example.speed) {
      variation += (value - mean) * (value - mean);
    }
    assertThat(speed.r2()).isEqualTo(1 - 200 * 0.01 / variation, within(1e-4));
  }

  @Test
  @DisplayName("without true values have a confidence only, and that is said")
  void noTargets() throws LoupeException {
    HeadsResult result = analyze(example.inputs());
    HeadSummary type = result.summary().heads().get(0);
    assertThat(type.isScored()).isFalse();
    assertThat(type.value(Measure.ACCURACY)).isNaN();
    assertThat(type.value(Measure.CONFIDENCE)).isBetween(0.4, 1.0);
    assertThat(result.findings())
        .extracting(Finding::id)
        .contains("no_truth")
        .doesNotContain("accuracy");
    assertThat(result.summary().correlation().names()).isEmpty();
  }

  @Test
  @DisplayName("leave out what is not finite, and say so")
  void notFinite() throws LoupeException {
    example.x[0] = Float.NaN;
    HeadsResult result = example.result();
    assertThat(result.arrays().get("prediction/type").number(0)).isEqualTo(-1);
    assertThat(result.summary().heads().get(0).positions()).isEqualTo(159);
    assertThat(result.findings())
        .filteredOn(finding -> finding.id().equals("not_finite.type"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.sentence()).contains("at 1 positions"));
  }

  @Test
  @DisplayName("of one class are told without errors")
  void oneClass() throws LoupeException {
    Arrays.fill(example.type, 1);
    Arrays.fill(example.other, 9);
    HeadsResult result = example.result();
    HeadSummary type = result.summary().heads().get(0);
    assertThat(type.value(Measure.MAJORITY)).isEqualTo(1);
    assertThat(type.value(Measure.PREVIOUS)).isEqualTo(1);
    assertThat(result.summary().heads().get(1).isScored()).as("no such class").isFalse();
  }

  @Test
  @DisplayName("of one window have no intervals")
  void oneWindow() throws LoupeException {
    HeadsResult result = example.result(7);
    assertThat(result.summary().heads().get(0).interval(Measure.ACCURACY)).isNull();
    assertThat(result.summary().windows()).isEqualTo("window 7");
    assertThat(result.findings()).extracting(Finding::id).doesNotContain("few_units");
  }

  @Test
  @DisplayName("say only what their rules allow")
  void findings() throws LoupeException {
    HeadsResult result = example.result();
    assertThat(result.findings())
        .extracting(Finding::id)
        .contains("accuracy", "errors_together/type/other", "regression/speed")
        // The true kind is a coin that the model cannot know.
        .contains("not_above_majority.kind")
        .doesNotContain("not_above_majority.type");
    assertThat(result.findings()).allSatisfy(f -> assertThat(f.rule()).isNotEmpty());
  }

  @Test
  @DisplayName("are the same every time")
  void deterministic() throws LoupeException {
    assertThat(example.result().tables()).isEqualTo(example.result().tables());
    assertThat(example.result().findings()).isEqualTo(example.result().findings());
  }

  @Test
  @DisplayName("report windows done and stop when cancelled")
  void cancelled() {
    CancelAfter progress = new CancelAfter(3);
    assertThatThrownBy(
            () ->
                analyzer.analyze(
                    example.subject(), Example.parameters(true, Correlation.POSITIONS), progress))
        .isInstanceOf(CancellationException.class);
    assertThat(progress.seen()).containsExactly("heads 0/40", "heads 16/40", "heads 32/40");
  }

  @Test
  @DisplayName("have the parameters of the result files")
  void defaults() {
    assertThat(ParameterSchema.toMap(analyzer.defaults(example.subject())))
        .containsExactly(
            Map.entry("masked", "true"),
            Map.entry("error_correlation", "positions"),
            Map.entry("input_baselines", "false"),
            Map.entry("decoding", "teacher_forced"));
  }

  @Test
  @DisplayName("refuse no windows at all")
  void noWindows() {
    assertThatThrownBy(
            () ->
                analyzer.analyze(
                    new FakeSubject(example.session, new Windows(example.data(), new int[0])),
                    Example.parameters(true, Correlation.POSITIONS),
                    Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("choose at least one");
  }
}
