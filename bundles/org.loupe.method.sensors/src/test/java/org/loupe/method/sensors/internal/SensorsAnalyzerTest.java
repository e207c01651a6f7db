package org.loupe.method.sensors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Finding;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.PartialResultException;
import org.loupe.analysis.RandomStreams;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("Sensors")
class SensorsAnalyzerTest {
  private final Example example = new Example();

  @Test
  @DisplayName("drop by what a permutation over time costs, window by window and repeat by repeat")
  void overTime() throws LoupeException {
    SensorsResult result = example.result(Map.of("score", "confidence"));
    assertThat(result.drop().shape()).containsExactly(12, 5, 40);
    assertThat(result.drop().axes().get(0).dimension()).isEqualTo(Dimension.CHANNEL);
    Shuffle shuffle = Shuffle.steps(Example.STEPS, 42);
    for (int n : new int[] {0, 17}) {
      for (int r = 0; r < 5; r++) {
        int window = n;
        int[] order = shuffle.order(n, Example.STRONGEST, r);
        double changed =
            example.confidence(
                n,
                Example.STRONGEST,
                t -> example.x[Example.position(window, order[t], Example.STRONGEST)]);
        assertThat((double) result.drop().at(Example.STRONGEST, r, n))
            .isCloseTo(example.confidence(n) - changed, within(1e-6));
      }
    }
  }

  @Test
  @DisplayName("take a channel from another window")
  void acrossWindows() throws LoupeException {
    SensorsResult result =
        example.result(Map.of("over", "windows", "repeats", "2", "score", "confidence"));
    int[] donors =
        RandomStreams.permutation(Example.WINDOWS, RandomStreams.of(42, Example.STRONGEST, 1));
    double changed =
        example.confidence(
            3,
            Example.STRONGEST,
            t -> example.x[Example.position(donors[3], t, Example.STRONGEST)]);
    assertThat((double) result.drop().at(Example.STRONGEST, 1, 3))
        .isCloseTo(example.confidence(3) - changed, within(1e-6));
  }

  @Test
  @DisplayName("keep blocks together")
  void blocks() {
    int[] order = Shuffle.blocks(10, 4, 1).order(3, 2, 1);
    assertThat(Arrays.stream(order).sorted().toArray()).isEqualTo(IntStream.range(0, 10).toArray());
    int breaks = 0;
    for (int t = 1; t < 10; t++) {
      breaks += order[t] == order[t - 1] + 1 ? 0 : 1;
    }
    assertThat(breaks).isLessThanOrEqualTo(2);
    assertThat(IntStream.range(0, 20).mapToObj(r -> Shuffle.blocks(10, 4, 1).order(3, 2, r)[0]))
        .contains(0, 4, 8)
        .doesNotContain(1, 2, 3);
  }

  @Test
  @DisplayName("occlude a channel by the baseline")
  void occlusion() throws LoupeException {
    SensorsResult result = example.result(Map.of("kind", "occlusion", "score", "confidence"));
    assertThat(result.drop().shape()).containsExactly(12, 1, 40);
    assertThat((double) result.drop().at(Example.STRONGEST, 0, 3))
        .isCloseTo(
            example.confidence(3) - example.confidence(3, Example.STRONGEST, t -> 0f),
            within(1e-6));
    SensorsResult window =
        example.result(
            Map.of("kind", "occlusion", "baseline", "window:3", "score", "confidence"), 3, 4);
    assertThat(window.drop().at(Example.STRONGEST, 0, 0)).isZero();
    assertThat(window.subject().change()).isEqualTo("replaced by window 3");
  }

  @Test
  @DisplayName("count the accuracy at the positions that count")
  void accuracy() throws LoupeException {
    Arrays.fill(example.truth, 2 * Example.STEPS, 3 * Example.STEPS, -1);
    example.truth[3 * Example.STEPS] = -1;
    SensorsResult result = example.result(Map.of("score", "accuracy"), 1, 2, 3);
    assertThat(result.provenance().windows()).containsExactly(1, 3);
    assertThat(result.findings().get(0).sentence())
        .isEqualTo(
            "1 of 3 windows is left out: no position of type counts there, so there is no accuracy.");
    assertThat(result.scalars().get(0).value()).isEqualTo(1);
    int[] order = Shuffle.steps(Example.STEPS, 42).order(3, Example.STRONGEST, 2);
    int wrong = 0;
    for (int t = 1; t < Example.STEPS; t++) {
      wrong += order[t] < 3 == t < 3 ? 0 : 1;
    }
    assertThat((double) result.drop().at(Example.STRONGEST, 2, 1))
        .isCloseTo(wrong / 7.0, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"predicted", "true", "go"})
  @DisplayName("follow the log-probability of a class that stays")
  void logProbability(String choice) throws LoupeException {
    SensorsResult result =
        example.result(Map.of("score", "log_probability", "class", choice, "step", "2"));
    int[] order = Shuffle.steps(Example.STEPS, 42).order(6, Example.STRONGEST, 0);
    float[] values = example.step(6, 2);
    double[] before = example.probabilities(values);
    values[Example.STRONGEST] = example.x[Example.position(6, order[2], Example.STRONGEST)];
    double[] after = example.probabilities(values);
    int k = choice.equals("go") ? 1 : 0;
    assertThat((double) result.drop().at(Example.STRONGEST, 0, 6))
        .isCloseTo(Math.log(before[k]) - Math.log(after[k]), within(1e-5));
  }

