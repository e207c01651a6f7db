package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.BadInputException;
import org.loupe.model.Target;

@DisplayName("Parameters as text")
class ParameterSchemaTest {
  enum Colour {
    DARK_RED,
    BLUE
  }

  record Inner(
      @Parameter(label = "Colour", help = "A colour.") Colour colour,
      @Parameter(name = "short", label = "Short", help = "A name of its own.") boolean renamed) {}

  record Outer(
      @Parameter(label = "Steps", help = "How many.", min = 1, max = 10) int nSteps,
      @Parameter(label = "Noise", help = "How much.", min = 0) double stdevs,
      Inner inner,
      @Parameter(label = "Text", help = "Any.") String text,
      @Parameter(label = "Big", help = "Large.") long big) {
    Outer {
      if (text.equals("refused")) {
        throw new IllegalArgumentException("this text is refused");
      }
    }
  }

  record Unannotated(int number) {}

  record Conditional(
      @Parameter(label = "Colour", help = "A colour.") Colour colour,
      @Parameter(label = "Loud", help = "Whether.") boolean loud,
      @Parameter(label = "Volume", help = "How loud.", when = "loud=true") int volume,
      @Parameter(
              label = "Shade",
              help = "How dark.",
              when = {"colour=dark_red,blue", "loud=false"})
          int shade) {}

  record ConditionOnNothing(
      @Parameter(label = "Volume", help = "How loud.", when = "loud=true") int volume) {}

  private static final Outer DEFAULTS = new Outer(5, 0.1, new Inner(Colour.BLUE, false), "t", 7);

  @Test
  @DisplayName("nested records are taken apart, names are snake case unless given")
  void fields() {
    assertThat(ParameterSchema.fields(Outer.class))
        .extracting(ParameterField::name)
        .containsExactly("n_steps", "stdevs", "colour", "short", "text", "big");
    assertThat(ParameterSchema.fields(Outer.class).get(2).constants())
        .containsExactly("dark_red", "blue");
  }

  @Test
  @DisplayName("may have a meaning only beside certain values of others")
  void conditions() {
    Map<String, String> quiet = ParameterSchema.toMap(new Conditional(Colour.BLUE, false, 1, 2));
    Map<String, String> loud = ParameterSchema.toMap(new Conditional(Colour.BLUE, true, 1, 2));
    assertThat(ParameterSchema.fields(Conditional.class))
        .extracting(field -> field.applies(quiet))
        .containsExactly(true, true, false, true);
    assertThat(ParameterSchema.fields(Conditional.class))
        .extracting(field -> field.applies(loud))
        .containsExactly(true, true, true, false);
    assertThat(ParameterSchema.fields(Conditional.class).get(3).applies(Map.of())).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterSchema.fields(ConditionOnNothing.class))
        .withMessageContaining("'volume' has the condition 'loud=true' on no other one");
  }

  @Test
  @DisplayName("what is written reads back as the same record")
  void roundTrip() throws BadInputException {
    Outer record = new Outer(3, 0.25, new Inner(Colour.DARK_RED, true), "a b", -1);
    Map<String, String> text = ParameterSchema.toMap(record);
    assertThat(text)
        .containsExactly(
            Map.entry("n_steps", "3"),
            Map.entry("stdevs", "0.25"),
            Map.entry("colour", "dark_red"),
            Map.entry("short", "true"),
            Map.entry("text", "a b"),
            Map.entry("big", "-1"));
    assertThat(ParameterSchema.fromMap(Outer.class, text, DEFAULTS)).isEqualTo(record);
  }

  @Test
  @DisplayName("what is not changed keeps its default, inside nested records too")
  void defaults() throws BadInputException {
    assertThat(ParameterSchema.fromMap(Outer.class, Map.of("short", "true"), DEFAULTS))
        .isEqualTo(new Outer(5, 0.1, new Inner(Colour.BLUE, true), "t", 7));
  }

  @Test
  @DisplayName("the parameters of a target have the names that files use")
  void target() {
    assertThat(
            ParameterSchema.toMap(
                new TargetParameters(
                    "type",
                    Target.Objective.LOG_PROBABILITY,
                    "predicted",
                    "all",
                    Decoding.TEACHER_FORCED)))
        .containsExactly(
            Map.entry("prediction_head", "type"),
            Map.entry("target", "log_probability"),
            Map.entry("class", "predicted"),
            Map.entry("step", "all"),
            Map.entry("decoding", "teacher_forced"));
  }

  @ParameterizedTest
  @DisplayName("a wrong value is told in one sentence")
  @CsvSource(
      delimiter = '|',
      value = {
        "n_steps | 0 | Parameter 'n_steps' is '0'; it must be from 1 to 10.",
        "n_steps | 11 | Parameter 'n_steps' is '11'; it must be from 1 to 10.",
        "n_steps | 2.5 | Parameter 'n_steps' is '2.5', which is no whole number.",
        "n_steps | 99999999999 | Parameter 'n_steps' is '99999999999', which is no whole number.",
        "stdevs | much | Parameter 'stdevs' is 'much', which is no number.",
        "stdevs | -1 | Parameter 'stdevs' is '-1'; it must be at least 0.0.",
        "stdevs | NaN | Parameter 'stdevs' is 'NaN'; it must be at least 0.0.",
        "stdevs | Infinity | Parameter 'stdevs' is 'Infinity'; it must be at least 0.0.",
        "colour | green | Parameter 'colour' is 'green'; it must be one of dark_red, blue.",
        "short | yes | Parameter 'short' is 'yes'; it must be true or false.",
        "text | refused | These parameters do not go together: this text is refused.",
        "steps | 5 | There is no parameter 'steps'; there are n_steps, stdevs, colour, short, text, big."
      })
  void wrong(String name, String value, String sentence) {
    assertThatThrownBy(() -> ParameterSchema.fromMap(Outer.class, Map.of(name, value), DEFAULTS))
        .isInstanceOf(BadInputException.class)
        .hasMessage(sentence);
  }

  @Test
  @DisplayName("a component without its annotation is the method's mistake")
  void unannotated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterSchema.fields(Unannotated.class))
        .withMessageContaining("'number'");
  }

  @ParameterizedTest(name = "{0}={1}")
  @DisplayName("knows without a subject what can be no step and no class")
  @CsvSource({"step,last", "step,-1", "step,1.5", "class,''", "prediction_head,' '"})
  void withoutSubject(String name, String value) {
    assertThatThrownBy(() -> ParameterSchema.check(TargetParameters.class, Map.of(name, value)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Parameter '" + name + "' is '" + value + "'; it must ");
  }

  @Test
  @DisplayName("takes all and any index as a step")
  void steps() throws BadInputException {
    ParameterSchema.check(TargetParameters.class, Map.of("step", "all"));
    ParameterSchema.check(TargetParameters.class, Map.of("step", "31"));
  }
}
