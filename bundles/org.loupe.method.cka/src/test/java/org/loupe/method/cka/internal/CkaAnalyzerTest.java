package org.loupe.method.cka.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.DelegatingSubject;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ViewState;
import org.loupe.method.cka.internal.CkaParameters.Estimator;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.plots.HeatMap;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("Similarity of layers")
class CkaAnalyzerTest {
  private static final int WINDOWS = 40;

  private static Subject subject(String name) {
    ModelCard card =
        new CardBuilder("example")
            .input("x", "a", "b", "c")
            .categoricalHead("type", "stop", "go")
            .clusters("recording")
            .build();
    float[] x = new float[WINDOWS * 5 * 3];
    long[] recording = new long[WINDOWS];
    Random random = new Random(3);
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
      recording[i / 15] = i / 75;
    }
    FakeDataset data =
        new FakeDataset("test")
            .with("x", new int[] {WINDOWS, 5, 3}, x)
            .with("recording", new int[] {WINDOWS}, recording);
    return new FakeSubject(
        new FakeModelSession(
            new Checkpoint(name, Path.of(name), null, name, card),
            Map.of("type", new float[][] {{1, 0, 0}, {0, 1, 0}})),
        Windows.all(data));
  }

  private static CkaParameters parameters(String layers, int rows, Estimator estimator) {
    return new CkaParameters(layers, rows, estimator, Decoding.TEACHER_FORCED);
  }

  private static CkaResult compare(CkaParameters parameters, Subject... subjects)
      throws LoupeException {
    return new CkaAnalyzer().analyze(List.of(subjects), parameters, Progress.none());
  }

  @Test
  @DisplayName("is 1 where layers say the same, with an interval of its own")
  void same() throws LoupeException {
    for (Estimator estimator : Estimator.values()) {
      CkaResult result =
          compare(parameters("all", 100, estimator), subject("one"), subject("other"));
      LayerMap map = result.maps().get(0);
      assertThat(map.rows()).containsExactly("embed", "mix");
      for (float value : map.values()) {
        assertThat(value).isCloseTo(1, within(1e-6f));
      }
      assertThat(map.diagonal()).allMatch(each -> each.rows() == 100 && each.units() == 3);
      if (estimator == Estimator.BIASED) {
        assertThat(map.diagonal())
            .allMatch(each -> each.interval().low() <= 1 && each.interval().high() > 1 - 1e-9);
      }
    }
  }

  @Test
  @DisplayName("takes the layers that are named, and says which there are")
  void layers() throws LoupeException {
    CkaResult result =
        compare(parameters("mix", 50, Estimator.BIASED), subject("one"), subject("other"));
    assertThat(result.arrays()).containsOnlyKeys("cka/other");
    assertThat(result.arrays().get("cka/other").shape()).containsExactly(1, 1);
    assertThatThrownBy(
            () -> compare(parameters("no", 50, Estimator.BIASED), subject("a"), subject("b")))
        .isInstanceOf(BadInputException.class)
        .hasMessage("There is no layer 'no'; there are embed, mix: choose some of them, or all.");
  }

  @Test
  @DisplayName("leaves out a checkpoint that cannot be opened")
  void broken() throws LoupeException {
    record Broken(Subject subject) implements DelegatingSubject {
      @Override
      public ModelSession session() throws LoupeException {
        throw new ModelException("The file is damaged.");
      }
    }
    CkaResult result =
        compare(
            parameters("all", 50, Estimator.BIASED),
            subject("one"),
            new Broken(subject("broken")),
            subject("other"));
    assertThat(result.provenance().subjectName()).isEqualTo("one-vs-other");
    assertThat(result.findings())
        .extracting(Finding::sentence)
        .contains("'broken' is left out of the comparison: The file is damaged.");
  }

  @Test
  @DisplayName("has a map of layers per checkpoint, all of whose layers are named on its axes")
  void figures() throws LoupeException {
    CkaParameters parameters = parameters("all", 50, Estimator.BIASED);
    CkaResult two = compare(parameters, subject("one"), subject("other"));
    CkaResult three = compare(parameters, subject("one"), subject("other"), subject("third"));
    assertThat(new CkaView().figures(two, ViewState.DEFAULT, Selection.NONE))
        .extracting(Figure::id)
        .containsExactly("layers", "diagonal");
    List<Figure> figures = new CkaView().figures(three, ViewState.DEFAULT, Selection.NONE);
    assertThat(figures).extracting(Figure::id).containsExactly("layers", "layers_2", "diagonal");
    assertThat(figures.get(1).title()).contains("third against one");
    assertThat(((HeatMap) figures.get(1).plot()).x().names()).containsExactly("embed", "mix");
    assertThat(new CkaView().figures(two, ViewState.DEFAULT, Selection.NONE))
        .allMatch(f -> f.title().endsWith("other against one, 40 windows, 8 recordings"));
  }

  @Test
  @DisplayName("stops when it is cancelled")
  void cancelled() {
    CancelAfter progress = new CancelAfter(1);
    assertThatThrownBy(
            () ->
                new CkaAnalyzer()
                    .analyze(
                        List.of(subject("one"), subject("other")),
                        parameters("all", 50, Estimator.BIASED),
                        progress))
        .isInstanceOf(CancellationException.class);
  }
}
