package org.loupe.method.attention.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.ParameterSchema;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Windows;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("Attention")
class AttentionAnalyzerTest {
  private static final int T = 8;

  private final AttentionAnalyzer analyzer = new AttentionAnalyzer();

  /** Of the linear model: attention head 0 looks at the step itself, 1 at all alike. */
  private static FakeSubject linear() {
    return new FakeSubject(
        new FakeModelSession(
            new CardBuilder("linear")
                .input("x", "a", "b")
                .categoricalHead("type", "p", "q")
                .build(),
            Map.of("type", new float[][] {{1, 0}, {0, 1}})),
        Windows.all(
            new FakeDataset("test").with("x", new int[] {20, T, 2}, new float[20 * T * 2])));
  }

  /** A local and a sparse attention head in encoder 0, an even and a causal one in encoder 1. */
  private static WeightsSession encoder() {
    return new WeightsSession(6, T)
        .same("encoder.0.self_attn", new int[] {2, T, T}, join(back(1), back(T)))
        .same("encoder.1.self_attn", new int[] {2, T, T}, join(even(T, T), past()));
  }

  private static float[] back(int by) {
    return HeadMetricTest.back(T, by);
  }

  private static float[] even(int queries, int keys) {
    return HeadMetricTest.even(queries, keys);
  }

  private static float[] past() {
    float[] past = new float[T * T];
    for (int q = 0; q < T; q++) {
      for (int k = 0; k <= q; k++) {
        past[q * T + k] = 1f / (q + 1);
      }
    }
    return past;
  }

