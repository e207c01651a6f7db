package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
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

  @Test
  @DisplayName("of the CNC training gives the outputs of the archive saved from it, bit for bit")
  void realMaterial() throws IOException, LoupeException {
    RealMaterial material = RealMaterial.load();
    StateDictRules rules =
        new StateDictRules(
            List.of("backbone_state_dict", "lm_state_dict"),
            Stream.of(
                    "^fusion\\.gates$>gates",
                    "^fp_head\\.query$>fp_query",
                    "^encoders\\.(\\d+)\\.proj\\.>encoders.$1.",
                    "^fusion\\.ln\\.>ln.",
                    "^dtae\\.encoder\\.layers\\.>dtae_enc.",
                    "^dtae\\.decoder\\.layers\\.>dtae_dec.",
                    "^fp_head\\.attn_pool\\.>fp_attn.",
                    "^fp_head\\.proj\\.>fp_proj.",
                    "^decoder\\.layers\\.>dec.")
                .map(rule -> rule.split(">"))
                .map(rule -> new Rename(rule[0], rule[1]))
                .toList(),
            List.of(
                "\\.pe$",
                "^fusion\\.attn\\.",
                "^head_(cls|reg|anom|future)\\.",
                "^gcode_head\\.",
                // the early archive was saved without the decoder of the auto-encoder
                "^dtae\\.decoder\\."));
    float[][] outputs = new float[2][];
    Checkpoint[] checkpoints = {material.late(), material.lateOverEarly(rules)};
    for (int i = 0; i < 2; i++) {
      try (ModelSession session = open(checkpoints[i])) {
        outputs[i] =
            one(session, material.first(4), Query.outputs("param_value"))
                .outputs()
                .get("param_value")
                .values();
      }
    }
    assertThat(outputs[1]).containsExactly(outputs[0]);
  }
}
