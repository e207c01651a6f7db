package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Evaluation;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Query;
import org.loupe.model.StateDictRules;
import org.loupe.model.StateDictRules.Rename;

@DisplayName("A state dict over an architecture")
class StateDictTest extends RuntimeFixture {

  private static Checkpoint tiny(Rename... renames) {
    ModelCard plain = TestModels.tinyCard();
    ModelCard card =
        Cards.card(
            plain.inputs(),
            plain.heads(),
            plain.hidden(),
            new StateDictRules(List.of("model"), List.of(renames), List.of()));
    return TestModels.checkpoint(
        "tiny", TestModels.file("tiny_state.pt"), TestModels.file("tiny.pt"), card);
  }

  @Test
  @DisplayName("replaces the parameters by name, after the card's renaming")
  void replaces() throws LoupeException {
    try (ModelSession session = open(tiny(new Rename("^encoder\\.", "")))) {
      Evaluation evaluation = one(session, TestModels.windows(), Query.outputs("whole", "step"));
      assertThat(evaluation.outputs().get("whole").values())
          .containsExactly(50, 140, 270, -5, -40, 90, 20, 60, -90);
      assertThat(evaluation.outputs().get("step").values()).startsWith(3, 4, 7.5f, 23.5f);
    }
  }

  @Test
  @DisplayName("is refused with the list of what is missing and what is left over")
  void refused() {
    assertThatThrownBy(() -> open(tiny()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("1 missing (linear.weight")
        .hasMessageContaining("1 left over (encoder.linear.weight)");
  }
}
