package org.loupe.method.saliency.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.KeptWindows;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Target;
import org.loupe.model.Windows;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("Saliency")
class SaliencyAnalyzerTest {
  private final Example example = new Example();
  private final SaliencyAnalyzer analyzer = new SaliencyAnalyzer();

  private SaliencyResult analyze(TargetParameters target, int... windows) throws LoupeException {
    return analyzer.analyze(
        example.subject(windows),
        new SaliencyParameters(Variant.SALIENCY, "x", target),
        Progress.none());
  }

  @Test
  @DisplayName("is the magnitude of the gradient, in the input's shape")
  void saliency() throws LoupeException {
    FloatTensor attribution = example.result(Variant.SALIENCY).attribution();
    assertThat(attribution.shape()).containsExactly(40, 4, 24);
    assertThat(attribution.axes())
        .extracting(axis -> axis.dimension())
        .containsExactly(Dimension.WINDOW, Dimension.TIME, Dimension.CHANNEL);
    for (int n = 0; n < Example.WINDOWS; n++) {
      for (int t = 0; t < Example.STEPS; t++) {
        for (int c = 0; c < Example.CHANNELS; c++) {
          double gradient = example.gradient(n, t, c, example.predicted(n, t));
          assertThat((double) attribution.at(n, t, c)).isCloseTo(Math.abs(gradient), within(1e-6));
        }
      }
    }
  }

