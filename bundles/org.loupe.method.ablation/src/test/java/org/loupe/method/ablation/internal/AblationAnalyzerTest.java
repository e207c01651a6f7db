package org.loupe.method.ablation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.analysis.ParameterSchema;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("Ablation")
class AblationAnalyzerTest {
  private final Example example = new Example();
  private final AblationAnalyzer analyzer = new AblationAnalyzer();

  private static double effect(AblationResult result, int item, String metric, int window) {
    int index = result.metrics().stream().map(Metric::key).toList().indexOf(metric);
    return result.effect().at(item, index, window);
  }

  private static List<String> ids(AblationResult result) {
    return result.findings().stream().map(Finding::id).toList();
  }

  private static Finding finding(AblationResult result, String id) {
    return result.findings().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("of an attention head compares with the intact model, window by window")
  void attentionHeads() throws LoupeException {
    AblationResult result = example.result(Over.ATTENTION_HEADS);
    assertThat(result.items()).extracting(Item::name).containsExactly("mix · 0", "mix · 1");
    assertThat(result.metrics())
        .extracting(Metric::key)
        .containsExactly(
            "accuracy", "log_probability_true", "log_probability", "output/type", "output/speed");
    assertThat(result.arrays().keySet()).containsExactly("effect", "gradient_importance");
    assertThat(result.effect().shape()).containsExactly(2, 5, 40);
    for (int n = 0; n < 40; n++) {
      double accuracy = 0;
      double trueClass = 0;
      double predicted = 0;
      double output = 0;
      for (int t = 0; t < 4; t++) {
        double[] logits = example.logits(n, t, channel -> 1);
        int right = (int) example.truth[n * 4 + t];
        // without the head every logit is 0, of which the first is taken
        accuracy += (Example.best(logits) == right ? 1 : 0) - (right == 0 ? 1 : 0);
        trueClass += Example.logProbability(logits, right) + Math.log(3);
        predicted += Example.logProbability(logits, Example.best(logits)) + Math.log(3);
        output += Arrays.stream(logits).map(Math::abs).sum() / 3;
      }
      assertThat(effect(result, 0, "accuracy", n)).isCloseTo(accuracy / 4, within(1e-6));
      assertThat(effect(result, 0, "log_probability_true", n))
          .isCloseTo(trueClass / 4, within(1e-5));
      assertThat(effect(result, 0, "log_probability", n)).isCloseTo(predicted / 4, within(1e-5));
      assertThat(effect(result, 0, "output/type", n)).isCloseTo(output / 4, within(1e-5));
      for (String metric : result.metrics().stream().map(Metric::key).toList()) {
        assertThat(effect(result, 1, metric, n)).isZero();
      }
    }
  }

  @Test
  @DisplayName("names exactly the attention head that is used, and the one that is not")
  void named() throws LoupeException {
    AblationResult result = example.result(Over.ATTENTION_HEADS);
    assertThat(finding(result, "necessary").sentence())
        .startsWith(
            "1 of 2 attention heads matters: set to zero, the log-probability of the true class (nats) falls by ")
        .contains(" without mix · 0 (95 % interval ")
        .endsWith("(type, all steps, 40 windows, 8 recordings).");
    assertThat(finding(result, "necessary").claim())
        .isEqualTo(new Claim(Dimension.ATTENTION_HEAD, "mix", "type", Set.of(0), 2));
    assertThat(finding(result, "unused").sentence())
        .isEqualTo(
            "1 of 2 attention heads changes no output when set to zero: mix · 1 (40 windows, 8 recordings).");
    assertThat(result.importance().values()).containsExactly(1, 0);
  }

  @Test
  @DisplayName("finds nothing in models of shuffled weights, which are no better than a guess")
  void shuffled() throws LoupeException {
    Random random = new Random(11);
    for (int model = 0; model < 10; model++) {
      for (float[] row : example.weights) {
        for (int c = 0; c < row.length; c++) {
          row[c] = (float) random.nextGaussian();
        }
      }
      for (int i = 0; i < example.truth.length; i++) {
        example.truth[i] = random.nextInt(10) < 5 ? 0 : 1 + random.nextInt(2);
      }
      for (Over over : List.of(Over.ATTENTION_HEADS, Over.CHANNEL_GROUPS)) {
        AblationResult result = example.result(over);
        assertThat(ids(result)).contains("not_better").doesNotContain("necessary", "in_the_way");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zero", "mean", "window:3"})
  @DisplayName("of a channel group replaces its channels at every step")
  void channelGroups(String value) throws LoupeException {
    AblationResult result = example.result(Example.parameters(Over.CHANNEL_GROUPS, value, false));
    assertThat(result.items())
        .extracting(Item::name)
        .containsExactly("a first", "b second", "c third");
    for (int n = 0; n < 40; n++) {
      double output = 0;
      for (int t = 0; t < 4; t++) {
        for (int k = 0; k < 3; k++) {
          double change = 0;
          for (int c = 0; c < 2; c++) {
            change += example.weights[k][c] * (replacement(value, t, c) - at(n, t, c));
          }
          output += Math.abs(change) / 12;
        }
      }
      assertThat(effect(result, 0, "output/type", n)).isCloseTo(output, within(1e-5));
      assertThat(effect(result, 2, "output/type", n)).isZero();
    }
  }

  private float at(int window, int step, int channel) {
    return example.x[(window * 4 + step) * 6 + channel];
  }

  private double replacement(String value, int step, int channel) {
    if (value.equals("zero")) {
      return 0;
    } else if (value.equals("window:3")) {
      return at(3, step, channel);
    }
    double sum = 0;
    for (int n = 0; n < 40; n++) {
      sum += at(n, step, channel);
    }
    return sum / 40;
  }

  @Test
  @DisplayName("of channel groups makes one stream, and their importance is Σ x · ∂F/∂x")
  void oneStream() throws LoupeException {
    FakeSubject subject = example.subject();
    AblationResult result =
        analyzer.analyze(
            subject, Example.parameters(Over.CHANNEL_GROUPS, "zero", false), Progress.none());
    assertThat(((FakeModelSession) subject.session()).evaluated()).isEqualTo(1 + 40 * 4);
    double[] sums = new double[3];
    for (int n = 0; n < 40; n++) {
      double[] window = new double[3];
      for (int t = 0; t < 4; t++) {
        double[] logits = example.logits(n, t, channel -> 1);
        int best = Example.best(logits);
        for (int c = 0; c < 6; c++) {
          double gradient = example.weights[best][c];
          for (int k = 0; k < 3; k++) {
            gradient -= Math.exp(Example.logProbability(logits, k)) * example.weights[k][c];
          }
          window[c / 2] += gradient * at(n, t, c);
        }
      }
      for (int g = 0; g < 3; g++) {
        sums[g] += Math.abs(window[g]) / 40;
      }
    }
    double norm = Math.sqrt(sums[0] * sums[0] + sums[1] * sums[1] + sums[2] * sums[2]);
    for (int g = 0; g < 3; g++) {
      assertThat((double) result.importance().at(g)).isCloseTo(sums[g] / norm, within(1e-5));
    }
  }

  @Test
  @DisplayName("of pairs takes both away")
  void pairs() throws LoupeException {
    AblationResult result = example.result(Example.parameters(Over.CHANNEL_GROUPS, "zero", true));
    assertThat(result.items())
        .extracting(Item::name)
        .endsWith("a first + b second", "a first + c third", "b second + c third");
    for (int n = 0; n < 40; n++) {
      assertThat(effect(result, 4, "output/type", n))
          .isEqualTo(effect(result, 0, "output/type", n));
    }
    double both = 0;
    for (int t = 0; t < 4; t++) {
      double[] logits = example.logits(7, t, channel -> channel < 4 ? 1 : 0);
      both += Arrays.stream(logits).map(Math::abs).sum() / 12;
    }
    assertThat(effect(result, 3, "output/type", 7)).isCloseTo(both, within(1e-5));
    assertThat(result.importance().at(3)).isNaN();
    Interactions interactions = Interactions.of(result.items(), result.summaries().get(1));
    Summary summary = result.summaries().get(1);
    assertThat(interactions.value(0))
        .isCloseTo(summary.mean(3) - summary.mean(0) - summary.mean(1), within(2e-6));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zero", "mean", "window:3"})
  @DisplayName("of modules replaces their outputs")
  void modules(String value) throws LoupeException {
    AblationResult result = example.result(Example.parameters(Over.MODULES, value, false));
    assertThat(result.items()).extracting(Item::name).containsExactly("embed", "mix");
    for (int n = 0; n < 40; n++) {
      double output = 0;
      for (int t = 0; t < 4; t++) {
        for (int k = 0; k < 3; k++) {
          double change = 0;
          for (int c = 0; c < 6; c++) {
            change += example.weights[k][c] * (replacement(value, t, c) - at(n, t, c));
          }
          output += Math.abs(change) / 12;
        }
      }
      assertThat(effect(result, 0, "output/type", n)).isCloseTo(output, within(1e-5));
      assertThat(effect(result, 1, "output/type", n)).isCloseTo(output, within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "window:3"})
  @DisplayName("puts another window's weights, or the mean, in an attention head's place")
  void attentionValues(String value) throws LoupeException {
    // The weights are the same in every window, so nothing changes.
    AblationResult result = example.result(Example.parameters(Over.ATTENTION_HEADS, value, true));
    assertThat(result.items()).hasSize(3);
    for (float each : result.effect().values()) {
      assertThat(each).isCloseTo(0, within(1e-6f));
    }
  }

  @Test
  @DisplayName("of a step counts that step alone")
  void step() throws LoupeException {
    AblationResult result =
        example.result(
            new AblationParameters(
                Over.ATTENTION_HEADS, "zero", false, Example.target("type", "true", "2")));
    assertThat(result.metrics())
        .extracting(Metric::key)
        .containsExactly("accuracy", "log_probability", "output/type", "output/speed");
    double expected =
        Example.logProbability(example.logits(5, 2, channel -> 1), (int) example.truth[5 * 4 + 2])
            + Math.log(3);
    assertThat(effect(result, 0, "log_probability", 5)).isCloseTo(expected, within(1e-5));
    assertThatThrownBy(
            () ->
                example.result(
                    new AblationParameters(
                        Over.CHANNEL_GROUPS, "zero", false, Example.target("type", "true", "9"))))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  @DisplayName("of a regression head tells the rise of its error")
  void regression() throws LoupeException {
    AblationResult result =
        example.result(
            new AblationParameters(
                Over.ATTENTION_HEADS, "zero", false, Example.target("speed", "predicted", "all")));
    assertThat(result.metrics())
        .extracting(Metric::key)
        .containsExactly("error", "output/type", "output/speed");
    double error = 0;
    for (int t = 0; t < 4; t++) {
      error += Math.abs(example.logits(9, t, channel -> 1)[0]) / 4;
    }
    assertThat(effect(result, 0, "error", 9)).isCloseTo(error, within(1e-5));
    assertThat(finding(result, "necessary").sentence()).contains("mean absolute error rises by");
  }

  @Test
  @DisplayName("without targets leaves accuracy out, and says so")
  void noTargets() throws LoupeException {
    example.targets = false;
    AblationResult result = example.result(Over.ATTENTION_HEADS);
    assertThat(result.metrics())
        .extracting(Metric::key)
        .containsExactly("log_probability", "output/type", "output/speed");
    assertThat(finding(result, "no_targets").sentence())
        .isEqualTo(
            "There are no true values for type: drops of accuracy and of the true class's log-probability are left out.");
  }

  @Test
  @DisplayName("leaves a window with NaN out, and says so")
  void nan() throws LoupeException {
    example.x[7 * 4 * 6] = Float.NaN;
    for (Over over : Over.values()) {
      AblationResult result = example.result(over);
      assertThat(result.usable()).hasSize(39).doesNotContain(7);
      assertThat(finding(result, "left_out").sentence())
          .isEqualTo(
              "1 window is left out: the intact model's outputs there hold NaN or infinity.");
      assertThat(result.summaries().get(1).mean(0)).isFinite();
      assertThat(result.importance().at(0)).isFinite();
    }
    Arrays.fill(example.x, Float.NaN);
    assertThatThrownBy(() -> example.result(Over.MODULES))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("all of the chosen windows hold NaN");
  }

  @Test
  @DisplayName("says that a single true class makes accuracy say little")
  void oneClass() throws LoupeException {
    Arrays.fill(example.truth, 1);
    AblationResult result = example.result(Over.ATTENTION_HEADS);
    assertThat(ids(result)).contains("one_class", "not_better").doesNotContain("necessary");
  }

  @ParameterizedTest
  @EnumSource(Over.class)
  @DisplayName("works on one step and on one window, without intervals and tests")
  void small(Over over) throws LoupeException {
    assertThat(new Example(30, 1).result(over).effect().shape()[2]).isEqualTo(30);
    AblationResult one = example.result(Example.parameters(over, "zero", false), 6);
    assertThat(one.summaries().get(1).means().hasIntervals()).isFalse();
    assertThat(ids(one)).doesNotContain("necessary", "few_units");
    AblationResult two = example.result(Example.parameters(over, "zero", false), 1, 2, 6, 7);
    assertThat(ids(two)).contains("few_units").doesNotContain("necessary");
  }

  @ParameterizedTest
  @EnumSource(Over.class)
  @DisplayName("is the same where windows come in blocks")
  void blocks(Over over) throws LoupeException {
    example.x[23 * 4 * 3] = Float.POSITIVE_INFINITY;
    for (String value : List.of("zero", "mean", "window:3")) {
      AblationParameters parameters = Example.parameters(over, value, true);
      AblationResult whole = example.result(parameters);
      // What the model puts out for seven windows fits: 4 steps, 3 classes and 3 values.
      AblationResult blocks =
          new AblationAnalyzer(7 * 4 * 4 * (3 + 3))
              .analyze(example.subject(), parameters, Progress.none());
      assertThat(blocks.effect().values()).isEqualTo(whole.effect().values());
      assertThat(Arrays.deepEquals(blocks.rawImportance(), whole.rawImportance())).isTrue();
      assertThat(blocks.usable()).isEqualTo(whole.usable());
      assertThat(blocks.tables()).isEqualTo(whole.tables());
      assertThat(blocks.scalars()).isEqualTo(whole.scalars());
      assertThat(blocks.findings()).isEqualTo(whole.findings());
    }
  }

  @Test
  @DisplayName("is the same every time, and reports and stops when cancelled")
  void deterministic() throws LoupeException {
    AblationResult first = example.result(Over.ATTENTION_HEADS);
    AblationResult second = example.result(Over.ATTENTION_HEADS);
    assertThat(second.tables()).isEqualTo(first.tables());
    assertThat(second.findings()).isEqualTo(first.findings());
    CancelAfter progress = new CancelAfter(6);
    assertThatThrownBy(
            () ->
                analyzer.analyze(
                    example.subject(),
                    Example.parameters(Over.ATTENTION_HEADS, "zero", false),
                    progress))
        .isInstanceOf(CancellationException.class);
    assertThat(progress.seen())
        .containsExactly(
            "ablation 0/121",
            "ablation 1/121",
            "ablation 17/121",
            "ablation 33/121",
            "ablation 41/121",
            "ablation 57/121");
  }

  @Test
  @DisplayName("says what is wrong with a value, a group or a number of pairs")
  void badInput() {
    assertThatThrownBy(
            () -> example.result(Example.parameters(Over.ATTENTION_HEADS, "median", false)))
        .hasMessage(
            "Parameter 'value' is 'median'; it must be zero, mean or window:ID, for example window:12.");
    assertThatThrownBy(
            () -> example.result(Example.parameters(Over.MODULES, "window:9", false), 1, 2))
        .hasMessage(
            "Window 9, whose values are to be put in, is not among the 2 chosen windows; add it to them, or choose value=mean.");
    assertThatThrownBy(
            () ->
                analyzer.analyze(
                    example.subject(false),
                    Example.parameters(Over.CHANNEL_GROUPS, "zero", false),
                    Progress.none()))
        .hasMessageStartingWith("The card names no channel groups for its explained inputs x;");
    List<Item> many =
        IntStream.range(0, 100).mapToObj(i -> Item.single("m" + i, "", i, i)).toList();
    assertThatThrownBy(() -> Item.withPairs(many, true, true))
        .hasMessage(
            "100 single items make too many pairs: at most 2000 are evaluated; choose pairs=false.");
  }

  @Test
  @DisplayName("has defaults that fit the card and are written with the names of result files")
  void defaults() {
    assertThat(ParameterSchema.toMap(analyzer.defaults(example.subject())))
        .isEqualTo(
            Map.of(
                "over", "attention_heads",
                "value", "zero",
                "pairs", "false",
                "prediction_head", "type",
                "target", "log_probability",
                "class", "predicted",
                "step", "all",
                "decoding", "teacher_forced"));
  }

  @Test
  @DisplayName("keeps effects in the order of items, metrics and windows")
  void arrays() throws LoupeException {
    AblationResult some =
        example.result(Example.parameters(Over.CHANNEL_GROUPS, "zero", false), 31, 3);
    AblationResult all = example.result(Over.CHANNEL_GROUPS);
    FloatTensor effect = (FloatTensor) some.arrays().get("effect");
    assertThat(effect.axes())
        .extracting(axis -> axis.name())
        .containsExactly("item", "metric", "window");
    assertThat(effect.at(0, 3, 1)).isEqualTo(all.effect().at(0, 3, 3));
    assertThat(effect.at(1, 2, 0)).isEqualTo(all.effect().at(1, 2, 31));
  }

  @Test
  @DisplayName("refuses more true values than memory holds before it reads them")
  void manyTrueValues() {
    FakeSubject few = new Example().subject();
    FakeSubject many =
        new FakeSubject(few.session(), new Windows(few.windows().dataset(), new int[1 << 20]));
    assertThatThrownBy(() -> Truth.of(many, many.card().head("type"), 1 << 12, 3, -1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("choose at most");
  }
}
