package org.loupe.method.saliency.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.loupe.analysis.Finding;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Sink;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.Scatter;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.FakeSubject;

@DisplayName("Integrated gradients and SmoothGrad")
class PathTest {
  private final Example example = new Example();
  private final SaliencyAnalyzer analyzer = new SaliencyAnalyzer();

  private static SaliencyParameters with(Variant variant, Map<String, String> changes)
      throws BadInputException {
    return ParameterSchema.fromMap(SaliencyParameters.class, changes, Example.parameters(variant));
  }

  private SaliencyResult integrated(Map<String, String> changes, int... windows)
      throws LoupeException {
    return analyzer.analyze(
        example.subject(windows), with(Variant.INTEGRATED_GRADIENTS, changes), Progress.none());
  }

  private SaliencyResult smooth(Map<String, String> changes, int... windows) throws LoupeException {
    return analyzer.analyze(
        example.subject(windows), with(Variant.SMOOTHGRAD, changes), Progress.none());
  }

  private double sum(SaliencyResult result, int window) {
    double sum = 0;
    int length = Example.STEPS * Example.CHANNELS;
    for (int i = window * length; i < (window + 1) * length; i++) {
      sum += result.attribution().values()[i];
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  @DisplayName("sum to F(x) - F(x') of the classes predicted at x")
  void complete(Rule rule) throws LoupeException {
    SaliencyResult result =
        integrated(Map.of("rule", rule.name().toLowerCase(Locale.ROOT), "n_steps", "400"));
    for (int n = 0; n < Example.WINDOWS; n++) {
      double difference = 0;
      for (int t = 0; t < Example.STEPS; t++) {
        difference +=
            Math.log(example.probabilities(n, t)[example.predicted(n, t)]) - Math.log(1 / 3.0);
      }
      assertThat(sum(result, n)).isCloseTo(difference, within(2e-2));
      FloatTensor delta = (FloatTensor) result.arrays().get("delta");
      assertThat((double) delta.at(n)).isCloseTo(sum(result, n) - difference, within(1e-4));
    }
    assertThat(result.arrays())
        .containsOnlyKeys("attribution", "delta", "objective", "objective_baseline", "steps_used");
    FloatTensor start = (FloatTensor) result.arrays().get("objective_baseline");
    assertThat((double) start.at(3)).isCloseTo(4 * Math.log(1 / 3.0), within(1e-5));
  }

  @Test
  @DisplayName("of a logit are weight times input, however few the steps")
  void linear() throws LoupeException {
    SaliencyResult result =
        integrated(Map.of("target", "logit", "class", "turn", "n_steps", "1"), 3, 5);
    assertThat((double) result.attribution().at(1, 2, 7))
        .isCloseTo(
            example.weights[2][7] * example.x[(5 * Example.STEPS + 2) * Example.CHANNELS + 7],
            within(1e-6));
    assertThat(result.findings().get(0).id()).isEqualTo("complete");
  }

  @Test
  @DisplayName("from a window are zero for that window, and nothing counts twice")
  void fromWindow() throws LoupeException {
    SaliencyResult result = integrated(Map.of("baseline", "window:3"), 3, 5);
    assertThat(sum(result, 0)).isZero();
    assertThat(Math.abs(sum(result, 1))).isGreaterThan(1e-3);
    assertThat(result.completeness().suffices(0)).isTrue();
    assertThat(view(result).get(0).caption()).contains("baseline x′: window 3");
  }

  @Test
  @DisplayName("from the mean begin at the mean of the whole dataset")
  void fromMean() throws LoupeException {
    SaliencyResult result =
        integrated(Map.of("baseline", "mean", "target", "logit", "class", "turn"), 5);
    double mean = 0;
    for (int n = 0; n < Example.WINDOWS; n++) {
      mean += example.x[(n * Example.STEPS + 1) * Example.CHANNELS + 7] / Example.WINDOWS;
    }
    assertThat((double) result.attribution().at(0, 1, 7))
        .isCloseTo(
            example.weights[2][7]
                * (example.x[(5 * Example.STEPS + 1) * Example.CHANNELS + 7] - mean),
            within(1e-6));
  }

  @Test
  @DisplayName("refine only the windows whose delta is too large, and say which")
  void adaptive() throws LoupeException {
    Map<String, String> coarse =
        Map.of("n_steps", "2", "rule", "right", "tolerance", "0.02", "adaptive", "true");
    SaliencyResult result = integrated(coarse);
    Completeness completeness = result.completeness();
    assertThat(completeness.insufficient(all())).isEmpty();
    assertThat(completeness.steps()).contains(2 << 3).doesNotContain(2);
    assertThat(Arrays.stream(completeness.steps()).distinct().count()).isGreaterThan(1);
    SaliencyResult fixed = integrated(Map.of("n_steps", "64", "rule", "right"));
    int window =
        IntStream.of(all()).filter(n -> completeness.steps()[n] == 64).findFirst().orElseThrow();
    assertThat(sum(result, window)).isEqualTo(sum(fixed, window));
  }

  private static int[] all() {
    return IntStream.range(0, Example.WINDOWS).toArray();
  }

  @Test
  @DisplayName("end at the most steps allowed, and say what is missing")
  void limit() throws LoupeException {
    SaliencyResult result =
        integrated(
            Map.of(
                "n_steps",
                "2",
                "rule",
                "right",
                "tolerance",
                "1e-6",
                "adaptive",
                "true",
                "max_steps",
                "5"),
            1,
            2);
    assertThat(result.completeness().steps()).containsOnly(5);
    Finding finding = result.findings().get(0);
    assertThat(finding.id()).isEqualTo("incomplete");
    assertThat(finding.sentence()).startsWith("5 steps do not suffice for 2 of 2 windows");
    assertThat(finding.figure()).isEqualTo("completeness");
  }

  private List<Figure> view(SaliencyResult result) {
    return new SaliencyView().figures(result, ViewState.DEFAULT, Selection.NONE);
  }

  @Test
  @DisplayName("show their completeness, of one window as bars")
  void figure() throws LoupeException {
    List<Figure> figures = view(integrated(Map.of()));
    assertThat(figures.get(4).id()).isEqualTo("completeness");
    Scatter scatter = (Scatter) figures.get(4).plot();
    assertThat(scatter.points().size()).isEqualTo(Example.WINDOWS);
    assertThat(figures.get(4).caption()).contains("50 steps suffice for all of 40 windows");
    BarChart bars = (BarChart) view(integrated(Map.of(), 7)).get(4).plot();
    double[] values = bars.traces().get(0).values();
    assertThat(values[1] - values[0]).isCloseTo(values[2], within(1e-12));
  }

  @Test
  @DisplayName("do not depend on the micro-batch, nor a window on the others")
  void microBatch() throws LoupeException {
    for (Variant variant : List.of(Variant.INTEGRATED_GRADIENTS, Variant.SMOOTHGRAD)) {
      SaliencyParameters parameters = with(variant, Map.of());
      float[] few = analyzer.analyze(cut(3), parameters, Progress.none()).attribution().values();
      float[] many = analyzer.analyze(cut(64), parameters, Progress.none()).attribution().values();
      assertThat(many).isEqualTo(few);
      SaliencyResult alone = analyzer.analyze(example.subject(9), parameters, Progress.none());
      for (int i = 0; i < alone.attribution().size(); i++) {
        assertThat(alone.attribution().values()[i])
            .isEqualTo(few[9 * alone.attribution().size() + i]);
      }
    }
  }

  /** The example, evaluated in micro-batches of a size. */
  private Subject cut(int microBatch) {
    FakeSubject whole = example.subject();
    ModelSession session =
        (ModelSession)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ModelSession.class},
                (proxy, method, arguments) ->
                    method.getName().equals("evaluate")
                        ? example.session.evaluate(
                            (BatchSource) arguments[0],
                            ((Query) arguments[1]).withMicroBatch(microBatch),
                            (Sink) arguments[2],
                            (Progress) arguments[3])
                        : method.invoke(example.session, arguments));
    return new FakeSubject(session, whole.windows());
  }