  @Test
  @DisplayName("times the input keeps its sign")
  void inputTimesGradient() throws LoupeException {
    FloatTensor attribution = example.result(Variant.INPUT_X_GRADIENT).attribution();
    for (int n = 0; n < Example.WINDOWS; n++) {
      for (int t = 0; t < Example.STEPS; t++) {
        double expected =
            example.gradient(n, t, 5, example.predicted(n, t))
                * example.x[(n * Example.STEPS + t) * Example.CHANNELS + 5];
        assertThat((double) attribution.at(n, t, 5)).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Target.Objective.class)
  @DisplayName("explains the objective, class and step that were asked for")
  void targets(Target.Objective objective) throws LoupeException {
    FloatTensor named = analyze(Example.target(objective, "turn", "2")).attribution();
    double p = example.probabilities(3, 2)[2];
    double expected =
        switch (objective) {
          case LOG_PROBABILITY -> example.gradient(3, 2, 5, 2);
          case LOGIT -> example.weights[2][5];
          case PROBABILITY -> p * example.gradient(3, 2, 5, 2);
        };
    assertThat((double) named.at(3, 2, 5)).isCloseTo(Math.abs(expected), within(1e-6));
    assertThat(named.at(3, 1, 5)).isZero();
  }

  @Test
  @DisplayName("of the true class reads the dataset")
  void trueClass() throws LoupeException {
    SaliencyResult result =
        analyze(Example.target(Target.Objective.LOG_PROBABILITY, "true", "all"));
    assertThat((double) result.attribution().at(2, 1, 5))
        .isCloseTo(Math.abs(example.gradient(2, 1, 5, (2 * 4 + 1) % 3)), within(1e-6));
  }

  @Test
  @DisplayName("keeps the order of the windows")
  void order() throws LoupeException {
    SaliencyResult all = example.result(Variant.SALIENCY);
    SaliencyResult some = example.result(Variant.SALIENCY, 31, 3, 17);
    assertThat(some.provenance().windows()).containsExactly(31, 3, 17);
    assertThat(some.attribution().at(0, 2, 5)).isEqualTo(all.attribution().at(31, 2, 5));
    assertThat(some.attribution().at(1, 2, 5)).isEqualTo(all.attribution().at(3, 2, 5));
    assertThat(some.objective().values()[2]).isEqualTo(all.objective().values()[17]);
  }

  @Test
  @DisplayName("is the same every time")
  void deterministic() throws LoupeException {
    SaliencyResult first = example.result(Variant.INPUT_X_GRADIENT);
    SaliencyResult second = example.result(Variant.INPUT_X_GRADIENT);
    assertThat(second.attribution().values()).isEqualTo(first.attribution().values());
    assertThat(second.tables()).isEqualTo(first.tables());
    assertThat(second.scalars()).isEqualTo(first.scalars());
    assertThat(second.findings()).isEqualTo(first.findings());
  }

  @Test
  @DisplayName("reports windows done and stops when cancelled")
  void cancelled() {
    CancelAfter progress = new CancelAfter(3);
    assertThatThrownBy(
            () ->
                analyzer.analyze(example.subject(), Example.parameters(Variant.SALIENCY), progress))
        .isInstanceOf(CancellationException.class);
    assertThat(progress.seen())
        .containsExactly("saliency 0/40", "saliency 16/40", "saliency 32/40");
  }

  @Test
  @DisplayName("has defaults that fit the card and are written with the names of result files")
  void defaults() {
    assertThat(ParameterSchema.toMap(analyzer.defaults(example.subject())))
        .containsExactly(
            Map.entry("variant", "saliency"),
            Map.entry("wrt", "x"),
            Map.entry("prediction_head", "type"),
            Map.entry("target", "log_probability"),
            Map.entry("class", "predicted"),
            Map.entry("step", "all"),
            Map.entry("decoding", "teacher_forced"),
            Map.entry("n_steps", "50"),
            Map.entry("rule", "gausslegendre"),
            Map.entry("adaptive", "false"),
            Map.entry("tolerance", "0.01"),
            Map.entry("max_steps", "1600"),
            Map.entry("baseline", "zero"),
            Map.entry("n_samples", "25"),
            Map.entry("stdevs", "0.1"));
  }

  @Test
  @DisplayName("tells how it came about")
  void provenance() throws LoupeException {
    SaliencyResult result = example.result(Variant.SALIENCY);
    assertThat(result.provenance().analyzer()).isEqualTo("saliency");
    assertThat(result.provenance().parameters()).containsEntry("variant", "saliency");
    assertThat(result.provenance().microBatch()).isEqualTo(16);
    assertThat(result.provenance().seed()).isEqualTo(42);
    assertThat(result.arrays()).containsOnlyKeys("attribution", "objective");
  }

  @Test
  @DisplayName("ranks channels in a table, with intervals over recordings")
  void tables() throws LoupeException {
    SaliencyResult result = example.result(Variant.SALIENCY);
    Table channels = result.tables().get(0);
    assertThat(channels.rows()).hasSize(24);
    List<Object> first = channels.rows().get(0);
    assertThat(first.subList(0, 4)).containsExactly(1, 5, "sensor 5", "odd");
    assertThat((double) first.get(4)).isBetween((double) first.get(5), (double) first.get(6));
    Table groups = result.tables().get(1);
    assertThat(groups.rows()).hasSize(1);
    assertThat(groups.rows().get(0).subList(0, 3)).containsExactly("module", "odd", 12);
    Scalar mean = result.scalars().get(0);
    assertThat(mean.interval()).isNotNull();
    assertThat(mean.interval().method()).isEqualTo("1000 bootstrap resamples of 8 recordings");
  }

  @ParameterizedTest
  @DisplayName("refuses what does not fit, saying what would")
  @CsvSource(
      delimiter = '|',
      value = {
        "wrt | y | attributions are computed for",
        "prediction_head | nothing | There is no prediction head 'nothing'",
        "class | jump | has no class 'jump'",
        "step | 7 | Step 7 is not there"
      })
  void refused(String name, String value, String sentence) throws BadInputException {
    SaliencyParameters parameters =
        ParameterSchema.fromMap(
            SaliencyParameters.class, Map.of(name, value), Example.parameters(Variant.SALIENCY));
    assertThatThrownBy(() -> analyzer.analyze(example.subject(), parameters, Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  @DisplayName("leaves a window with NaN out, and says so")
  void notFinite() throws LoupeException {
    SaliencyResult before = example.result(Variant.SALIENCY, 12, 14);
    example.x[(13 * Example.STEPS + 2) * Example.CHANNELS + 9] = Float.NaN;
    SaliencyResult result = example.result(Variant.SALIENCY, 12, 13, 14);
    assertThat(result.provenance().windows()).containsExactly(12, 14);
    assertThat(result.attribution().values()).isEqualTo(before.attribution().values());
    assertThat(result.findings().get(0).sentence())
        .isEqualTo(
            "1 of 3 windows is left out because an input holds NaN or an infinite value: 13.");
    assertThatThrownBy(() -> example.result(Variant.SALIENCY, 13))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Window 13 holds NaN");
  }

  @Test
  @DisplayName("refuses a model's answer that is no number, naming the window")
  void notFiniteAnswer() {
    example.x[(13 * Example.STEPS + 2) * Example.CHANNELS + Example.STRONGEST] = 3e38f;
    assertThatThrownBy(() -> example.result(Variant.INPUT_X_GRADIENT))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("window 13 is not a finite number");
  }

  @ParameterizedTest
  @DisplayName("of more windows than memory holds is the same, but for maps that are not kept")
  @EnumSource(Variant.class)
  void bounded(Variant variant) throws LoupeException {
    int map = 4 * Example.STEPS * Example.CHANNELS;
    // Seven windows at a time, and maps of eight of them.
    Room little = new Room(39L * map, 8L * map, 14L * map);
    SaliencyResult whole = example.result(variant);
    SaliencyResult few =
        new SaliencyAnalyzer(little)
            .analyze(example.subject(), Example.parameters(variant), Progress.none());
    assertThat(whole.kept().isAll()).isTrue();
    assertThat(whole.arrays()).doesNotContainKey("kept_windows");
    assertThat(few.kept()).isEqualTo(new KeptWindows(Example.WINDOWS, 8));
    assertThat(((FloatTensor) few.arrays().get("kept_windows")).values())
        .containsExactly(0, 5, 10, 15, 20, 25, 30, 35);
    for (int i = 0; i < 8; i++) {
      assertThat(few.attribution().at(i, 2, 5)).isEqualTo(whole.attribution().at(5 * i, 2, 5));
    }
    assertThat(few.tables()).isEqualTo(whole.tables());
    assertThat(few.scalars()).isEqualTo(whole.scalars());
    assertThat(few.magnitudes().map()).isEqualTo(whole.magnitudes().map());
    assertThat(few.signed().distribution().density())
        .isEqualTo(whole.signed().distribution().density());
    assertThat(few.objective().values()).isEqualTo(whole.objective().values());
    assertThat(few.samples().find("channels").orElseThrow().numerator())
        .isEqualTo(whole.samples().find("channels").orElseThrow().numerator());
    assertThat(few.findings())
        .filteredOn(finding -> !whole.findings().contains(finding))
        .extracting(finding -> finding.sentence())
        .containsExactly(
            "The attributions of 8 of 40 windows, evenly spaced, are kept one by one; everything else is of all of them.");
  }

  @Test
  @DisplayName("knows how many variants come of a window, which blocks must leave room for")
  void variants() throws BadInputException {
    SaliencyParameters integrated = Example.parameters(Variant.INTEGRATED_GRADIENTS);
    assertThat(integrated.variants()).isEqualTo(51);
    assertThat(
            ParameterSchema.fromMap(
                    SaliencyParameters.class, Map.of("adaptive", "true"), integrated)
                .variants())
        .isEqualTo(1601);
    assertThat(Example.parameters(Variant.SMOOTHGRAD).variants()).isEqualTo(25);
    assertThat(Example.parameters(Variant.SALIENCY).variants()).isEqualTo(1);
  }

  @Test
  @DisplayName("of a block after the other tells how far the whole is")
  void blocks() throws LoupeException {
    Room little = new Room(Long.MAX_VALUE, 0, 4L * 16 * Example.STEPS * Example.CHANNELS);
    CancelAfter progress = new CancelAfter(Integer.MAX_VALUE);
    new SaliencyAnalyzer(little)
        .analyze(example.subject(), Example.parameters(Variant.SALIENCY), progress);
    assertThat(progress.seen())
        .startsWith("saliency 0/40")
        .contains("saliency 16/40", "saliency 32/40")
        .endsWith("saliency 40/40");
  }

  @Test
  @DisplayName("handles an input without channels")
  void withoutChannels() throws LoupeException {
    ModelCard card =
        new CardBuilder("flat")
            .input("x", Dimension.WINDOW, Dimension.TIME)
            .categoricalHead("type", "a", "b")
            .build();
    FakeModelSession session =
        new FakeModelSession(card, Map.of("type", new float[][] {{1}, {-1}}));
    FakeDataset data = new FakeDataset("d").with("x", new int[] {2, 3}, 1, 2, 3, 4, 5, 6f);
    SaliencyResult result =
        analyzer.analyze(
            new FakeSubject(session, Windows.all(data)),
            Example.parameters(Variant.SALIENCY),
            Progress.none());
    assertThat(result.attribution().shape()).containsExactly(2, 3);
    assertThat(result.layout()).isEqualTo(new InputLayout(3, 1, 1, 1, Dimension.TIME));
    assertThat(result.tables().get(0).rows().get(0).get(2)).isEqualTo("channel 0");
  }

  @Test
  @DisplayName("handles an input with channels before time")
  void channelsFirst() throws LoupeException {
    FloatTensor tensor =
        FloatTensor.of(
            new float[] {0, 1, 2, 3, 4, 5},
            org.loupe.model.Axis.of(Dimension.WINDOW, 1),
            org.loupe.model.Axis.of(Dimension.CHANNEL, 2),
            org.loupe.model.Axis.of(Dimension.TIME, 3));
    InputLayout layout = InputLayout.of("x", tensor);
    assertThat(layout.steps()).isEqualTo(3);
    assertThat(layout.channels()).isEqualTo(2);
    assertThat(tensor.values()[layout.position(0, 2, 1)]).isEqualTo(5);
    assertThat(tensor.values()[layout.position(0, 0, 1)]).isEqualTo(3);
  }
}
