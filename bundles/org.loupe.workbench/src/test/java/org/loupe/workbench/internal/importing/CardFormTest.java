package org.loupe.workbench.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.ImportedData;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.workbench.internal.widgets.Stage;

@DisplayName("The card's form")
class CardFormTest {
  private final Stage stage = new Stage();
  private final List<CardDraft> typed = new ArrayList<>();
  private final List<Optional<String>> problems = new ArrayList<>();

  @BeforeEach
  void open() {
    CardDraft draft =
        new CardDraft(
            new CardBuilder("it").input("x", "a").categoricalHead("type", "p", "q").build(),
            List.of(),
            Map.of("type", new int[] {0, 3, 2}),
            null,
            null,
            List.of());
    FakeDataset data =
        new FakeDataset("it")
            .with("x", new int[] {4, 3, 1}, new float[12])
            .with("y", new int[] {4, 3}, new long[12]);
    Path file = Path.of("it.npz");
    new CardForm(
        stage.shell(),
        draft,
        new ImportedData(file, file, null, data, Map.of(), Map.of(), List.of()),
        new CardForm.Owner() {
          @Override
          public void edited(CardDraft changed) {
            throw new AssertionError("nothing was chosen");
          }

          @Override
          public void typed(CardDraft changed) {
            typed.add(changed);
          }

          @Override
          public void fed(String argument, String array) {
            throw new AssertionError("nothing was fed");
          }

          @Override
          public void problem(Optional<String> sentence) {
            problems.add(sentence);
          }
        });
    stage.open();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Text field(String id) {
    return stage.find(id, Text.class);
  }

  @Test
  @DisplayName("takes one field after the other, and says what is wrong until nothing is")
  void written() {
    assertThat(field("import.head.type.axes").getText()).isEqualTo("window, time, class");
    assertThat(field("import.input.x.axes").getText()).isEqualTo("window, time, channel");
    field("import.head.type.names").setText("up, down");
    field("import.head.type.mask").setText("z not in 0");
    assertThat(problems.get(problems.size() - 1).orElse(""))
        .contains("Positions of type that count", "no array 'z'");
    field("import.head.type.axes").setText("window, token, class");
    assertThat(problems.get(problems.size() - 1)).isPresent();
    field("import.head.type.mask").setText("y not in 0");
    assertThat(problems.get(problems.size() - 1)).isEmpty();
    var head = typed.get(typed.size() - 1).card().head("type");
    assertThat(head.labels()).containsExactly("up", "down");
    assertThat(CardText.axes(head.axes())).isEqualTo("window, token, class");
    assertThat(CardText.masks(head.mask())).isEqualTo("y not in 0");
  }
}
