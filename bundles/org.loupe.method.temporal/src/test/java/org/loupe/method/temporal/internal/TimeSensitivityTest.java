package org.loupe.method.temporal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeSubject;
import org.loupe.testkit.LinearCell;

@DisplayName("Time sensitivity")
class TimeSensitivityTest {
  private static final int[] TARGET = {20, 12, 2};

  private final Example example = new Example();
  private final TimeSensitivityAnalyzer analyzer = new TimeSensitivityAnalyzer();

  private static Finding finding(SensitivityResult result, String id) {
    return result.findings().stream()
        .filter(finding -> finding.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + id + " in " + result.findings()));
  }

  private static List<String> ids(SensitivityResult result) {
    return result.findings().stream().map(Finding::id).toList();
  }

  @Test
  @DisplayName("is the mean |change| of the outputs at each scale, and nothing at 1")
  void scales() throws LoupeException {
    SensitivityResult result = example.sensitivityOf(example.subject());
    float[] actual = Example.values(result.arrays().get("sensitivity"));
    float[] base = example.outputs(example.spans);
    double[] scales = {0.5, 1, 2, 5};
    for (int s = 0; s < scales.length; s++) {
      double expected = Example.mean(example.outputs(example.scaled(scales[s])), base);
      assertThat((double) actual[s]).isCloseTo(expected, within(1e-4 * (1 + expected)));
    }
    assertThat(actual[1]).isZero();
    assertThat(ids(result)).doesNotContain("not_deterministic");
  }

  @Test
  @DisplayName("by step averages to the whole, and is zero where the spans have no say yet")
  void byStep() throws LoupeException {
    SensitivityResult result = example.sensitivityOf(example.subject());
    FloatTensor byStep = (FloatTensor) result.arrays().get("by_step");
    assertThat(byStep.shape()).containsExactly(4, 12);
    float[] whole = Example.values(result.arrays().get("sensitivity"));
    double sum = 0;
    for (int t = 0; t < 12; t++) {
      sum += byStep.at(2, t) / 12;
    }
    assertThat(sum).isCloseTo(whole[2], within(1e-5));
    // The first output is Δt·C·B·x: twice the span is once more of it.
    double first = 0;
    float[] base = example.outputs(example.spans);
    for (int n = 0; n < 20; n++) {
      first += (Math.abs(base[n * 24]) + Math.abs(base[n * 24 + 1])) / 40;
    }
    assertThat((double) byStep.at(2, 0)).isCloseTo(first, within(1e-5));
  }

  @Test
  @DisplayName("has the gradient of every window by every span, and it foretells small changes")
  void gradient() throws LoupeException {
    SensitivityResult result = example.sensitivityOf(example.subject());
    FloatTensor gradient = (FloatTensor) result.arrays().get("gradient_timespans");
    assertThat(gradient.shape()).containsExactly(20, 12);
    int at = 6 * 12 + 4;
    float span = example.spans[at];
    example.spans[at] = span + 0.1f;
    double more = sum(example.outputs(example.spans), 6);
    example.spans[at] = span - 0.1f;
    double less = sum(example.outputs(example.spans), 6);
    example.spans[at] = span;
    assertThat((double) gradient.at(6, 4)).isCloseTo((more - less) / 0.2, within(1e-3));
    Finding finding = finding(result, "gradient");
    assertThat(finding.sentence()).contains("foretells what scaling does").contains("×0.75");
    assertThat(finding.numbers().get(0)).isLessThan(0.25);
  }

  private static double sum(float[] outputs, int window) {
    double sum = 0;
    for (int i = 0; i < 24; i++) {
      sum += outputs[window * 24 + i];
    }
    return sum;
  }

  @Test
  @DisplayName("says with errors that a model uses its spans")
  void uses() throws LoupeException {
    SensitivityResult result = example.sensitivityOf(example.subject());
    Finding finding = finding(result, "uses_spans");
    assertThat(finding.sentence())
        .contains("its mean squared error is 0")
        .contains("with all spans 1 s")
        .contains("with all spans at their mean")
        .contains("with the spans of another window")
        .contains("20 windows of 10 recordings");
    assertThat(finding.numbers().get(0)).as("it is right with its own").isCloseTo(0, within(1e-9));
    assertThat(finding.numbers().get(2)).isPositive();
    assertThat(result.caveats()).isEmpty();
  }

  @Test
  @DisplayName("says with errors that a model gains nothing from its spans")
  void gainsNothing() throws LoupeException {
    FakeDataset data =
        example
            .inputs()
            .with("timespans", new int[] {20, 12}, example.spans)
            .with("next_target", TARGET, example.outputs(Example.filled(240, 1)));
    SensitivityResult result = example.sensitivityOf(example.subject(example.card(), data));
    assertThat(finding(result, "ignores_spans").sentence())
        .contains("gains nothing from its time spans");
    assertThat(result.caveats())
        .singleElement()
        .satisfies(caveat -> assertThat(caveat.input()).isEqualTo("timespans"));
  }

  @Test
  @DisplayName("says that a model ignores its spans whose outputs never change")
  void ignores() throws LoupeException {
    LinearCell blind = new LinearCell(Example.CELL.a(), Example.CELL.b(), new double[2][2]);
    Example other = new Example(8, 12, blind);
    SensitivityResult result = other.sensitivityOf(other.subject());
    assertThat(finding(result, "ignores_spans").sentence())
        .contains("ignores its time spans: no output changes at all");
    assertThat(ids(result)).doesNotContain("sensitivity", "uses_spans");
    assertThat(result.caveats()).hasSize(1);
  }

  @Test
  @DisplayName("without true values holds changes against the outputs' own spread")
  void withoutTruth() throws LoupeException {
    FakeDataset data = example.inputs().with("timespans", new int[] {20, 12}, example.spans);
    SensitivityResult result = example.sensitivityOf(example.subject(example.card(), data));
    assertThat(result.errors()).isNull();
    assertThat(finding(result, "sensitivity").sentence())
        .contains("of the standard deviation of the outputs");
    assertThat(ids(result)).doesNotContain("uses_spans", "ignores_spans");
  }

  @ParameterizedTest(name = "scales={0}")
  @ValueSource(strings = {"", "0.5,x", "0", "-1,2", "NaN", "1,,2"})
  @DisplayName("refuses scales that are none")
  void wrongScales(String scales) {
    FakeSubject subject = example.subject();
    assertThatThrownBy(
            () -> analyzer.analyze(subject, Example.sensitivity(scales, 0), Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("numbers above 0, separated by commas, for example 0.5,1,2,5");
  }

  @Test
  @DisplayName("keeps the order and number of the scales that were asked for")
  void order() throws LoupeException {
    SensitivityResult result =
        analyzer.analyze(example.subject(), Example.sensitivity(" 5, 0.5,5 ", 0), Progress.none());
    float[] values = Example.values(result.arrays().get("sensitivity"));
    assertThat(values).hasSize(3);
    assertThat(values[0]).isEqualTo(values[2]).isGreaterThan(values[1]);
    assertThat(ids(result)).as("no scales near to 1").doesNotContain("gradient");
  }

  @Test
  @DisplayName("refuses negative spans, tells of zeros and of spans that are all the same")
  void oddSpans() throws LoupeException {
    example.spans[30] = 0;
    assertThat(finding(example.sensitivityOf(example.subject()), "odd_spans").sentence())
        .contains("1 of 240 time spans are zero");
    example.spans[17] = -0.25f;
    FakeSubject negative = example.subject();
    assertThatThrownBy(() -> example.sensitivityOf(negative))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 of 240 in 'timespans' are, first −0.250 in window 1, step 5");
    Arrays.fill(example.spans, 0);
    FakeSubject still = example.subject();
    assertThatThrownBy(() -> example.sensitivityOf(still))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("All 240 time spans in 'timespans' are zero");
    FakeDataset regular =
        example
            .inputs()
            .with("timespans", new int[] {20, 12}, Example.filled(240, 0.5f))
            .with("next_target", TARGET, new float[480]);
    SensitivityResult result = example.sensitivityOf(example.subject(example.card(), regular));
    assertThat(finding(result, "regular_spans").sentence()).contains("All time spans are 0.500 s");
    assertThat(result.summary().alternatives()).containsExactly(Alternative.ONE);
  }

  @Test
  @DisplayName("takes spans of one column and one span per window; refuses to do without any")
  void otherSpans() throws LoupeException {
    ModelCard column =
        Example.builder()
            .timespans("timespans", Dimension.WINDOW, Dimension.TIME, Dimension.VALUE)
            .build();
    FakeDataset data =
        example
            .inputs()
            .with("timespans", new int[] {20, 12, 1}, example.spans)
            .with("next_target", TARGET, new float[480]);
    SensitivityResult result = example.sensitivityOf(example.subject(column, data));
    assertThat(result.changes().values())
        .isEqualTo(example.sensitivityOf(example.subject()).changes().values());
    assertThat(result.arrays().get("gradient_timespans").shape()).containsExactly(20, 12);
    ModelCard single = Example.builder().timespans("timespans", Dimension.WINDOW).build();
    float[] lengths = Example.filled(20, 0.5f);
    lengths[3] = 0.75f;
    FakeDataset one =
        example
            .inputs()
            .with("timespans", new int[] {20}, lengths)
            .with("next_target", TARGET, new float[480]);
    SensitivityResult scalar = example.sensitivityOf(example.subject(single, one));
    assertThat(scalar.arrays().get("gradient_timespans").shape()).containsExactly(20, 1);
    assertThat(finding(scalar, "gradient").sentence()).contains("foretells");
    assertThat(new TimeSensitivityView().figures(scalar, ViewState.DEFAULT, Selection.NONE))
        .hasSize(5);
    FakeSubject lacking =
        example.subject(
            example.card(), example.inputs().with("next_target", TARGET, new float[480]));
    assertThatThrownBy(() -> example.sensitivityOf(lacking))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no array 'timespans' for input 'timespans'")
        .hasMessageContaining("add one span per step");
    FakeSubject misfit =
        example.subject(
            column,
            example
                .inputs()
                .with("timespans", new int[] {20, 12, 2}, new float[480])
                .with("next_target", TARGET, new float[480]));
    assertThatThrownBy(() -> example.sensitivityOf(misfit))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has the shape [1,12,2] for a window of 12 steps");
  }

  @Test
  @DisplayName("works on one window and on windows of one step")
  void small() throws LoupeException {
    SensitivityResult one = example.sensitivityOf(example.subject(4));
    assertThat(one.summary().alternatives()).doesNotContain(Alternative.OTHER);
    assertThat(one.summary().changes().hasIntervals()).isFalse();
    assertThat(ids(one)).contains("sensitivity").doesNotContain("uses_spans");
    Example step = new Example(5, 1, Example.CELL);
    SensitivityResult single = step.sensitivityOf(step.subject());
    assertThat(single.arrays().get("by_step").shape()).containsExactly(4, 1);
  }

  @Test
  @DisplayName("needs an input of time spans, and says so")
  void needs() {
    assertThat(analyzer.info().unmet(Example.builder().build()).orElseThrow())
        .contains("Time sensitivity needs an input of time spans");
    assertThat(analyzer.info().unmet(example.card())).isEmpty();
    FakeSubject subject =
        example.subject(
            Example.builder().build(),
            example.inputs().with("next_target", TARGET, new float[480]));
    assertThatThrownBy(() -> example.sensitivityOf(subject))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("gives no input the role 'timespans'");
  }

  @Test
  @DisplayName("is the same every time, and stops when cancelled")
  void again() throws LoupeException {
    SensitivityResult first = example.sensitivityOf(example.subject());
    SensitivityResult second = example.sensitivityOf(example.subject());
    assertThat(second.findings()).isEqualTo(first.findings());
    assertThat(second.changes().values()).isEqualTo(first.changes().values());
    FakeSubject subject = example.subject();
    assertThatThrownBy(
            () ->
                analyzer.analyze(
                    subject, Example.sensitivity(Scales.USUAL, 17), new CancelAfter(2)))
        .isInstanceOf(CancellationException.class);
  }
}