  @Test
  @DisplayName("need one pass per step and window, one for x and one for the baseline")
  void passes() throws LoupeException {
    integrated(Map.of("n_steps", "50"), 1, 2, 3);
    assertThat(example.session.evaluated()).isEqualTo(3 * 52);
  }

  @Test
  @DisplayName("of a probe are those of the input it passes on")
  void probe() throws LoupeException {
    SaliencyResult input = integrated(Map.of(), 4, 5);
    SaliencyResult probe = integrated(Map.of("wrt", "embed"), 4, 5);
    assertThat(probe.attribution().values())
        .containsExactly(input.attribution().values(), within(1e-5f));
    assertThat(probe.completeness().insufficient(new int[] {0, 1})).isEmpty();
    SaliencyResult noisy = smooth(Map.of("wrt", "embed"), 4, 5);
    assertThat(noisy.attribution().values())
        .containsExactly(smooth(Map.of(), 4, 5).attribution().values(), within(1e-5f));
    SaliencyResult plain =
        analyzer.analyze(
            example.subject(4, 5), with(Variant.SALIENCY, Map.of("wrt", "embed")), Progress.none());
    assertThat(plain.attribution().at(1, 2, 5))
        .isEqualTo(example.result(Variant.SALIENCY, 4, 5).attribution().at(1, 2, 5));
  }