  @Test
  @DisplayName("do not evaluate a channel that never changes: its drop is exactly 0")
  void constant() throws LoupeException {
    SensorsResult result = example.result(Map.of(), 1, 2, 3);
    assertThat(example.session.evaluated()).isEqualTo(3 + 3 * 11 * 5);
    for (int r = 0; r < 5; r++) {
      assertThat(result.drop().at(Example.STILL, r, 1)).isZero();
    }
    assertThat(result.ranking().unchanged()[Example.STILL]).isTrue();
    assertThat(result.findings())
        .extracting(Finding::sentence)
        .anyMatch(sentence -> sentence.startsWith("1 of 12 channels stays the same"));
  }

  @Test
  @DisplayName("do not change with the other windows")
  void alone() throws LoupeException {
    FloatTensor all = example.result(Map.of()).drop();
    FloatTensor some = example.result(Map.of(), 30, 7).drop();
    for (int c = 0; c < Example.CHANNELS; c++) {
      for (int r = 0; r < 5; r++) {
        assertThat(some.at(c, r, 0)).isEqualTo(all.at(c, r, 30));
        assertThat(some.at(c, r, 1)).isEqualTo(all.at(c, r, 7));
      }
    }
    assertThat(example.result(Map.of()).drop().values()).isEqualTo(all.values());
  }

  @Test
  @DisplayName("test across recordings, and find the channel that decides, and only this")
  void ranking() throws LoupeException {
    SensorsResult result = example.result(Map.of("score", "accuracy"));
    Ranking ranking = result.ranking();
    assertThat(ranking.order()[0]).isEqualTo(Example.STRONGEST);
    assertThat(ranking.standsOut()[Example.STRONGEST]).isTrue();
    assertThat(ranking.p()[Example.STRONGEST]).isEqualTo(2 / 1024.0);
    assertThat(ranking.q()[Example.STRONGEST]).isEqualTo(11 * 2 / 1024.0);
    assertThat(ranking.p()[Example.STILL]).isNaN();
    assertThat(result.arrays()).containsOnlyKeys("drop", "mean", "interval", "p_value", "q_value");
    FloatTensor interval = (FloatTensor) result.arrays().get("interval");
    assertThat(interval.shape()).containsExactly(12, 2);
    assertThat(ranking.mean()[Example.STRONGEST])
        .isBetween((double) interval.at(5, 0), (double) interval.at(5, 1));
    // Even channels have no weight at all.
    for (int c = 0; c < Example.CHANNELS; c += 2) {
      assertThat(ranking.mean()[c]).isZero();
      assertThat(ranking.standsOut()[c]).isFalse();
    }
  }

  @Test
  @DisplayName("claim what stands out, and advise fewer channels only where that was tested")
  void claims() throws LoupeException {
    SensorsResult result = example.result(Map.of("score", "accuracy"));
    Finding first = result.findings().get(0);
    assertThat(first.claim())
        .isEqualTo(new Claim(Dimension.CHANNEL, "x", "type", Set.of(Example.STRONGEST), 12));
    assertThat(result.findings())
        .filteredOn(finding -> finding.kind() == Finding.Kind.RECOMMENDATION)
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .startsWith("Try to train with fewer channels: 1 of 12 make up 90 %");
    SensorsResult one = example.result(Map.of("score", "accuracy"), 7);
    assertThat(one.findings()).extracting(Finding::claim).containsOnlyNulls();
    assertThat(one.findings())
        .extracting(Finding::kind)
        .doesNotContain(Finding.Kind.RECOMMENDATION);
  }

