package org.loupe.project.internal.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.project.internal.json.JsonText;

@DisplayName("A written model card")
class CardWriterTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private final CardReader reader = new CardReader();

  private void assertSame(Path file) throws BadInputException {
    ModelCard card = reader.read(file);
    assertThat(reader.read(JsonText.of(CardWriter.write(card)), "written")).isEqualTo(card);
  }

  @Test
  @DisplayName("is read as the card it was, all keys and extensions")
  void maximal() throws BadInputException {
    assertSame(Path.of("src/test/resources/org/loupe/project/internal/card/maximal.card.json"));
    assertSame(Path.of("../../product/demo/demo.card.json"));
  }

  @Test
  @DisplayName("of recorded material, too")
  void real() throws IOException, BadInputException {
    Assumptions.assumeTrue(Files.isDirectory(DATA), "skipped: there is no material in " + DATA);
    try (Stream<Path> files = Files.list(DATA)) {
      List<Path> cards = files.filter(file -> file.toString().endsWith(".card.json")).toList();
      assertThat(cards).hasSizeGreaterThan(4);
      for (Path card : cards) {
        assertSame(card);
      }
    }
  }
}
