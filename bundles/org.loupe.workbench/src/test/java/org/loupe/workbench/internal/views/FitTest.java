package org.loupe.workbench.internal.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Info;
import org.loupe.analysis.Info.Need;
import org.loupe.model.ModelCard;
import org.loupe.testkit.CardBuilder;

@DisplayName("Whether a method fits a model")
class FitTest {
  private final ModelCard card =
      new CardBuilder("tiny").input("x", "a", "b").categoricalHead("type", "p", "q").build();
  private final ModelCard bare = new CardBuilder("bare").build();

  private static Info needing(Need... needs) {
    return new Info("m", "Method", "shows", "says not", "paper", "1", List.of(needs));
  }

  @Test
  @DisplayName("a method that needs nothing fits every model")
  void nothingNeeded() {
    assertThat(Fit.problem(needing(), bare)).isEmpty();
  }

  @Test
  @DisplayName("a model with all that is needed has no problem")
  void allThere() {
    Info info = needing(Need.EXPLAINED_INPUT, Need.PREDICTION_HEAD, Need.CATEGORICAL_HEAD);

    assertThat(Fit.problem(info, card)).isEmpty();
  }

  @Test
  @DisplayName("the first missing thing is the reason")
  void reasons() {
    assertThat(Fit.problem(needing(Need.EXPLAINED_INPUT), bare))
        .hasValue("the card names no input to explain");
    assertThat(Fit.problem(needing(Need.PREDICTION_HEAD, Need.TIMESPANS), bare))
        .hasValue("the card has no prediction head");
    assertThat(Fit.problem(needing(Need.CATEGORICAL_HEAD), bare))
        .hasValue("the card has no categorical prediction head");
    assertThat(Fit.problem(needing(Need.TIMESPANS), card)).hasValue("the model takes no timespans");
  }
}