  @Test
  @DisplayName("of one window show the spread over repeats and claim nothing more")
  void oneWindow() throws LoupeException {
    SensorsResult result = example.result(Map.of(), 7);
    Ranking ranking = result.ranking();
    assertThat(ranking.spread()).isEqualTo(Ranking.Spread.REPEATS);
    double least =
        IntStream.range(0, 5)
            .mapToDouble(r -> result.drop().at(Example.STRONGEST, r, 0))
            .min()
            .orElseThrow();
    assertThat(ranking.low()[Example.STRONGEST]).isEqualTo(least);
    assertThat(ranking.p()).containsOnly(Double.NaN);
    assertThat(result.findings())
        .extracting(Finding::id)
        .contains("few_clusters")
        .doesNotContain("strongest_group");
    assertThat(result.scalars().get(0).interval()).isNull();
  }

  @Test
  @DisplayName("say that fewer than six recordings are too few")
  void fewRecordings() throws LoupeException {
    SensorsResult result = example.result(Map.of(), 0, 1, 6, 12);
    assertThat(result.findings())
        .extracting(Finding::sentence)
        .contains(
            "There are too few recordings to test significance: 3 recordings, at least 6 are needed.");
    assertThat(result.ranking().isTested()).isFalse();
  }

  @Test
  @DisplayName("say that seven recordings cannot single out one of eleven channels")
  void tooFewForSoMany() throws LoupeException {
    int[] windows = IntStream.range(0, 28).toArray();
    SensorsResult result = example.result(Map.of("score", "accuracy"), windows);
    assertThat(result.ranking().isTested()).isTrue();
    assertThat(result.ranking().outstanding()).isZero();
    assertThat(result.findings())
        .extracting(Finding::sentence)
        .contains(
            "7 recordings are too few to single out one of 11 channels: however large its drop, its q would be 0.172 at best; at least 9 are needed.");
  }

  @Test
  @DisplayName("ablate groups alone and in pairs")
  void groups() throws LoupeException {
    SensorsResult result =
        example.result(
            Map.of("kind", "group_ablation", "score", "log_probability", "class", "stop"));
    assertThat(result.drop().shape()).containsExactly(2, 1, 40);
    assertThat(result.units().names()).containsExactlyInAnyOrder("odd", "even");
    int odd = result.units().names().indexOf("odd");
    // Even channels have no weight: without the odd ones all classes are alike.
    double expected = 0;
    for (int t = 0; t < Example.STEPS; t++) {
      expected +=
          (Math.log(example.probabilities(example.step(4, t))[0]) - Math.log(1 / 3.0))
              / Example.STEPS;
    }
    assertThat((double) result.drop().at(odd, 0, 4)).isCloseTo(expected, within(1e-5));
    assertThat((double) result.drop().at(1 - odd, 0, 4)).isCloseTo(0, within(1e-6));
    FloatTensor interaction = (FloatTensor) result.arrays().get("interaction");
    assertThat((double) interaction.at(0, 1)).isCloseTo(0, within(1e-5));
    assertThat(interaction.at(1, 1)).isNaN();
    assertThat(example.session.evaluated()).isEqualTo(40 * 4);
  }

  @Test
  @DisplayName("find two groups that stand in for each other")
  void interaction() throws LoupeException {
    for (int n = 0; n < Example.WINDOWS; n++) {
      for (int t = 0; t < Example.STEPS; t++) {
        example.x[Example.position(n, t, 4)] = example.x[Example.position(n, t, 5)];
      }
    }
    example.weights[0][4] = 2f;
    example.weights[1][4] = -2f;
    SensorsResult result = example.result(Map.of("kind", "group_ablation"));
    Interactions interactions = result.interactions();
    assertThat(interactions.means().mean()[0]).isPositive();
    assertThat(interactions.isSure(0)).isTrue();
    assertThat(result.findings())
        .filteredOn(finding -> finding.id().equals("interaction"))
        .singleElement()
        .extracting(Finding::sentence)
        .asString()
        .contains("more than the sum of both alone");
  }

  @Test
  @DisplayName("leave a window with NaN out, and say so")
  void notFinite() throws LoupeException {
    example.x[Example.position(13, 2, 1)] = Float.NaN;
    SensorsResult result = example.result(Map.of("over", "windows"), 12, 13, 14);
    assertThat(result.provenance().windows()).containsExactly(12, 14);
    assertThat(result.findings().get(0).id()).isEqualTo("left_out");
  }

