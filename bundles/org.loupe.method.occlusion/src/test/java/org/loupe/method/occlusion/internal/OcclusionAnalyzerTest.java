package org.loupe.method.occlusion.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Differences;
import org.loupe.analysis.Finding;
import org.loupe.analysis.PairedDifferences;
import org.loupe.analysis.PartialResultException;
import org.loupe.analysis.Sample;
import org.loupe.analysis.Side;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.testkit.CancelAfter;

@DisplayName("Occlusion")
class OcclusionAnalyzerTest {
  private final Example example = new Example();

  @Test
  @DisplayName("finds the planted cause: its group at its steps, and nothing elsewhere")
  void planted() throws LoupeException {
    OcclusionResult result =
        example.result(Map.of("sliding_window_shapes", "1,1", "strides", "1,1", "target", "logit"));
    assertThat(result.attribution().shape()).containsExactly(Example.WINDOWS, 8, 2);
    assertThat(result.attribution().axes())
        .extracting(axis -> axis.dimension())
        .containsExactly(Dimension.WINDOW, Dimension.TIME, Dimension.CHANNEL_GROUP);
    int cause = result.units().names().indexOf("cause");
    for (int n = 0; n < Example.WINDOWS; n++) {
      for (int t = 0; t < 8; t++) {
        // the logit of 'go' is channel 1 itself
        assertThat(result.attribution().at(n, t, cause))
            .isCloseTo(example.x[example.at(n, t, Example.CAUSE)], within(1e-5f));
        assertThat(result.attribution().at(n, t, 1 - cause)).isZero();
      }
    }
    Finding finding = result.findings().get(0);
    assertThat(finding.id()).isEqualTo("greatest");
    assertThat(finding.sentence()).contains("without step 2 of cause");
  }

  @Test
  @DisplayName("tells window by window what its numbers are made of, so that results are compared")
  void samples() throws LoupeException {
    OcclusionResult before = example.result(Map.of("target", "logit"));
    Sample drop = before.samples().find("drop").orElseThrow();
    assertThat(drop.items()).isEqualTo(before.units().names());
    assertThat(drop.values()).containsExactly(before.summary().units().mean(), within(1e-6));
    example.weights[0][Example.CAUSE] = 2;
    example.weights[1][Example.CAUSE] = -2;
    OcclusionResult after = example.result(Map.of("target", "logit"));
    Differences differences =
        Differences.of(Side.of("A", before), Side.of("B", after), Progress.none());
    PairedDifferences units = differences.samples().get(1);
    int cause = before.units().names().indexOf("cause");
    assertThat(units.items().get(cause).difference())
        .isCloseTo(before.summary().units().mean()[cause], within(1e-5));
    assertThat(units.items().get(1 - cause).difference()).isZero();
    assertThat(differences.bare())
        .singleElement()
        .satisfies(bare -> assertThat(bare.name()).isEqualTo("greatest_drop"));
    assertThat(Arrays.stream(differences.maps().get(0).cosine()).min().orElseThrow())
        .isCloseTo(1, within(1e-6));
  }

