package org.loupe.project.internal.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.ElementType;
import org.loupe.model.Mask;
import org.loupe.model.ModelCard;
import org.loupe.model.Scaler;

@DisplayName("A model card")
class CardReaderTest {
  @TempDir Path folder;

  static String maximal() throws IOException {
    try (InputStream in = CardReaderTest.class.getResourceAsStream("maximal.card.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName("is read whole, extensions kept with their place")
  void everything() throws Exception {
    ModelCard card = read(maximal());

    assertThat(card.input("tokens").data()).isEqualTo(new ArrayReference("tokens", 0, -1));
    assertThat(card.input("timespans").elementType()).isEqualTo(ElementType.FLOAT64);
    assertThat(card.input("timespans").role()).isEqualTo("timespans");
    assertThat(card.channels().get("sensors").groupings())
        .isEqualTo(Map.of("module", Map.of("left", List.of(0), "right", List.of(1))));
    assertThat(card.head("type").mask())
        .containsExactly(
            new Mask(new ArrayReference("tokens", 1, null), false, Set.of(0L)),
            new Mask(ArrayReference.whole("type"), true, Set.of(0L, 1L)));
    assertThat(card.head("next").labels()).containsExactly("x", "y");
    assertThat(card.layers().probe()).isEqualTo("layers.0");
    assertThat(card.wiring().adjacency()).containsExactly(List.of(0, -1), List.of(1, 0));
    assertThat(card.scalers())
        .containsEntry("sensors", new Scaler(List.of(0.0, 1.5), List.of(1.0, 2.0)));
    assertThat(card.tokens().correct()).containsEntry("yes", List.of("type", "next"));
    assertThat(card.stateDict().rename().get(0).pattern()).isEqualTo("^module\\.");
    assertThat(card.extensions())
        .containsOnly(
            Map.entry("/inputs/0/x-colour", "\"blue\""), Map.entry("/x-note", "{\"kept\":[1,2]}"));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"loupe\": 1         | \"loupe\": 2          | /loupe is 2, this Loupe reads format version 1",
        "\"loupe\": 1         | \"loupe\": \"1\"      | /loupe is \"1\", expected an integer",
        "\"name\": \"x\",     | \"nome\": \"x\",      | /inputs/0 lacks the key 'name'",
        "\"unit\": \"mm\"     | \"units\": \"mm\"     | unknown key 'units' at /inputs/0/units; known there are [name, dtype,",
        "\"float32\"          | \"float31\"           | /inputs/0/dtype is \"float31\", expected one of [float16,",
        "\"time\", \"channel\"] | \"tme\", \"channel\"] | /inputs/0/axes/1 is \"tme\", expected one of [window,",
        "[\"window\", \"time\", \"channel\"] | [\"time\", \"window\", \"channel\"] | /inputs/0/axes must begin with \"window\"",
        "\"slice\": [null, 2] | \"slice\": [2]        | /inputs/0/data/slice has 1 elements, expected [from, to]",
        "\"channels\": \"sensors\" | \"channels\": \"sensor\" | /inputs/0/channels is 'sensor', the card has no such channel set, it has [sensors]",
        "\"right\": [1]       | \"right\": [2]        | /channels/sensors/groups/module/right/0 is 2, expected an integer from 0 to 1",
        "\"names\": [\"a\", \"b\"] | \"names\": [\"a\", \"a\"] | /channels/sensors/names has 'a' twice",
        "\"explain\": [\"x\"] | \"explain\": [\"y\"]  | /explain/0 is 'y', the card has no such input, it has [x, timespans, tokens]",
        "\"explain\": [\"x\"] | \"explain\": [\"tokens\"] | only floating point inputs can be explained",
        "\"kind\": \"regression\" | \"kind\": \"regresion\" | /heads/1/kind is \"regresion\", expected one of [categorical, regression]",
        "\"time\", \"value\"] | \"time\", \"class\"]  | /heads/1/axes must end with \"value\" for a head of kind regression",
        "\"name\": \"next\"   | \"name\": \"type\"    | /heads/1 is a second prediction head named 'type'",
        "\"in\": [0, 1]       | \"x-in\": [0, 1]      | /heads/0/mask/1 must have exactly one of \"in\" and \"notIn\"",
        "\"output\": \"hidden\" | \"output\": \"h\", \"probe\": \"p\" | /hidden must have exactly one of \"output\", \"method\" and \"probe\", it has 2",
        "\"motor\"]           | \"moto\"]             | /wiring/neuronTypes/3 is \"moto\", expected one of",
        "[1, 0]]              | [1]]                  | /wiring/adjacency/1 has 1 entries, the first row has 2",
        "[0, 1.5]             | [0]                   | /scaler/sensors/center has 1 numbers for 2 channels",
        "{\"input\": \"tokens\"} | {\"input\": \"x\"}   | /generation/input is 'x', which is not optional",
        "\"pad\": 0           | \"pad\": 0.5          | /tokens/pad is 0.5, expected an integer",
        "\"no\": [\"type\"]   | \"no\": [\"typ\"]     | /tokens/correct/no/0 is 'typ', the card has no such prediction head",
        "^module              | (module               | /stateDict/rename/0/0 is no regular expression",
        "\"loupe\": 1,        | \"loupe\": 1, \"loupe\": 1, | in line 2, column 22 (Duplicate field 'loupe')",
        "\"loupe\": 1,        | `\"loupe\": 1`        | is no model card: it is no JSON in line 3"
      })
  @DisplayName("is refused with the place and what was expected")
  void refused(String right, String wrong, String message) throws Exception {
    String card = maximal();
    assertThat(card).contains(right);
    String broken = card.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));

    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("it.card.json")
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("is refused when it is missing, empty or something else")
  void noCard() {
    assertThatThrownBy(() -> new CardReader().read(folder.resolve("gone.json")))
        .hasMessageContaining("There is no model card");
    assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("the document is []");
    assertThatThrownBy(() -> read("[".repeat(100_000)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is no model card");
  }

  private ModelCard read(String text) throws IOException, BadInputException {
    return new CardReader().read(Files.writeString(folder.resolve("it.card.json"), text));
  }
}