  private static float[] join(float[] a, float[] b) {
    float[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  @Test
  @DisplayName("gives weights and metrics by module path, per window and attention head")
  void arrays() throws LoupeException {
    AttentionResult result =
        analyzer.analyze(linear(), WeightsSession.parameters("all"), Progress.none());
    assertThat(result.arrays().keySet())
        .containsExactly("weights/mix", "mean_weights/mix", "metrics/mix");
    FloatTensor weights = (FloatTensor) result.arrays().get("weights/mix");
    assertThat(weights.shape()).containsExactly(20, 2, T, T);
    assertThat(weights.axes())
        .extracting(Axis::name)
        .containsExactly("window", "attention_head", "query", "key");
    assertThat(weights.axes().get(2).dimension()).isEqualTo(Dimension.TIME);
    assertThat(weights.at(7, 0, 3, 3)).isEqualTo(1);
    assertThat(weights.at(7, 1, 3, 5)).isEqualTo(1f / T);
    assertThat(result.arrays().get("metrics/mix").shape())
        .containsExactly(20, 2, HeadMetric.count());
    assertThat(result.heads())
        .extracting(HeadSummary::pattern)
        .containsExactly(Pattern.LOCAL, Pattern.GLOBAL);
    assertThat(result.heads()).allSatisfy(head -> assertThat(head.agreement()).isEqualTo(1));
  }

  @Test
  @DisplayName("finds the planted attention heads, each by its label")
  void labels() throws LoupeException {
    AttentionResult result = encoder().result("all");
    assertThat(result.heads())
        .extracting(HeadSummary::pattern)
        .containsExactly(Pattern.LOCAL, Pattern.SPARSE, Pattern.GLOBAL, Pattern.CAUSAL);
    assertThat(result.findings())
        .extracting(Finding::id)
        .containsExactly("local", "sparse", "causal", "global", "few_units");
    assertThat(result.findings().get(0).sentence())
        .isEqualTo(
            "Local: 1 of 4 attention heads, most clearly encoder.0.self_attn, attention head 0 with 100.0 % of its weight at most 1 step from the query, 95 % interval 100.0 to 100.0 % (6 windows, 3 recordings).");
    assertThat(result.tables().get(0).rows().get(1)).contains("encoder.0.self_attn", 1, "sparse");
    assertThat(result.scalars().get(1).name()).isEqualTo("entropy/encoder.1.self_attn");
  }

  @Test
  @DisplayName("rolls out along the chain: rows of (mean + I) normalised, the last layer first")
  void rollout() throws LoupeException {
    AttentionResult result = encoder().result("all");
    FloatTensor rollout = (FloatTensor) result.arrays().get("rollout");
    assertThat(rollout.shape()).containsExactly(6, T, T);
    double[][] first = hat(back(1), back(T));
    double[][] second = hat(even(T, T), past());
    for (int q = 0; q < T; q++) {
      double row = 0;
      for (int k = 0; k < T; k++) {
        double expected = 0;
        for (int s = 0; s < T; s++) {
          expected += second[q][s] * first[s][k];
        }
        assertThat((double) rollout.at(4, q, k)).isCloseTo(expected, within(1e-6));
        assertThat(result.meanRollout().at(q, k)).isCloseTo(rollout.at(4, q, k), within(1e-6f));
        row += rollout.at(4, q, k);
      }
      assertThat(row).isCloseTo(1, within(1e-6));
    }
  }

  private static double[][] hat(float[] a, float[] b) {
    double[][] hat = new double[T][T];
    for (int q = 0; q < T; q++) {
      for (int k = 0; k < T; k++) {
        hat[q][k] = ((a[q * T + k] + b[q * T + k]) / 2.0 + (q == k ? 1 : 0)) / 2;
      }
    }
    return hat;
  }

  @Test
  @DisplayName("says why there is no rollout")
  void noRollout() throws LoupeException {
    AttentionResult result =
        new WeightsSession(2, T)
            .same("self_attn", new int[] {T, T}, even(T, T))
            .same("", new int[] {1, T, 2 * T}, even(T, 2 * T))
            .result("all");
    assertThat(result.rollout().isPresent()).isFalse();
    assertThat(result.rollout().reason())
        .isEqualTo(
            "a rollout needs two or more self-attentions of equal length in a row, as many keys as queries; here are self_attn [8,8], @attention [8,16]");
    assertThat(result.arrays()).doesNotContainKey("rollout").containsKey("weights/@attention");
    assertThat(result.modules().chosen().get(1).keyDimension()).isEqualTo(Dimension.VALUE);
  }

  @Test
  @DisplayName("takes modules by path or probe, in the model's order")
  void modules() throws LoupeException {
    AttentionResult result = encoder().result("encoder.1.self_attn@attention, encoder.0.self_attn");
    assertThat(result.modules().names()).isEqualTo("encoder.0.self_attn, encoder.1.self_attn");
    assertThat(encoder().result("encoder.1.self_attn").rollout().isPresent()).isFalse();
    assertThatThrownBy(() -> encoder().result("encoder.2"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "There is no attention module 'encoder.2'; use all, or some of encoder.0.self_attn, encoder.1.self_attn.");
  }

  @Test
  @DisplayName("says what a model without attention has")
  void none() {
    assertThatThrownBy(() -> new WeightsSession(2, T).result("all"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "No attention was found in this model: of the 1 places inside it that can be read none is a softmax over keys. Use ablation over modules or channel groups instead.");
  }

  @Test
  @DisplayName("leaves a window with NaN out of all means, and says so")
  void nan() throws LoupeException {
    float[] weights = new float[3 * T * T];
    for (int n = 0; n < 3; n++) {
      System.arraycopy(back(n == 1 ? 1 : 0), 0, weights, n * T * T, T * T);
    }
    weights[T * T + 5] = Float.NaN;
    AttentionResult result =
        new WeightsSession(3, T).with("attn", new int[] {T, T}, weights).result("all");
    assertThat(result.finite()).containsExactly(true, false, true);
    assertThat(result.means().get(0).at(0, 3, 3)).isEqualTo(1);
    assertThat(result.weights().get(0).at(1, 0, 0, 5)).isNaN();
    assertThat(result.findings())
        .extracting(Finding::sentence)
        .contains(
            "1 of 3 windows is left out of all means: their attention weights hold NaN or infinity.");
    Arrays.fill(weights, Float.NaN);
    assertThatThrownBy(
            () -> new WeightsSession(3, T).with("attn", new int[] {T, T}, weights).result("all"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("of every window hold NaN or infinity");
  }

  @Test
  @DisplayName("shows the last call of a module that is called several times")
  void calls() throws LoupeException {
    float[] weights = join(even(T, T), back(1));
    FloatTensor twice =
        new FloatTensor(
            List.of(
                Axis.of(Dimension.WINDOW, 1),
                Axis.of(Dimension.TIME, 2),
                new Axis("value_1", Dimension.VALUE, 1),
                new Axis("value_2", Dimension.VALUE, T),
                new Axis("value_3", Dimension.VALUE, T)),
            weights);
    AttentionResult result = new WeightsSession(1, T).with("cell", twice).result("all");
    assertThat(result.heads().get(0).pattern()).isEqualTo(Pattern.LOCAL);
    assertThat(result.modules().remarks())
        .containsExactly("cell is called 2 times within one forward; its last call is shown.");
  }

  @Test
  @DisplayName("leaves out and says what is called with growing lengths, and shows one call of it")
  void growing() throws LoupeException {
    WeightsSession session =
        new WeightsSession(1, T)
            .same("attn", new int[] {T, T}, even(T, T))
            .growing("dec", 1, new int[] {T, T}, back(1));
    AttentionResult all = session.result("all");
    assertThat(all.modules().names()).isEqualTo("attn");
    assertThat(all.modules().remarks())
        .containsExactly("dec is left out: Probe 'dec@attention' fires several times.");
    assertThat(session.result("dec#1").modules().names()).isEqualTo("dec#1");
    assertThat(session.result("dec@attention#1,attn").modules().names()).isEqualTo("attn, dec#1");
    assertThatThrownBy(() -> session.result("dec"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "None of the attentions can be shown. dec is left out: Probe 'dec@attention' fires several times.");
  }

  @Test
  @DisplayName("keeps the weights of as many windows as memory allows, and the means of all")
  void bounded() throws LoupeException {
    AttentionModules modules =
        new AttentionModules(List.of(HeadMetricTest.module("attn", T, T)), List.of());
    Rollout none = Rollout.find(modules.chosen(), false);
    WeightsSession session = new WeightsSession(5, T);
    float[] weights = new float[5 * T * T];
    weights[2 * T * T] = 0.5f;
    weights[4 * T * T] = 0.5f;
    session.with("attn", new int[] {T, T}, weights);
    WeightCollector collector =
        new WeightCollector(modules, none, 5, Progress.none(), 2 * 4 * T * T);
    session.evaluate(
        session.subject().inputs(Decoding.TEACHER_FORCED, List.of()),
        Query.probes("attn@attention"),
        collector,
        Progress.none());
    assertThat(collector.kept().places()).containsExactly(0, 2);
    assertThat(collector.weights(0).shape()).containsExactly(2, 1, T, T);
    assertThat(collector.weights(0).at(1, 0, 0, 0)).isEqualTo(0.5f);
    assertThat(collector.mean(0).at(0, 0, 0)).isEqualTo(0.2f);
    assertThat(collector.metrics(0).shape()).containsExactly(5, 1, HeadMetric.count());
    assertThatThrownBy(() -> new WeightCollector(modules, none, 5, Progress.none(), 100))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("choose fewer modules");
    assertThatThrownBy(() -> new WeightCollector(modules, none, 1 << 29, Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("choose at most");
  }

  @Test
  @DisplayName("is the same every time, and reports and stops when cancelled")
  void deterministic() throws LoupeException {
    assertThat(encoder().result("all").tables()).isEqualTo(encoder().result("all").tables());
    CancelAfter progress = new CancelAfter(2);
    assertThatThrownBy(
            () -> analyzer.analyze(encoder().subject(), WeightsSession.parameters("all"), progress))
        .isInstanceOf(CancellationException.class);
    assertThat(progress.seen()).containsExactly("attention 0/6", "attention 2/6");
  }

  @Test
  @DisplayName("has defaults for every module, written with the names of result files")
  void defaults() {
    assertThat(ParameterSchema.toMap(analyzer.defaults(encoder().subject())))
        .isEqualTo(Map.of("modules", "all", "decoding", "teacher_forced"));
  }
}
