package org.loupe.method.activations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Finding;
import org.loupe.method.activations.internal.Example.Change;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("Activations")
class ActivationsAnalyzerTest {
  private final Example example = new Example();

  private static Finding finding(ActivationsResult result, String id) {
    return result.findings().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<String> ids(ActivationsResult result) {
    return result.findings().stream().map(Finding::id).toList();
  }

  private static Layer layer(ActivationsResult result, String name) {
    return result.layers().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  private static ActivationsParameters modules(String layers) {
    return new ActivationsParameters(
        layers, ActivationsParameters.Source.MODULES, 1e-6, Decoding.TEACHER_FORCED);
  }

  @Test
  @DisplayName("of the card's layers are summed up over all units, steps and windows")
  void layers() throws LoupeException {
    ActivationsResult result = example.result(Change.NONE);
    assertThat(result.layers()).extracting(Layer::name).containsExactly("drive", "state");
    double sum = 0;
    double squares = 0;
    for (float value : example.x) {
      sum += value + 2.0 * value;
      squares += value * value + 4.0 * value * value;
    }
    int count = example.x.length * Example.UNITS;
    Map<String, Tensor> arrays = result.arrays();
    double mean = sum / count;
    assertThat(arrays.get("mean").number(0)).isCloseTo(mean, within(1e-6));
    assertThat(arrays.get("std").number(0))
        .isCloseTo(Math.sqrt(squares / count - mean * mean), within(1e-6));
    assertThat(arrays.get("sparsity").number(0)).isCloseTo(1 / 3.0, within(1e-6));
    assertThat(arrays.get("zeros").number(0)).isCloseTo(1 / 3.0, within(1e-6));
    assertThat(arrays.get("unit_mean/drive").number(2))
        .isCloseTo(2 * arrays.get("unit_mean/drive").number(0), within(1e-6));
    assertThat(arrays.get("unit_std/drive").number(2))
        .isCloseTo(2 * arrays.get("unit_std/drive").number(0), within(1e-6));
    assertThat(result.tables().get(0).rows()).hasSize(2);
    assertThat(result.provenance().parameters())
        .containsEntry("layers", "all")
        .containsEntry("source", "auto");
  }

  @Test
  @DisplayName("have intervals over recordings, none for a single window")
  void intervals() throws LoupeException {
    LayerSummary summary = layer(example.result(Change.NONE), "state").summary();
    assertThat(Objects.requireNonNull(summary.stdInterval()).low()).isLessThan(summary.std());
    assertThat(summary.stdInterval().high()).isGreaterThan(summary.std());
    assertThat(Objects.requireNonNull(summary.meanInterval()).method()).contains("6 recordings");
    ActivationsResult one = Example.analyze(example.subject(3), Example.parameters("state"));
    assertThat(one.layers()).hasSize(1);
    assertThat(one.layers().get(0).summary().meanInterval()).isNull();
    assertThat(finding(one, "dead_units").sentence()).contains("window 3");
  }

  @Test
  @DisplayName("are the same whichever order the windows come in, and however they are cut")
  void order() throws LoupeException {
    ActivationsResult all = example.result(Change.NONE);
    int[] backwards = new int[Example.WINDOWS];
    Arrays.setAll(backwards, i -> Example.WINDOWS - 1 - i);
    ActivationsResult turned =
        Example.analyze(example.subject(backwards), Example.parameters("all"));
    for (String name : List.of("mean", "std", "sparsity", "unit_magnitude/state")) {
      for (int i = 0; i < all.arrays().get(name).size(); i++) {
        assertThat(turned.arrays().get(name).number(i))
            .isCloseTo(all.arrays().get(name).number(i), within(1e-7));
      }
    }
    double[] edges = {-1, 0, 1};
    assertThat(layer(turned, "state").histogram().density(edges))
        .containsExactly(layer(all, "state").histogram().density(edges));
  }

  @Test
  @DisplayName("tell what nothing reaches, which larger inputs do not wake")
  void dead() throws LoupeException {
    ActivationsResult result = example.result(Change.NONE);
    assertThat(layer(result, "drive").in(Layer.State.DEAD)).containsExactly(1);
    Finding finding = finding(result, "dead_units");
    // 1 − 0.05^(1/6) of six recordings
    assertThat(finding.sentence())
        .startsWith(
            "2 of 6 units are dead, |a| < 1e−06 at every step of 24 windows of 6 recordings: 1 of 3 in drive, 1 of 3 in state.")
        .contains("less than 39.3 % of recordings")
        .endsWith("with inputs 10 times as large in 24 windows, none of them wakes.");
    assertThat(finding.numbers()).startsWith(2.0, 6.0);
    assertThat(result.tables().get(1).rows()).hasSize(2);
    assertThat(ids(result)).contains("sparsest", "spread").doesNotContain("saturated_units");
  }

  @Test
  @DisplayName("tell what is only asleep, which larger inputs wake")
  void asleep() throws LoupeException {
    // No x reaches 5.
    ActivationsResult result =
        example.result(Change.each("drive", (value, unit) -> Math.max(0, Math.abs(value) - 9)));
    assertThat(layer(result, "drive").in(Layer.State.DEAD)).containsExactly(0, 1, 2);
    assertThat(finding(result, "dead_units").sentence()).contains("2 of them wake");
    assertThat(finding(result, "sparsest").sentence())
        .contains("drive is the sparsest layer: 100.0 %");
  }

  @Test
  @DisplayName("tell what is stuck at a bound, and what is always the same")
  void saturated() throws LoupeException {
    // Unit 0 is far out, unit 1 far out only where x is large, unit 2 a plain tanh.
    ActivationsResult result =
        example.result(
            Change.each(
                "drive",
                (value, unit) ->
                    switch (unit) {
                      case 0 -> Math.tanh(Math.signum(value) * 3 + value);
                      case 1 -> 0.5;
                      default -> Math.tanh(value);
                    }));
    Layer drive = layer(result, "drive");
    assertThat(drive.bounds()).isEqualTo(Bounds.TANH);
    assertThat(drive.supposed()).isTrue();
    assertThat(drive.in(Layer.State.SATURATED)).containsExactly(0);
    assertThat(drive.in(Layer.State.CONSTANT)).containsExactly(1);
    assertThat(drive.units().get(0).near()).isEqualTo(1);
    assertThat(finding(result, "saturated_units").sentence())
        .contains("1 of 6 units is saturated")
        .contains("1 of 3 in drive (tanh)")
        .contains("with inputs divided by 10 in 24 windows, none of them");
    assertThat(finding(result, "constant_units").sentence()).contains("none of them changes");
  }

  @Test
  @DisplayName("are the outputs of sub-modules where the card names no layers")
  void probes() throws LoupeException {
    ActivationsResult result =
        Example.analyze(
            example.subject(Example.builder().build(), Change.NONE), Example.parameters("all"));
    assertThat(result.layers()).extracting(Layer::name).containsExactly("cell");
    ActivationsResult card = example.result(Change.NONE);
    assertThat(result.arrays().get("std").number(0)).isEqualTo(card.arrays().get("std").number(1));
  }

  @Test
  @DisplayName("are those of a model without recurrence too, and all its units alive")
  void modules() throws LoupeException {
    float[] x = new float[10 * 4 * 2];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 7 - 3;
    }
    FakeDataset data = new FakeDataset("test").with("x", new int[] {10, 4, 2}, x);
    FakeSubject subject =
        new FakeSubject(
            new FakeModelSession(
                new CardBuilder("fake")
                    .input("x", "a", "b")
                    .categoricalHead("type", "p", "q")
                    .build(),
                Map.of("type", new float[][] {{1, 0}, {0, 1}})),
            Windows.all(data));
    ActivationsResult result = Example.analyze(subject, Example.parameters("all"));
    assertThat(result.layers()).extracting(Layer::name).containsExactly("embed", "mix");
    assertThat(finding(result, "no_dead_units").sentence())
        .startsWith("None of the 4 units is dead: each has |a| ≥ 1e−06 somewhere in 10 windows.");
    assertThat(result.seen().second()).isEqualTo(SecondLook.NONE);
  }

  @Test
  @DisplayName("that are NaN count nowhere, and that is said")
  void notFinite() throws LoupeException {
    ActivationsResult result =
        example.result(
            Change.each("drive", (value, unit) -> unit == 0 && value > 1 ? Double.NaN : value));
    assertThat(layer(result, "drive").others()).isPositive();
    assertThat(finding(result, "not_finite").sentence()).contains(" in drive");
    assertThat(result.arrays().get("mean").number(0)).isFinite();
    assertThatThrownBy(
            () ->
                Example.analyze(
                    example.subject(
                        Example.builder().recurrent().build(),
                        Change.each("drive", (value, unit) -> Double.NaN)),
                    Example.parameters("drive")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("Every activation of layer 'drive' is NaN or infinite");
  }

  @Test
  @DisplayName("leave out windows whose inputs hold NaN")
  void leftOut() throws LoupeException {
    example.x[7] = Float.NaN;
    ActivationsResult result = example.result(Change.NONE);
    assertThat(finding(result, "left_out").sentence()).contains("1 of 24 windows is left out");
    assertThat(result.provenance().windows()).hasSize(23);
  }

  @Test
  @DisplayName("of a layer that there is not are refused with those that there are")
  void unknown() {
    assertThatThrownBy(() -> Example.analyze(example.subject(), Example.parameters("drive, drift")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "There is no layer 'drift'; there are drive, state: choose some of them, or all.");
    assertThatThrownBy(() -> Example.analyze(example.subject(), modules("gate")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("There is no layer 'gate'; there are cell: choose some of them, or all.");
    assertThatThrownBy(
            () ->
                Example.analyze(
                    example.subject(Example.builder().build(), Change.NONE),
                    new ActivationsParameters(
                        "all", ActivationsParameters.Source.CARD, 1e-6, Decoding.TEACHER_FORCED)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("under 'layers'");
  }

  @Test
  @DisplayName("without units are refused with their shape")
  void shape() {
    Change flat =
        (name, value) ->
            name.equals("drive")
                ? FloatTensor.of(
                    new float[value.shape()[0]], Axis.of(Dimension.WINDOW, value.shape()[0]))
                : value;
    assertThatThrownBy(() -> example.result(flat))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "Layer 'drive' has the shape [16] for 16 windows, expected the windows first and the units last, [N,…,H]; leave it out with layers.");
  }

  @Test
  @DisplayName("stop when cancelled")
  void cancelled() {
    assertThatThrownBy(
            () ->
                new ActivationsAnalyzer()
                    .analyze(example.subject(), Example.parameters("all"), new CancelAfter(2)))
        .isInstanceOf(CancellationException.class);
  }
}