  @Test
  @DisplayName("finds nothing in what the model does not use")
  void nothing() throws LoupeException {
    for (float[] row : example.weights) {
      Arrays.fill(row, 0);
    }
    OcclusionResult result = example.result(Map.of());
    assertThat(result.findings()).extracting(Finding::id).containsExactly("zero");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3,1 | 2,1 | channel_groups | log_probability | zero",
        "3,2 | 2,1 | channels | probability | mean",
        "8,4 | 8,4 | channels | logit | window:5",
        "5,3 | 4,2 | channels | log_probability | window:0"
      })
  @DisplayName("equals a plain loop over windows, places and elements")
  void plainLoop(String shape, String strides, String over, String target, String baseline)
      throws LoupeException {
    OcclusionResult result =
        example.result(
            Map.of(
                "sliding_window_shapes", shape,
                "strides", strides,
                "over", over,
                "target", target,
                "baselines", baseline));
    Extent window = Extent.parse("", shape);
    Extent stride = Extent.parse("", strides);
    List<int[]> units =
        over.equals("channels")
            ? IntStream.range(0, 4).mapToObj(c -> new int[] {c}).toList()
            : example.groups();
    for (int n : new int[] {0, 7}) {
      double[] sum = new double[8 * units.size()];
      int[] count = new int[sum.length];
      for (int t0 = 0; t0 == 0 || t0 - stride.steps() + window.steps() < 8; t0 += stride.steps()) {
        for (int u0 = 0;
            u0 == 0 || u0 - stride.units() + window.units() < units.size();
            u0 += stride.units()) {
          float[] hidden = example.x.clone();
          for (int t = t0; t < Math.min(8, t0 + window.steps()); t++) {
            for (int u = u0; u < Math.min(units.size(), u0 + window.units()); u++) {
              for (int c : units.get(u)) {
                hidden[example.at(n, t, c)] = baseline(baseline, t, c);
              }
            }
          }
          double drop = value(example.x, n, target) - value(hidden, n, target);
          for (int t = t0; t < Math.min(8, t0 + window.steps()); t++) {
            for (int u = u0; u < Math.min(units.size(), u0 + window.units()); u++) {
              sum[t * units.size() + u] += drop;
              count[t * units.size() + u]++;
            }
          }
        }
      }
      for (int i = 0; i < sum.length; i++) {
        assertThat((double) result.attribution().values()[n * sum.length + i])
            .isCloseTo(sum[i] / count[i], within(1e-5));
      }
    }
  }

  private float baseline(String choice, int step, int channel) {
    if (choice.equals("zero")) {
      return 0;
    }
    if (choice.startsWith("window:")) {
      return example.x[example.at(Integer.parseInt(choice.substring(7)), step, channel)];
    }
    double sum = 0;
    for (int n = 0; n < Example.WINDOWS; n++) {
      sum += example.x[example.at(n, step, channel)];
    }
    return (float) (sum / Example.WINDOWS);
  }

  /** Summed over all steps, of the class that is predicted for the window as it is. */
  private double value(float[] x, int window, String target) {
    double sum = 0;
    for (int t = 0; t < 8; t++) {
      double sign = example.x[example.at(window, t, Example.CAUSE)] >= 0 ? 1 : -1;
      double logit = sign * x[example.at(window, t, Example.CAUSE)];
      double p = 1 / (1 + Math.exp(-2 * logit));
      sum +=
          switch (target) {
            case "logit" -> logit;
            case "probability" -> p;
            default -> Math.log(p);
          };
    }
    return sum;
  }

  @Test
  @DisplayName("explains one step, the true class where there is one, a named class, a regression")
  void targets() throws LoupeException {
    Map<String, String> fine = Map.of("sliding_window_shapes", "1,1", "strides", "1,1");
    OcclusionResult step = example.result(with(fine, "step", "3", "target", "logit"));
    int cause = step.units().names().indexOf("cause");
    assertThat(step.attribution().at(4, 3, cause)).isGreaterThan(2);
    assertThat(step.attribution().at(4, 2, cause)).isZero();
    OcclusionResult truth = example.result(with(fine, "class", "true", "target", "logit"));
    assertThat(truth.attribution().at(4, 2, cause)).isZero(); // masked there
    assertThat(truth.attribution().at(4, 3, cause)).isLessThan(-2); // 'stop' is true there
    OcclusionResult named = example.result(with(fine, "class", "stop", "target", "logit"));
    assertThat(named.attribution().at(4, 2, cause)).isLessThan(-2);
    OcclusionResult value =
        example.result(with(fine, "prediction_head", "speed", "class", "v", "target", "logit"));
    assertThat(value.attribution().at(4, 2, cause)).isGreaterThan(2);
    OcclusionResult sum = example.result(with(fine, "prediction_head", "speed", "target", "logit"));
    assertThat(sum.attribution().at(4, 2, cause)).isZero(); // v and w cancel
    OcclusionResult whole = example.result(with(fine, "prediction_head", "whole"));
    assertThat(whole.attribution().at(4, 2, cause)).isPositive();
  }

  private static Map<String, String> with(Map<String, String> changes, String... more) {
    Map<String, String> all = new HashMap<>(changes);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  @Test
  @DisplayName("takes a window of a single step, and says that the sliding window was cut")
  void singleStep() throws LoupeException {
    Example single = new Example(1);
    OcclusionResult result = single.result(Map.of());
    assertThat(result.attribution().shape()).containsExactly(Example.WINDOWS, 1, 2);
    assertThat(result.findings().get(0).sentence())
        .isEqualTo("The sliding window of 8,1 was cut to 1,1: the input has 1 step and 2 groups.");
  }

  @Test
  @DisplayName("hides everything at once where the sliding window is larger than the input")
  void largerThanInput() throws LoupeException {
    OcclusionResult result =
        example.result(Map.of("sliding_window_shapes", "100,9", "strides", "100,9"));
    assertThat(result.drop().shape()).containsExactly(Example.WINDOWS, 1, 1);
    assertThat(result.findings()).extracting(Finding::id).contains("window_cut");
    assertThat(result.attribution().at(0, 0, 0)).isEqualTo(result.drop().at(0, 0, 0));
  }

  @Test
  @DisplayName("leaves out windows with NaN and says so")
  void notFinite() throws LoupeException {
    example.x[example.at(3, 2, 0)] = Float.NaN;
    OcclusionResult result = example.result(Map.of());
    assertThat(result.provenance().windows()).hasSize(Example.WINDOWS - 1).doesNotContain(3);
    assertThat(result.findings().get(0).id()).isEqualTo("left_out");
    assertThatThrownBy(() -> example.result(Map.of(), 3))
        .hasMessageContaining("Window 3 holds NaN");
  }

  @Test
  @DisplayName("refuses what the model answers with no number")
  void outputsNotFinite() {
    example.weights[0][0] = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> example.result(Map.of("target", "logit")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("not a finite number");
  }

  @ParameterizedTest
  @CsvSource({
    "strides, '9,1', would never be hidden",
    "strides, x, two numbers",
    "wrt, y, under 'explain'",
    "baselines, none, zero",
    "step, 8, has no step 8",
    "prediction_head, nobody, There is no prediction head",
    "perturbations_per_eval, -1, perturbations_per_eval"
  })
  @DisplayName("refuses parameters that fit neither each other nor the card")
  void refused(String parameter, String value, String message) {
    assertThatThrownBy(() -> example.result(Map.of(parameter, value)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("refuses windows without a true class where that is explained")
  void noTruth() {
    Arrays.fill(example.truth, -1);
    assertThatThrownBy(() -> example.result(Map.of("class", "true")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("class=predicted");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  @DisplayName("gives the same numbers however many are evaluated at once")
  void microBatches(int size) throws LoupeException {
    OcclusionResult result =
        example.result(Map.of("perturbations_per_eval", Integer.toString(size)));
    assertThat(result.drop().values()).isEqualTo(example.result(Map.of()).drop().values());
    assertThat(result.provenance().microBatch()).isLessThanOrEqualTo(size);
  }

  @Test
  @DisplayName("claims the groups that stand out, for others to confirm or contradict")
  void claims() throws LoupeException {
    OcclusionResult result = example.result(Map.of("target", "logit"));
    int cause = result.units().names().indexOf("cause");
    Finding finding =
        result.findings().stream()
            .filter(each -> each.id().equals("outstanding"))
            .findFirst()
            .orElseThrow();
    assertThat(finding.sentence())
        .startsWith("1 of 2 groups stands out: averaged over all steps, hiding it costs more")
        .contains("cause ");
    assertThat(finding.claim())
        .isEqualTo(new Claim(Dimension.CHANNEL_GROUP, "x", "type", Set.of(cause), 2));
    OcclusionResult channels = example.result(Map.of("target", "logit", "over", "channels"));
    assertThat(channels.findings())
        .extracting(Finding::claim)
        .contains(new Claim(Dimension.CHANNEL, "x", "type", Set.of(Example.CAUSE), 4));
  }

  @Test
  @DisplayName("keeps the windows that are done when cancelled, as a result of these alone")
  void partial() throws LoupeException {
    Map<String, String> fine =
        Map.of("sliding_window_shapes", "1,1", "strides", "1,1", "perturbations_per_eval", "16");
    PartialResultException partial =
        catchThrowableOfType(
            PartialResultException.class, () -> example.result(fine, new CancelAfter(1 + 1 + 5)));
    OcclusionResult result = (OcclusionResult) partial.result();
    int[] windows = result.provenance().windows();
    assertThat(windows).hasSizeBetween(1, Example.WINDOWS - 1).startsWith(0);
    assertThat(result.findings().get(0).sentence())
        .isEqualTo(
            "It was cancelled: %d of 12 windows are done, and all numbers are of these."
                .formatted(windows.length));
    OcclusionResult same = example.result(fine, windows);
    assertThat(result.drop().values()).isEqualTo(same.drop().values());
    assertThat(result.attribution().values()).isEqualTo(same.attribution().values());
    assertThat(result.objective().values()).isEqualTo(same.objective().values());
    assertThat(result.scalars()).isEqualTo(same.scalars());
  }

  @Test
  @DisplayName("reports its progress and stops when cancelled")
  void cancelled() {
    CancelAfter cancel = new CancelAfter(3);
    Map<String, String> fine = Map.of("sliding_window_shapes", "1,1", "strides", "1,1");
    assertThatThrownBy(() -> example.result(fine, cancel))
        .isInstanceOf(CancellationException.class);
    assertThat(cancel.seen()).last().asString().startsWith("occlusion, 16 places ");
    assertThat(example.session.evaluated()).isLessThan(Example.WINDOWS * 17L);
  }
}