  @Test
  @DisplayName("report and stop when cancelled")
  void cancelled() {
    CancelAfter progress = new CancelAfter(6);
    assertThatThrownBy(() -> example.result(Map.of(), progress))
        .isInstanceOf(CancellationException.class);
    assertThat(progress.seen())
        .startsWith("sensors, unchanged 16/40")
        .last()
        .isEqualTo("sensors, 11 channels × 5 repeats 48/2200");
  }

  @Test
  @DisplayName("keep the windows that were done when cancelled")
  void partial() throws LoupeException {
    // 3 reports of unchanged windows, then 16 of 55 changes of each window at a time.
    PartialResultException partial =
        catchThrowableOfType(
            PartialResultException.class, () -> example.result(Map.of(), new CancelAfter(3 + 14)));
    SensorsResult result = (SensorsResult) partial.result();
    assertThat(result.provenance().windows()).containsExactly(0, 1, 2, 3);
    assertThat(result.findings().get(0).sentence())
        .isEqualTo("It was cancelled: 4 of 40 windows are done, and all numbers are of these.");
    SensorsResult same = example.result(Map.of(), 0, 1, 2, 3);
    assertThat(result.drop().values()).isEqualTo(same.drop().values());
    assertThat(result.scalars()).isEqualTo(same.scalars());
  }

  @Test
  @DisplayName("have the parameters of result files")
  void defaults() {
    assertThat(ParameterSchema.toMap(new SensorsAnalyzer().defaults(example.subject())))
        .containsExactly(
            Map.entry("kind", "permutation"),
            Map.entry("over", "time"),
            Map.entry("block_length", "8"),
            Map.entry("repeats", "5"),
            Map.entry("score", "log_probability"),
            Map.entry("permutations", ""),
            Map.entry("baseline", "zero"),
            Map.entry("wrt", "x"),
            Map.entry("prediction_head", "type"),
            Map.entry("class", "predicted"),
            Map.entry("step", "all"),
            Map.entry("decoding", "teacher_forced"));
  }

  @ParameterizedTest
  @DisplayName("refuse what cannot be done, saying what can")
  @CsvSource(
      delimiter = '|',
      value = {
        "prediction_head=only | has a single class",
        "prediction_head=speed | is a regression and has no log-probability",
        "prediction_head=nothing | There is no prediction head 'nothing'",
        "wrt=y | not one whose channels can be ranked",
        "step=8 | has no step 8; it has 8, counted from 0",
        "over=blocks | covers the whole window of 8",
        "permutations=/nowhere.npz | There is no file of permutations",
        "score=log_probability;class=jump | has no class 'jump'",
        "kind=occlusion;permutations=a.npz | they need kind=permutation and over=time",
        "kind=occlusion;baseline=label:idle | the card gives windows no labels"
      })
  void refused(String changes, String sentence) {
    Map<String, String> map = new HashMap<>();
    for (String change : changes.split(";")) {
      map.put(change.split("=")[0], change.split("=")[1]);
    }
    assertThatThrownBy(() -> example.result(map))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  @DisplayName("need two windows to exchange them, two steps to exchange these, and true classes")
  void tooLittle() throws LoupeException {
    assertThatThrownBy(() -> example.result(Map.of("over", "windows"), 3))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("needs at least two windows");
    Arrays.fill(example.truth, -1);
    assertThatThrownBy(() -> example.result(Map.of("score", "accuracy")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("None of the windows has a true class");
    ModelCard card =
        new CardBuilder("short").input("x", "a", "b").categoricalHead("type", "p", "q").build();
    FakeModelSession session =
        new FakeModelSession(card, Map.of("type", new float[][] {{1, 0}, {0, 0}}));
    FakeDataset data = new FakeDataset("d").with("x", new int[] {3, 1, 2}, 1, 2, 3, 4, 5, 6f);
    FakeSubject subject = new FakeSubject(session, Windows.all(data));
    SensorsAnalyzer analyzer = new SensorsAnalyzer();
    SensorsParameters time = analyzer.defaults(subject);
    assertThatThrownBy(() -> analyzer.analyze(subject, time, Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has a single step");
    SensorsParameters windows =
        ParameterSchema.fromMap(SensorsParameters.class, Map.of("over", "windows"), time);
    SensorsResult result = analyzer.analyze(subject, windows, Progress.none());
    assertThat(result.drop().shape()).containsExactly(2, 5, 3);
    SensorsParameters groups =
        ParameterSchema.fromMap(SensorsParameters.class, Map.of("kind", "group_ablation"), time);
    assertThatThrownBy(() -> analyzer.analyze(subject, groups, Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("into no groups");
  }
}
