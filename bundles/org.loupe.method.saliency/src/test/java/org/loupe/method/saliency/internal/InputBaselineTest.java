package org.loupe.method.saliency.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.InputBaseline;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

@DisplayName("Baselines of an input")
class InputBaselineTest {
  private static InputBaseline of(String choice) throws BadInputException {
    ModelCard card =
        new CardBuilder("labelled")
            .input("x", "a", "b")
            .categoricalHead("type", "p", "q")
            .label("state", "idle", "busy", "broken")
            .build();
    FakeDataset data =
        new FakeDataset("d")
            .with("x", new int[] {4, 1, 2}, 1, 2, 3, 4, Float.NaN, 6, 5, 6f)
            .with("state", new int[] {4}, 0, 1, 0, 1);
    FakeModelSession session =
        new FakeModelSession(card, Map.of("type", new float[][] {{1, 0}, {0, 1}}));
    FakeSubject subject = new FakeSubject(session, new Windows(data, new int[] {1}));
    return InputBaseline.of(choice, subject, "x", 2, Progress.none());
  }

  @Test
  @DisplayName("are zero, windows and means of the whole dataset, without what is no number")
  void values() throws BadInputException {
    assertThat(of("zero").values()).containsExactly(0, 0);
    assertThat(of("mean").values()).containsExactly(3, 4);
    assertThat(of("mean").words()).isEqualTo("the mean of all 4 windows");
    assertThat(of("window:3").values()).containsExactly(5, 6);
    assertThat(of("label:busy").values()).containsExactly(4, 5);
    assertThat(of("label:busy").words()).isEqualTo("the mean of the 2 windows labelled busy");
    assertThat(of("label:idle").values()).containsExactly(1, 2);
  }

  @Test
  @DisplayName("are refused where no window has the label, or the window is no number")
  void refused() {
    assertThatThrownBy(() -> of("label:broken"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("No window has the label 'broken'; there are idle, busy.");
    assertThatThrownBy(() -> of("window:2"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("holds NaN");
    assertThatThrownBy(() -> of("window:-1"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("numbered from 0 to 3");
  }
}
