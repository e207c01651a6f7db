package org.loupe.method.window.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dimension;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Scaler;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.plots.LineChart;
import org.loupe.plots.Matrix;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("A window")
class WindowAnalyzerTest {
  private static final int STEPS = 3;
  private final float[] x = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    1, 2, 0, 5, 0, -1, 4, 0, -5, 0, 1, 6, 0, 5, 0
  };
  private final ModelCard card = scaled(base());
  private final FakeModelSession session =
      new FakeModelSession(
          card,
          Map.of(
              "sign", new float[][] {{1, 0, 0, 0, 0}, {-1, 0, 0, 0, 0}},
              "speed", new float[][] {{0, 1, 0, 0, 0}}));

  private static ModelCard base() {
    return new CardBuilder("example")
        .input(
            "x", Map.of("left", List.of(0, 1), "right", List.of(2, 3, 4)), "a", "b", "c", "d", "e")
        .categoricalHead("sign", "up", "down")
        .regressionHead("speed", "v")
        .build();
  }

  /** The same card with units, and a scaling that doubles and adds ten. */
  private static ModelCard scaled(ModelCard card) {
    ChannelSet plain = card.channels().get("x");
    return new ModelCard(
        card.name(),
        card.inputs(),
        card.explain(),
        Map.of(
            "x",
            new ChannelSet(plain.names(), plain.groupings(), List.of("g", "mm", "g", "g", "mm"))),
        card.heads(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of("x", new Scaler(List.of(10., 10., 10., 10., 10.), List.of(2., 2., 2., 2., 2.))),
        null,
        Map.of(),
        null,
        Map.of(),
        null,
        Map.of());
  }

  private FakeSubject subject(int... windows) {
    FakeDataset data =
        new FakeDataset("test")
            .with("x", new int[] {2, STEPS, 5}, x)
            .with("sign_target", new int[] {2, STEPS}, 0, 0, 0, 0, 0, 7)
            .with("speed_target", new int[] {2, STEPS, 1}, 0f, 0f, 0f, 2f, 4f, 6.5f);
    return new FakeSubject(session, new Windows(data, windows));
  }

  private WindowResult result(String head, String step) throws LoupeException {
    return new WindowAnalyzer()
        .analyze(
            subject(1),
            new WindowParameters("x", head, step, Decoding.TEACHER_FORCED),
            Progress.none());
  }

  private static List<Figure> figures(WindowResult result, ViewState state, Integer... channels) {
    Selection selection = Selection.NONE.with(Dimension.CHANNEL, Set.of(channels));
    return new WindowView().figures(result, state, selection);
  }

  @Test
  @DisplayName("shows signals in physical units")
  void physical() throws LoupeException {
    WindowResult result = result("sign", "all");
    assertThat(result.signals().channel(0)).containsExactly(12, 8, 12);
    assertThat(result.signals().channel(3)).containsExactly(20, 0, 20);
    List<Figure> figures = figures(result, ViewState.DEFAULT, 0, 1, 3);
    assertThat(figures).extracting(Figure::id).startsWith("signals.g", "signals.mm");
    LineChart chart = (LineChart) figures.get(0).plot();
    assertThat(chart.y().title()).isEqualTo("g");
    assertThat(chart.traces()).extracting(trace -> trace.name()).containsExactly("a", "d");
    assertThat(figures.get(0).title()).contains("window 1");
  }

  @Test
  @DisplayName("begins with the channels that vary most, and adds groups when asked")
  void channels() throws LoupeException {
    WindowResult result = result("sign", "all");
    int[] liveliest = result.signals().liveliest(2);
    assertThat(liveliest).contains(3);
    // Of one unit: however the liveliest differ between windows, there is one figure of signals.
    assertThat(figures(result, ViewState.DEFAULT))
        .filteredOn(figure -> figure.id().startsWith("signals."))
        .hasSize(1);
    List<Figure> groups =
        figures(result, ViewState.DEFAULT.with(WindowView.CHANNELS, "their groups"), 2);
    assertThat(((LineChart) groups.get(0).plot()).traces())
        .extracting(trace -> trace.name())
        .containsExactly("c", "d");
    // A channel that is none of this input's, of a selection made elsewhere, is left out.
    assertThat(figures(result, ViewState.DEFAULT, 17)).isNotEmpty();
  }

  @Test
  @DisplayName("shows what is predicted and true, wrong ones marked")
  void predictions() throws LoupeException {
    WindowResult result = result("sign", "all");
    Matrix tokens =
        (Matrix)
            figures(result, ViewState.DEFAULT).stream()
                .filter(figure -> figure.id().equals("tokens"))
                .findFirst()
                .orElseThrow()
                .plot();
    // p(up) = 1 / (1 + exp(-2 x)) where x is channel a.
    double p = 1 / (1 + Math.exp(-2));
    HeatMap cells = tokens.cells();
    assertThat((double) cells.at(0, 0)).isCloseTo(-p, within(1e-6));
    assertThat((double) cells.at(1, 0)).isCloseTo(p, within(1e-6));
    assertThat(tokens.words()).containsExactly("up 0.88", "down 0.88 ≠ up", "up 0.88");
    assertThat(cells.x().dimension()).isEqualTo(Dimension.PREDICTION_HEAD);
    assertThat(cells.x().positions()).containsExactly(0);
    // A true value that is no class makes nothing wrong; it is not known.
    assertThat(result.scalars().get(0).value()).isEqualTo(0.5);
  }

  @Test
  @DisplayName("shows the classes of the step that is explained")
  void explained() throws LoupeException {
    WindowResult result = result("sign", "1");
    List<Figure> figures = figures(result, ViewState.DEFAULT);
    assertThat(figures).extracting(Figure::id).contains("classes", "values.speed", "channels");
    Matrix tokens =
        (Matrix)
            figures.stream().filter(f -> f.id().equals("tokens")).findFirst().orElseThrow().plot();
    assertThat(tokens.words().get(1)).startsWith("• down");
    assertThat(result("speed", "1").explained()).isNull();
  }

  @Test
  @DisplayName("refuses several windows, and heads and steps that are not there")
  void refused() {
    WindowAnalyzer analyzer = new WindowAnalyzer();
    WindowParameters parameters = analyzer.defaults(subject(1));
    assertThat(analyzer.isOfOneWindow()).isTrue();
    assertThatThrownBy(() -> analyzer.analyze(subject(0, 1), parameters, Progress.none()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("one window at a time");
    assertThatThrownBy(() -> result("sign", "3")).hasMessageContaining("from 0 to 2");
    assertThatThrownBy(() -> result("other", "all")).hasMessageContaining("sign, speed");
  }
}