  @Test
  @DisplayName("of a probe, or refined, are the same where windows come in blocks")
  void blocks() throws LoupeException {
    Room little = new Room(Long.MAX_VALUE, 0, 4L * 2 * 6 * Example.STEPS * Example.CHANNELS);
    for (Map<String, String> texts :
        List.of(
            Map.of("wrt", "embed"),
            Map.of("adaptive", "true", "n_steps", "1", "rule", "right", "tolerance", "0.05"))) {
      SaliencyParameters parameters = with(Variant.INTEGRATED_GRADIENTS, texts);
      SaliencyResult blocks =
          new SaliencyAnalyzer(little).analyze(example.subject(), parameters, Progress.none());
      SaliencyResult whole = integrated(texts);
      assertThat(blocks.attribution().values()).isEqualTo(whole.attribution().values());
      assertThat(blocks.completeness().delta()).isEqualTo(whole.completeness().delta());
      assertThat(blocks.completeness().steps()).isEqualTo(whole.completeness().steps());
      assertThat(blocks.completeness().objective()).isEqualTo(whole.objective().values());
      assertThat(blocks.findings()).isEqualTo(whole.findings());
    }
  }

  @Test
  @DisplayName("of one noiseless sample SmoothGrad is the gradient, of many nearly so")
  void smoothGrad() throws LoupeException {
    FloatTensor plain = smooth(Map.of("n_samples", "1", "stdevs", "0"), 6).attribution();
    FloatTensor noisy = smooth(Map.of("n_samples", "400", "stdevs", "0.01"), 6).attribution();
    for (int t = 0; t < Example.STEPS; t++) {
      double gradient = example.gradient(6, t, 5, example.predicted(6, t));
      assertThat((double) plain.at(0, t, 5)).isCloseTo(gradient, within(1e-6));
      assertThat((double) noisy.at(0, t, 5)).isCloseTo(gradient, within(2e-3));
    }
    assertThat(noisy.values()).isNotEqualTo(plain.values());
  }

  @Test
  @DisplayName("draw other noise from another seed")
  void seeds() throws LoupeException {
    SaliencyParameters parameters = with(Variant.SMOOTHGRAD, Map.of("n_samples", "2"));
    Subject other = new FakeSubject(example.session, example.subject(6).windows(), 43);
    assertThat(analyzer.analyze(other, parameters, Progress.none()).attribution().values())
        .isNotEqualTo(smooth(Map.of("n_samples", "2"), 6).attribution().values());
  }

  @Test
  @DisplayName("stop when cancelled along the path")
  void cancelled() {
    CancelAfter progress = new CancelAfter(5);
    assertThatThrownBy(
            () ->
                analyzer.analyze(
                    example.subject(1), with(Variant.INTEGRATED_GRADIENTS, Map.of()), progress))
        .isInstanceOf(CancellationException.class);
    assertThat(progress.seen()).last().asString().startsWith("integrated gradients, 50 steps");
  }

  @Test
  @DisplayName("follow the true class, and the sum of a regression's values")
  void otherTargets() throws LoupeException {
    SaliencyResult truth = integrated(Map.of("class", "true"), 2);
    assertThat(truth.completeness().suffices(0)).isTrue();
    SaliencyResult values = integrated(Map.of("prediction_head", "speed", "target", "logit"), 2);
    double weight = example.weights[0][7] + example.weights[1][7] + example.weights[2][7];
    assertThat((double) values.attribution().at(0, 1, 7))
        .isCloseTo(
            weight * example.x[(2 * Example.STEPS + 1) * Example.CHANNELS + 7], within(1e-5));
  }

  @ParameterizedTest
  @DisplayName("refuse baselines that are not there, saying what is")
  @CsvSource(
      delimiter = '|',
      value = {
        "window:40 | numbered from 0 to 39",
        "window:x | names no window",
        "label:idle | the card gives windows no labels",
        "noise | use zero, mean, window:ID or label:NAME"
      })
  void baselines(String baseline, String sentence) {
    assertThatThrownBy(() -> integrated(Map.of("baseline", baseline), 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(sentence);
    assertThatThrownBy(() -> integrated(Map.of("baseline", "mean", "wrt", "embed"), 2))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("begin at zero only");
  }
}
