package org.loupe.method.embeddings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Finding;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.plots.PointColors;
import org.loupe.plots.Scatter;
import org.loupe.plots.Table;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeRecurrentSession;
import org.loupe.testkit.FakeSubject;
import org.loupe.testkit.LinearCell;

@DisplayName("Embeddings")
class EmbeddingsAnalyzerTest {
  private final Example example = new Example();

  private double mean(int window, int channel) {
    return IntStream.range(0, Example.STEPS)
        .mapToDouble(t -> example.x[(window * Example.STEPS + t) * Example.CHANNELS + channel])
        .average()
        .orElseThrow();
  }

  @Test
  @DisplayName("are the mean over steps, the last step, or all of them")
  void reduced() throws LoupeException {
    FloatTensor means = (FloatTensor) example.result().arrays().get("embedding");
    assertThat(means.shape()).containsExactly(60, 6);
    assertThat(means.axes().get(0).dimension()).isEqualTo(Dimension.WINDOW);
    assertThat((double) means.at(7, 2)).isEqualTo(mean(7, 2), within(1e-6));
    FloatTensor last =
        (FloatTensor)
            example
                .result(Example.parameters("mix", Reduce.LAST, Projection.PCA, 30))
                .arrays()
                .get("embedding");
    assertThat(last.at(7, 2)).isEqualTo(example.x[(7 * 4 + 3) * 6 + 2]);
    FloatTensor all =
        (FloatTensor)
            example
                .result(Example.parameters("mix", Reduce.NONE, Projection.PCA, 30))
                .arrays()
                .get("embedding");
    assertThat(all.shape()).containsExactly(60, 24);
    assertThat(all.at(7, 9)).isEqualTo(example.x[7 * 24 + 9]);
  }

  @Test
  @DisplayName("are projected along their components")
  void projected() throws LoupeException {
    EmbeddingsResult result = example.result();
    FloatTensor embedding = (FloatTensor) result.arrays().get("embedding");
    FloatTensor components = (FloatTensor) result.arrays().get("components");
    FloatTensor projection = (FloatTensor) result.arrays().get("projection");
    assertThat(components.shape()).containsExactly(6, 6);
    assertThat(projection.shape()).containsExactly(60, 2);
    for (int n = 0; n < 60; n++) {
      double along = 0;
      for (int u = 0; u < 6; u++) {
        double mean = 0;
        for (int m = 0; m < 60; m++) {
          mean += embedding.at(m, u) / 60;
        }
        along += (embedding.at(n, u) - mean) * components.at(0, u);
      }
      assertThat((double) projection.at(n, 0)).isEqualTo(along, within(1e-4));
    }
    double sum = 0;
    for (float share : ((FloatTensor) result.arrays().get("explained_variance")).values()) {
      sum += share;
    }
    assertThat(sum).isEqualTo(1, within(1e-5));
  }

  @Test
  @DisplayName("are judged by labels, with whole recordings held out too")
  void quality() throws LoupeException {
    EmbeddingsResult result = example.result();
    Quality.OfLabel kind = result.quality().find("kind", "embedding");
    assertThat(kind).isNotNull();
    assertThat(kind.plain()).isEqualTo(1);
    assertThat(kind.grouped()).isLessThan(0.95);
    assertThat(kind.groupedInterval()).isNotNull();
    Quality.OfLabel recording = result.quality().find("recording", "embedding");
    assertThat(recording).isNotNull();
    assertThat(recording.plain()).isEqualTo(1);
    assertThat(recording.grouped()).as("a recording cannot be told of others").isNaN();
    assertThat(result.findings())
        .extracting(Finding::id)
        .contains("leak/kind", "does_not_carry/kind");
  }

  @Test
  @DisplayName("leave out windows with NaN, and say so")
  void notFinite() throws LoupeException {
    example.x[0] = Float.NaN;
    EmbeddingsResult result = example.result();
    FloatTensor projection = (FloatTensor) result.arrays().get("projection");
    assertThat(projection.at(0, 0)).isNaN();
    assertThat(projection.at(1, 0)).isFinite();
    assertThat(result.findings()).extracting(Finding::id).contains("not_finite");
    Figure figure = new EmbeddingsView().figures(result, ViewState.DEFAULT, Selection.NONE).get(0);
    assertThat(figure.caption()).contains("1 windows with NaN");
    assertThat(((Scatter) figure.plot()).points().positions()).hasSize(59).startsWith(1);
  }

  @Test
  @DisplayName("survive labels of one class, and classes of one window")
  void labels() throws LoupeException {
    Arrays.fill(example.kind, 0);
    EmbeddingsResult one = example.result();
    assertThat(one.quality().find("kind", "embedding").silhouette()).isNaN();
    assertThat(one.findings()).extracting(Finding::id).contains("one_class/kind");
    example.kind[3] = 1;
    Quality.OfLabel single = example.result().quality().find("kind", "embedding");
    assertThat(single.single()).isEqualTo(1);
    assertThat(single.silhouette()).isFinite();
  }

