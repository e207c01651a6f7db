package org.loupe.method.drift.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ViewState;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.plots.Figure;
import org.loupe.testkit.CancelAfter;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("Drift")
class DriftAnalyzerTest {
  private static Subject subject(String name, Map<String, float[][]> weights) {
    ModelCard card =
        new CardBuilder("example").input("x", "a", "b").categoricalHead("type", "p", "q").build();
    FakeDataset data = new FakeDataset("test").with("x", new int[] {3, 2, 2}, new float[12]);
    return new FakeSubject(
        new FakeModelSession(new Checkpoint(name, Path.of(name), null, name, card), weights),
        Windows.all(data));
  }

  private static Subject early() {
    return subject(
        "early", Map.of("type", new float[][] {{3, 0}, {0, 4}}, "zero", new float[][] {{0, 0}}));
  }

  private static DriftResult compare(Subject... subjects) throws LoupeException {
    return new DriftAnalyzer().analyze(List.of(subjects), new DriftParameters(), Progress.none());
  }

  @Test
  @DisplayName("is the norm of the change by the norm before, n/a of what was 0")
  void shares() throws LoupeException {
    Subject late =
        subject(
            "late", Map.of("type", new float[][] {{3, 1}, {2, 2}}, "zero", new float[][] {{1, 0}}));
    DriftResult result = compare(early(), late);
    List<Moved> parameters = result.pairs().get(0).parameters();
    assertThat(parameters).extracting(Moved::name).containsExactly("type.weight", "zero.weight");
    assertThat(parameters.get(0).drift()).isCloseTo(3.0 / 5, within(1e-12));
    assertThat(parameters.get(1).drift()).isNaN();
    assertThat(result.pairs().get(0).whole().drift()).isCloseTo(Math.sqrt(10) / 5, within(1e-12));
    assertThat(result.findings())
        .extracting(Finding::id)
        .containsExactly("drift.late", "no_norm.late");
    assertThat(new DriftView().figures(result, ViewState.DEFAULT, Selection.NONE))
        .extracting(Figure::title)
        .containsExactly(
            "Drift by module — late against early", "Drift by parameter — late against early");
  }

  @Test
  @DisplayName("of a checkpoint from itself is 0")
  void itself() throws LoupeException {
    DriftResult result = compare(early(), early());
    assertThat(result.pairs().get(0).whole().drift()).isZero();
    assertThat(result.findings().get(0).sentence()).contains("none moved");
  }

  @Test
  @DisplayName("says which parameters are missing, and refuses where all are")
  void otherShapes() throws LoupeException {
    Subject half = subject("half", Map.of("type", new float[][] {{3, 1}, {2, 2}}));
    assertThat(compare(early(), half).findings())
        .extracting(Finding::sentence)
        .contains(
            "1 of the baseline's parameters are not in 'half' with the same shape: zero.weight.");
    Subject other = subject("other", Map.of("type", new float[][] {{3, 1}}));
    assertThatThrownBy(() -> compare(early(), other))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "No parameter of 'other' has the name and the shape of one of 'early'; compare"
                + " checkpoints of one architecture.");
  }

  @Test
  @DisplayName("stops between parameters when it is cancelled")
  void cancelled() {
    CancelAfter progress = new CancelAfter(1);
    assertThatThrownBy(
            () ->
                new DriftAnalyzer()
                    .analyze(List.of(early(), early()), new DriftParameters(), progress))
        .isInstanceOf(CancellationException.class);
    assertThat(progress.seen()).containsExactly("drift 3/4");
  }
}
