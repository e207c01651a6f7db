package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.Method;
import org.loupe.analysis.Parameter;
import org.loupe.analysis.ParameterField;
import org.loupe.model.Windows;

@DisplayName("A method's form")
class MethodFormTest {
  private final Bench bench = new Bench();
  private final MethodForm form =
      MethodForm.of(
          new Method<>(bench.analyzer, null, "org.example.method"),
          Bench.checkpoint("A"),
          Windows.all(bench.dataset));

  private static ParameterField field(Parameter.Choices choices) {
    return new ParameterField("f", "F", "", String.class, 0, 1, choices);
  }

  @Test
  @DisplayName("has the record's fields with their defaults")
  void fields() {
    assertThat(form.fields()).extracting(ParameterField::name).containsExactly("steps");
    assertThat(form.defaults()).isEqualTo(Map.of("steps", "5"));
  }

  @Test
  @DisplayName("says what is wrong with a value")
  void problem() {
    assertThat(form.problem(Map.of("steps", "0")).orElseThrow()).contains("at least 1");
    assertThat(form.problem(Map.of("steps", "many")).orElseThrow()).contains("'many'");
    assertThat(form.problem(Map.of("steps", "7"))).isEmpty();
  }

  @Test
  @DisplayName("takes choices from the card")
  void choices() {
    assertThat(form.choices(field(Parameter.Choices.PREDICTION_HEADS), ""))
        .isEqualTo(List.of("type"));
    assertThat(form.choices(field(Parameter.Choices.CLASSES), "type"))
        .startsWith("predicted")
        .endsWith("p", "q");
    assertThat(form.choices(field(Parameter.Choices.STEPS), "type")).startsWith("all");
    assertThat(form.choices(field(Parameter.Choices.EXPLAINED_INPUTS), "")).containsExactly("x");
    assertThat(form.choices(field(Parameter.Choices.CLASSES), "gone")).isEmpty();
  }
}
