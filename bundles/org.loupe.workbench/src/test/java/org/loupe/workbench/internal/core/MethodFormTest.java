package org.loupe.workbench.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.ParameterField;
import org.loupe.model.Windows;

@DisplayName("A method's form")
class MethodFormTest {
  private final Bench bench = new Bench();
  private final MethodForm form =
      MethodForm.of(
          new Method<>(bench.analyzer, null, "org.example.method"),
          List.of(Bench.checkpoint("A")),
          Windows.all(bench.dataset));

  @Test
  @DisplayName("asks a comparison with all of its checkpoints")
  void comparison() {
    MethodForm both =
        MethodForm.of(
            new ComparisonMethod<>(bench.new TestComparison(), null, "org.example.method"),
            List.of(Bench.checkpoint("A"), Bench.checkpoint("B")),
            Windows.all(bench.dataset));
    assertThat(both.defaults()).containsEntry("steps", "2");
    assertThat(both.problem(Map.of("steps", "0"))).get().asString().contains("at least 1");
    assertThat(both.problem(Map.of("steps", "3"))).isEmpty();
  }

  private ParameterField field(String name) {
    return form.fields().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private List<String> values(String name, String head) {
    return form.choices(field(name), head).stream().map(Choice::value).toList();
  }

  @Test
  @DisplayName("has the record's fields with their defaults, but none that mean nothing")
  void fields() {
    assertThat(form.fields())
        .extracting(ParameterField::name)
        .containsExactly("steps", "prediction_head", "target", "class", "step", "repeats");
    assertThat(form.defaults())
        .containsEntry("steps", "5")
        .containsEntry("prediction_head", "type")
        .containsEntry("target", "log_probability");
  }

  @Test
  @DisplayName("leaves out what has no meaning beside the other values")
  void applying() {
    Map<String, String> changes = Map.of("target", "probability", "repeats", "3");
    assertThat(form.applies(field("repeats"), changes)).isTrue();
    assertThat(form.applying(changes)).isEqualTo(changes);
    assertThat(form.applies(field("repeats"), Map.of("repeats", "3"))).isFalse();
    assertThat(form.fitting(Map.of("steps", "6", "repeats", "3"))).isEqualTo(Map.of("steps", "6"));
  }

  @Test
  @DisplayName("says what is wrong with a value")
  void problem() {
    assertThat(form.problem(Map.of("steps", "0")).orElseThrow()).contains("at least 1");
    assertThat(form.problem(Map.of("steps", "many")).orElseThrow()).contains("'many'");
    assertThat(form.problem(Map.of("steps", "7"))).isEmpty();
  }

  @Test
  @DisplayName("knows which steps there are")
  void steps() {
    assertThat(form.problem(field("step"), "2", "type")).isEmpty();
    assertThat(form.problem(field("step"), "all", "type")).isEmpty();
    assertThat(form.problem(field("step"), "3", "type").orElseThrow())
        .isEqualTo("There is no step '3'; write all or a number from 0 to 2.");
    assertThat(form.problem(field("step"), "last", "type")).isPresent();
    assertThat(form.problem(field("step"), "99", "feed")).as("the data do not tell").isEmpty();
  }

  @Test
  @DisplayName("takes choices from the card")
  void choices() {
    assertThat(values("prediction_head", "")).containsExactly("type", "feed");
    assertThat(values("class", "type")).containsExactly("predicted", "true", "p", "q");
    assertThat(values("step", "type")).containsExactly("all", "0", "1", "2");
    assertThat(values("class", "gone")).isEmpty();
  }

  @Test
  @DisplayName("offers of a regression its values, no probabilities and no true class")
  void regression() {
    assertThat(form.choices(field("target"), "feed")).containsExactly(new Choice("logit", "value"));
    assertThat(form.choices(field("class"), "feed"))
        .containsExactly(
            new Choice("predicted", "sum of all values"),
            new Choice("x", "x"),
            new Choice("y", "y"));
  }

  @Test
  @DisplayName("keeps of changes what fits another prediction head or another model")
  void fitting() {
    assertThat(form.fitting(Map.of("prediction_head", "feed", "class", "true", "steps", "7")))
        .isEqualTo(Map.of("prediction_head", "feed", "target", "logit", "steps", "7"));
    assertThat(form.fitting(Map.of("class", "q", "step", "2")))
        .isEqualTo(Map.of("class", "q", "step", "2"));
    assertThat(
            form.fitting(
                Map.of("prediction_head", "gone", "class", "r", "step", "9", "steps", "x")))
        .isEmpty();
  }
}
