package org.loupe.method.overview.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.loupe.method.overview.internal.Example.measured;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.analysis.Caveat;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("The overview")
class OverviewAnalyzerTest {
  private final Example example = new Example();

  private static double share(long[] values, long of) {
    return Arrays.stream(values).filter(v -> v == of).count() / (double) values.length;
  }

  @Test
  @DisplayName("scores the model and what needs no model")
  void scores() throws LoupeException {
    OverviewResult result = example.result();
    assertThat(measured(result, "sign", Measure.INTACT).score().value()).isEqualTo(1);
    assertThat(measured(result, "blind", Measure.INTACT).score().value())
        .isCloseTo(share(example.blind, 0), within(1e-9));
    assertThat(measured(result, "blind", Measure.MAJORITY).score().value())
        .isCloseTo(share(example.blind, 0), within(1e-9));
    // The token tells the class, in every recording alike.
    assertThat(measured(result, "blind", Measure.PREVIOUS_TOKEN).score().value()).isEqualTo(1);
    assertThat(measured(result, "speed", Measure.INTACT).score().value()).isZero();
    double mean = 0;
    for (float v : example.speed) {
      mean += v / example.speed.length;
    }
    double error = 0;
    for (float v : example.speed) {
      error += Math.abs(v - mean) / example.speed.length;
    }
    assertThat(measured(result, "speed", Measure.MAJORITY).score().value())
        .isCloseTo(error, within(1e-6));
    assertThat(measured(result, "speed", Measure.PREVIOUS_TOKEN).note()).contains("regression");
  }

  @Test
  @DisplayName("scores the model with its input zeroed, and with that of other windows")
  void changedInputs() throws LoupeException {
    OverviewResult result = example.result();
    // All logits are equal then, and the first class is taken.
    assertThat(measured(result, "sign", Measure.ZEROED).score().value())
        .isCloseTo(share(example.sign, 0), within(1e-9));
    assertThat(measured(result, "sign", Measure.SHUFFLED).score().value())
        .isCloseTo(0.5, within(0.06));
    assertThat(measured(result, "blind", Measure.SHUFFLED).gain().value()).isZero();
    double zeroed = 0;
    for (float v : example.speed) {
      zeroed += Math.abs(v) / example.speed.length;
    }
    // Of an error, less is better.
    assertThat(measured(result, "speed", Measure.ZEROED).gain().value())
        .isCloseTo(zeroed, within(1e-6));
  }

  @Test
  @DisplayName("gives paired differences with intervals of recordings")
  void intervals() throws LoupeException {
    OverviewResult result = example.result();
    Measured zeroed = measured(result, "sign", Measure.ZEROED);
    assertThat(zeroed.gain().value()).isCloseTo(1 - zeroed.score().value(), within(1e-9));
    assertThat(zeroed.gain().low()).isBetween(0.3, zeroed.gain().value());
    assertThat(zeroed.gain().high()).isBetween(zeroed.gain().value(), 0.7);
    assertThat(zeroed.gain().interval().method()).contains("10 recordings");
    assertThat(measured(result, "sign", Measure.INTACT).gain().interval().low()).isZero();
  }

  @Test
  @DisplayName("says which prediction heads use the input, and warns of those that do not")
  void findings() throws LoupeException {
    OverviewResult result = example.result();
    assertThat(result.findings())
        .extracting(Finding::id)
        .contains(
            "reliance.sign.x",
            "reliance.speed.x",
            "no_reliance.blind.x",
            "not_above_previous_token.blind")
        .doesNotContain("not_above_majority.sign", "not_above_previous_token.sign", "few_units");
    assertThat(result.caveats())
        .extracting(Caveat::predictionHead, Caveat::input)
        .containsExactly(tuple("blind", "x"));
    assertThat(result.caveats().get(0).sentence())
        .startsWith("blind is no more accurate with x than")
        .contains("60 windows, 10 recordings, teacher-forced");
  }

  @Test
  @DisplayName("gives the same numbers for the same request")
  void repeatable() throws LoupeException {
    OverviewResult one = example.result();
    OverviewResult other = example.result();
    assertThat(one.tables()).isEqualTo(other.tables());
    assertThat(one.findings()).isEqualTo(other.findings());
  }