  @Test
  @DisplayName("are refused where there is nothing to project, with what to do")
  void refused() {
    assertRefused(() -> example.result(3, 4), "choose at least 3");
    assertRefused(
        () ->
            example.result(
                Example.parameters("hidden", Reduce.MEAN, Projection.TSNE, 30), 1, 2, 3, 4, 5),
        "perplexity of 30.0 needs more windows");
    assertRefused(
        () -> example.result(Example.parameters("cell", Reduce.MEAN, Projection.PCA, 30)),
        "no probe 'cell'");
    FakeModelSession plain =
        new FakeModelSession(
            new CardBuilder("plain").input("x", "a").windowHead("kind", "one").build(),
            Map.of("kind", new float[][] {{1}}));
    FakeSubject without =
        new FakeSubject(
            plain,
            Windows.all(
                new FakeDataset("test")
                    .with("x", new int[] {3, 1, 1}, 1f, 2f, 3f)
                    .with("kind_target", new int[] {3}, 0L, 0L, 0L)));
    assertRefused(
        () ->
            new EmbeddingsAnalyzer()
                .analyze(without, new EmbeddingsAnalyzer().defaults(without), Progress.none()),
        "does not say under 'hidden'");
    Arrays.fill(example.x, 1);
    assertRefused(() -> example.result(), "is the same in all 60 windows");
    Arrays.fill(example.x, Float.NaN);
    assertRefused(() -> example.result(), "NaN or infinite in all windows but 0");
  }

  @Test
  @DisplayName("are the states of a recurrent model where the card names no other representation")
  void recurrent() throws LoupeException {
    FakeRecurrentSession session =
        new FakeRecurrentSession(
            new CardBuilder("recurrent")
                .input("x", "signal")
                .timespans("timespans")
                .regressionHead("next", "value")
                .recurrent()
                .build(),
            new LinearCell(
                new double[][] {{-1, 0}, {0, -1}},
                new double[][] {{1}, {2}},
                new double[][] {{1, 0}}));
    FakeSubject subject =
        new FakeSubject(
            session,
            Windows.all(
                new FakeDataset("test")
                    .with("x", new int[] {3, 2, 1}, 1f, 1f, 2f, 4f, 3f, 5f)
                    .with("timespans", new int[] {3, 2}, 1f, 1f, 1f, 1f, 1f, 1f)
                    .with("next_target", new int[] {3, 2, 1}, new float[6])));
    EmbeddingsResult result =
        new EmbeddingsAnalyzer()
            .analyze(subject, new EmbeddingsAnalyzer().defaults(subject), Progress.none());
    // With A = −1 and time spans of 1 a state is the input times B; the mean over two steps.
    assertThat(((FloatTensor) result.arrays().get("embedding")).values())
        .containsExactly(1f, 2f, 3f, 6f, 4f, 8f);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(BadInputException.class).hasMessageContaining(message);
  }

  @Test
  @DisplayName("are shown as points of windows, coloured by label, prediction or error")
  void view() throws LoupeException {
    EmbeddingsResult result = example.result();
    EmbeddingsView view = new EmbeddingsView();
    DisplayOption option = view.options(result).get(0);
    assertThat(option.choices())
        .containsExactly("label: kind", "label: recording", "prediction", "error", "nothing");
    List<Figure> figures = view.figures(result, ViewState.DEFAULT, Selection.NONE);
    assertThat(figures)
        .extracting(Figure::id)
        .containsExactly("projection", "explained_variance", "quality");
    Scatter scatter = (Scatter) figures.get(0).plot();
    assertThat(scatter.points().dimension()).isEqualTo(Dimension.WINDOW);
    assertThat(scatter.centroids()).isTrue();
    assertThat(scatter.colors()).isInstanceOf(PointColors.Categories.class);
    assertThat(((Table) figures.get(2).plot()).rows().size()).isEqualTo(4);
    for (String choice : List.of("prediction", "error", "nothing")) {
      Scatter other =
          (Scatter)
              view.figures(result, ViewState.DEFAULT.with(option, choice), Selection.NONE)
                  .get(0)
                  .plot();
      assertThat(other.xs()).isEqualTo(scatter.xs());
      assertThat(other.colors()).isNotEqualTo(scatter.colors());
    }
  }

  @Test
  @DisplayName("draw a sample of more than 5 000 windows, the same for a seed")
  void sample() {
    int[] places = IntStream.range(0, 7000).toArray();
    int[] sample = EmbeddingsAnalyzer.sample(places, 42);
    assertThat(sample).hasSize(5000).isSorted().doesNotHaveDuplicates();
    assertThat(EmbeddingsAnalyzer.sample(places, 42)).isEqualTo(sample);
    assertThat(EmbeddingsAnalyzer.sample(places, 43)).isNotEqualTo(sample);
    assertThat(EmbeddingsAnalyzer.sample(new int[] {4, 7}, 42)).containsExactly(4, 7);
  }

  @Test
  @DisplayName("have the parameters of the result files")
  void defaults() {
    assertThat(ParameterSchema.toMap(new EmbeddingsAnalyzer().defaults(example.subject())))
        .containsEntry("representation", "hidden")
        .containsEntry("reduce", "mean")
        .containsEntry("projection", "pca")
        .containsEntry("prediction_head", "kind")
        .containsKey("perplexity");
  }
}
