package org.loupe.method.patching.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.DelegatingSubject;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ViewState;
import org.loupe.method.patching.internal.PatchingParameters.Metric;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

/**
 * Linear models whose modules hand on their input; the receiver sees the first two channels
 * exchanged, so that its activations are others, and weighs the third less.
 */
@DisplayName("Patching")
class PatchingAnalyzerTest {
  private static final int WINDOWS = 70;
  private static final int STEPS = 5;
  private static final float[] EVEN = {1, 1, 1};
  private static final float[] UNEVEN = {1, 1, 0.2f};

  private final float[] x = new float[WINDOWS * STEPS * 3];
  private final long[] type = new long[WINDOWS * STEPS];

  private FakeSubject subject(String name, float[] weights, String... channels) {
    ModelCard card =
        new CardBuilder("example")
            .input("x", channels)
            .categoricalHead("type", "stop", "go", "turn")
            .clusters("recording")
            .build();
    long[] recording = new long[WINDOWS];
    Random random = new Random(3);
    for (int i = 0; i < type.length; i++) {
      for (int c = 0; c < 3; c++) {
        x[3 * i + c] = (float) random.nextGaussian();
      }
      type[i] = i % 10 == 0 ? 0 : best(i, EVEN, false);
      recording[i / STEPS] = i / STEPS / 7;
    }
    FakeDataset data =
        new FakeDataset("test")
            .with("x", new int[] {WINDOWS, STEPS, 3}, x)
            .with("type_target", new int[] {WINDOWS, STEPS}, type)
            .with("recording", new int[] {WINDOWS}, recording);
    float[][] matrix = {{weights[0], 0, 0}, {0, weights[1], 0}, {0, 0, weights[2]}};
    return new FakeSubject(
        new FakeModelSession(
            new Checkpoint(name, Path.of(name), null, name, card), Map.of("type", matrix)),
        Windows.all(data));
  }

  private Subject donor() {
    return subject("donor", EVEN, "a", "b", "c");
  }

  private Subject receiver() {
    return new Exchanged(subject("receiver", UNEVEN, "a", "b", "c"));
  }

