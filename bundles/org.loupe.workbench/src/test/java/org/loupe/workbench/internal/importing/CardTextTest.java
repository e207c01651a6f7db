package org.loupe.workbench.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Mask;
import org.loupe.testkit.FakeDataset;

@DisplayName("What one writes into a card's fields")
class CardTextTest {
  private static final FakeDataset DATA =
      new FakeDataset("it")
          .with("tokens", new int[] {4, 4}, new long[16])
          .with("the kind", new int[] {4, 3}, new long[12]);

  private static void refused(ThrowingCallable reading, String... parts) {
    assertThatThrownBy(reading)
        .isInstanceOf(BadInputException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  @DisplayName("axes come back as they were, and are refused where a card could not have them")
  void axes() throws BadInputException {
    List<Dimension> axes = List.of(Dimension.WINDOW, Dimension.TOKEN, Dimension.CLASS);
    assertThat(CardText.axes(axes)).isEqualTo("window, token, class");
    assertThat(CardText.axes("window,token , class", 3)).isEqualTo(axes);
    assertThat(CardText.axes("window, token, class", 0)).isEqualTo(axes);
    refused(() -> CardText.axes("window, step", 2), "'step'", "window, time, channel");
    refused(() -> CardText.axes("window, layer", 2), "'layer'");
    refused(() -> CardText.axes("", 2), "''");
    refused(() -> CardText.axes("time, window", 2), "begin with time");
    refused(() -> CardText.axes("window, time, time", 3), "twice");
    refused(() -> CardText.axes("window, time", 3), "There are 2 axes, expected 3");
  }

  @Test
  @DisplayName("names come back as they were, whatever they hold")
  void names() throws BadInputException {
    List<String> names = List.of("idle", "up, fast", "5\" drill", " padded", "G0 X");
    assertThat(CardText.names(names))
        .isEqualTo("idle, \"up, fast\", \"5\"\" drill\", \" padded\", G0 X");
    assertThat(CardText.names(CardText.names(names), 5)).isEqualTo(names);
    assertThat(CardText.names("a,b", 0)).containsExactly("a", "b");
    refused(() -> CardText.names("a, b", 3), "There are 2 names, expected 3");
    refused(() -> CardText.names("a, , b", 3), "Name 2 is empty");
    refused(() -> CardText.names("a, b,", 2), "Name 3 is empty");
    refused(() -> CardText.names("a, a", 2), "'a' stands there twice");
    refused(() -> CardText.names("a, \"b", 2), "quote");
    refused(() -> CardText.names("a\"b", 1), "quote");
    refused(() -> CardText.names("", 2), "Name 1 is empty");
  }

  @Test
  @DisplayName("masks come back as they were; their arrays must be there")
  void masks() throws BadInputException {
    List<Mask> masks =
        List.of(
            new Mask(new ArrayReference("tokens", 1, null), false, Set.of(0L)),
            new Mask(ArrayReference.whole("the kind"), true, Set.of(2L, -1L)));
    String text = "tokens[…, 1:] not in 0; the kind in -1, 2";
    assertThat(CardText.masks(masks)).isEqualTo(text);
    assertThat(CardText.masks(text, DATA)).isEqualTo(masks);
    assertThat(CardText.masks("tokens[:-1] in 3", DATA))
        .containsExactly(new Mask(new ArrayReference("tokens", null, -1), true, Set.of(3L)));
    assertThat(CardText.masks("tokens[..., 1:] not in 0", DATA)).containsExactly(masks.get(0));
    assertThat(CardText.masks(" ", DATA)).isEmpty();
    refused(() -> CardText.masks("pad not in 0", DATA), "no array 'pad'", "the kind");
    refused(() -> CardText.masks("tokens", DATA), "'tokens' is no condition");
    refused(() -> CardText.masks("tokens in x", DATA), "no condition");
    refused(() -> CardText.masks("tokens in 1;", DATA), "'' is no condition");
    refused(() -> CardText.masks("tokens in 99999999999999999999", DATA), "too large");
  }
}