  @Test
  @DisplayName("of a single window has no intervals and nothing to shuffle with, and says nothing")
  void oneWindow() throws LoupeException {
    OverviewResult result = example.result(7);
    assertThat(result.windows()).isEqualTo("window 7");
    assertThat(measured(result, "sign", Measure.INTACT).score().interval()).isNull();
    assertThat(measured(result, "sign", Measure.SHUFFLED).note()).contains("single window");
    assertThat(measured(result, "sign", Measure.PREVIOUS_TOKEN).note()).contains("only one");
    assertThat(result.findings()).isEmpty();
    assertThat(result.caveats()).isEmpty();
  }

  @Test
  @DisplayName("gives the model no tokens when it runs freely, and then does not count on them")
  void freeRunning() throws LoupeException {
    OverviewResult result =
        new OverviewAnalyzer()
            .analyze(
                example.subject(),
                new OverviewParameters(1, Decoding.FREE_RUNNING),
                Progress.none());
    assertThat(measured(result, "blind", Measure.PREVIOUS_TOKEN).note()).contains("free-running");
    assertThat(result.caveats().get(0).sentence()).contains("free-running");
  }

  @Test
  @DisplayName("without true values still checks the model and says what is missing")
  void noTruth() throws LoupeException {
    ModelCard card =
        new CardBuilder("bare").input("x", "a", "b").windowHead("label", "p", "q").build();
    FakeModelSession session =
        new FakeModelSession(card, Map.of("label", new float[][] {{1, 0}, {0, 1}}));
    FakeDataset data = new FakeDataset("bare").with("x", new int[] {3, 2, 2}, new float[12]);
    OverviewResult result =
        new OverviewAnalyzer()
            .analyze(
                new FakeSubject(session, Windows.all(data)),
                new OverviewParameters(1, Decoding.TEACHER_FORCED),
                Progress.none());
    assertThat(result.findings())
        .extracting(Finding::sentence)
        .contains("There is no score of label: the dataset has no array 'label_target'.");
    assertThat(result.checks().get(0).verdict()).isEqualTo("yes");
    assertThat(new OverviewView().figures(result, ViewState.DEFAULT, Selection.NONE))
        .extracting(figure -> figure.id())
        .containsExactly("checks");
  }

  @ParameterizedTest
  @CsvSource({
    "7, 'none of its true values is a class of 0 to 1, they are such as 7'",
    "0.5, 'its true values are no class numbers, but such as 0.5'"
  })
  @DisplayName("says which prediction head has true values that are none of its classes")
  void foreignTruth(float value, String lack) throws LoupeException {
    Example example = new Example();
    float[] foreign = new float[example.sign.length];
    Arrays.fill(foreign, value);
    FakeDataset data =
        example.data().with("sign_target", new int[] {Example.WINDOWS, Example.STEPS}, foreign);
    OverviewResult result =
        new OverviewAnalyzer()
            .analyze(
                new FakeSubject(example.session, Windows.all(data)),
                new OverviewParameters(1, Decoding.TEACHER_FORCED),
                Progress.none());
    assertThat(result.findings())
        .extracting(Finding::sentence)
        .contains("There is no score of sign: " + lack + ".");
  }

  @Test
  @DisplayName("leaves out and counts what is not finite")
  void notFinite() throws LoupeException {
    example.x[4] = Float.NaN;
    OverviewResult result = example.result();
    assertThat(result.findings()).extracting(Finding::id).contains("not_finite.sign");
    assertThat(measured(result, "sign", Measure.INTACT).score().value()).isEqualTo(1);
  }

  @Test
  @DisplayName("stops when it is cancelled, and refuses no windows")
  void cancelled() {
    assertThatThrownBy(
            () ->
                new OverviewAnalyzer()
                    .analyze(
                        example.subject(),
                        new OverviewParameters(3, Decoding.TEACHER_FORCED),
                        new CancelAfter(2)))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(
            () ->
                new OverviewAnalyzer()
                    .analyze(
                        new FakeSubject(example.session, new Windows(example.data(), new int[0])),
                        new OverviewParameters(3, Decoding.TEACHER_FORCED),
                        Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no windows");
  }

  @Test
  @DisplayName("draws scores, errors, differences and checks")
  void figures() throws LoupeException {
    OverviewResult result = example.result();
    assertThat(new OverviewView().figures(result, ViewState.DEFAULT, Selection.NONE))
        .extracting(figure -> figure.id())
        .isEqualTo(List.of("accuracy", "error", "difference", "checks"));
    assertThat(result.arrays().get("score/sign").shape()).containsExactly(60, 5);
  }
}