  private int best(int position, float[] weights, boolean exchanged) {
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < 3; c++) {
      int channel = exchanged && c < 2 ? 1 - c : c;
      double logit = weights[c] * x[3 * position + channel];
      if (logit > most) {
        most = logit;
        best = c;
      }
    }
    return best;
  }

  private double accuracy(float[] weights, boolean exchanged) {
    double right = 0;
    for (int i = 0; i < type.length; i++) {
      right += best(i, weights, exchanged) == type[i] ? 1 : 0;
    }
    return right / type.length;
  }

  /** Sees the first two channels in each other's place. */
  private record Exchanged(Subject subject) implements DelegatingSubject {
    @Override
    public BatchSource inputs(Decoding decoding, Collection<String> targets)
        throws BadInputException {
      BatchSource whole = subject.inputs(decoding, targets);
      return new BatchSource() {
        @Override
        public int size() {
          return whole.size();
        }

        @Override
        public Batch read(int from, int to) throws BadInputException {
          Batch batch = whole.read(from, to);
          FloatTensor x = (FloatTensor) batch.inputs().get("x");
          float[] values = x.values().clone();
          for (int i = 0; i < values.length; i += 3) {
            values[i] = x.values()[i + 1];
            values[i + 1] = x.values()[i];
          }
          Map<String, Tensor> inputs = new LinkedHashMap<>(batch.inputs());
          inputs.put("x", new FloatTensor(x.axes(), values));
          return new Batch(batch.windows(), inputs, batch.targets());
        }
      };
    }
  }

  private static PatchingParameters parameters(Metric metric, String modules) {
    return new PatchingParameters("type", metric, modules, true, Decoding.TEACHER_FORCED);
  }

  private static PatchingResult patch(Metric metric, Subject... subjects) throws LoupeException {
    return new PatchingAnalyzer()
        .analyze(List.of(subjects), parameters(metric, "all"), Progress.none());
  }

  @Test
  @DisplayName("recovers the share that the closed form gives")
  void closedForm() throws LoupeException {
    PatchingResult result = patch(Metric.ACCURACY, donor(), receiver());
    Pair pair = result.pairs().get(0);
    double donor = accuracy(EVEN, false);
    double receiver = accuracy(UNEVEN, true);
    double patched = accuracy(UNEVEN, false);
    assertThat(patched).isStrictlyBetween(receiver + 0.1, donor - 0.1);
    assertThat(pair.donor()).isCloseTo(donor, within(1e-9));
    assertThat(pair.receiver()).isCloseTo(receiver, within(1e-9));
    assertThat(pair.modules()).extracting(Pair.Module::name).containsExactly("embed", "mix");
    for (Pair.Module module : pair.modules()) {
      assertThat(module.metric()).isCloseTo(patched, within(1e-9));
      assertThat(module.recovered())
          .isCloseTo((patched - receiver) / (donor - receiver), within(1e-6));
      assertThat(module.interval().low()).isLessThan(module.recovered());
      assertThat(module.interval().high()).isGreaterThan(module.recovered());
    }
    assertThat(result.findings().get(0).sentence())
        .startsWith("Of the difference in accuracy of type between 'donor'");
  }

  @Test
  @DisplayName(
      "recovers all where only the activations differ, and nothing where only the head does")
  void allAndNothing() throws LoupeException {
    for (Metric metric : Metric.values()) {
      Subject same = new Exchanged(subject("receiver", EVEN, "a", "b", "c"));
      assertThat(patch(metric, donor(), same).pairs().get(0).modules())
          .allMatch(module -> Math.abs(module.recovered() - 1) < 1e-6);
      Subject head = subject("receiver", UNEVEN, "a", "b", "c");
      assertThat(patch(metric, donor(), head).pairs().get(0).modules())
          .allMatch(module -> module.recovered() == 0);
    }
  }

  @Test
  @DisplayName("is n/a where the difference is no more than noise, and patches nothing")
  void itself() throws LoupeException {
    PatchingResult result = patch(Metric.ACCURACY, donor(), donor());
    Pair pair = result.pairs().get(0);
    assertThat(pair.difference()).isZero();
    assertThat(pair.interval().low()).isZero();
    assertThat(pair.isTold()).isFalse();
    assertThat(pair.modules()).hasSize(2).allMatch(module -> Double.isNaN(module.recovered()));
    assertThat(result.findings().get(0).sentence()).startsWith("There is nothing to recover:");
    assertThat(new PatchingView().figures(result, ViewState.DEFAULT, Selection.NONE))
        .extracting(Figure::id)
        .containsExactly("recovered", "metric");
  }

  @Test
  @DisplayName("refuses checkpoints with other channels, and modules that are not there")
  void refuses() {
    Subject other = subject("other", EVEN, "a", "b", "d");
    assertThatThrownBy(() -> patch(Metric.ACCURACY, donor(), other))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the channels of their inputs differ");
    assertThatThrownBy(
            () ->
                new PatchingAnalyzer()
                    .analyze(
                        List.of(donor(), receiver()),
                        parameters(Metric.ACCURACY, "no"),
                        Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("There is no layer 'no'; there are embed, mix");
  }

  @Test
  @DisplayName("tells of every module of every part, and stops between them")
  void cancelled() {
    CancelAfter progress = new CancelAfter(10);
    assertThatThrownBy(
            () ->
                new PatchingAnalyzer()
                    .analyze(
                        List.of(donor(), receiver()), parameters(Metric.ACCURACY, "all"), progress))
        .isInstanceOf(CancellationException.class);
    assertThat(progress.seen())
        .contains("patching, as they are 32/70", "patching 172/280", "patching 204/280");
  }
}
