package org.loupe.project.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;

@DisplayName("A model's card")
class CardOfModelTest {
  private static final String INPUTS =
      "\"inputs\": [{\"name\": \"x\", \"dtype\": \"float32\","
          + " \"axes\": [\"window\", \"time\", \"channel\"], \"data\": {\"array\": \"x\"}}]";

  @TempDir Path folder;
  private final FileProjects projects = new FileProjects();

  private static String card(String name) {
    return "{\"loupe\": 1, \"name\": \"" + name + "\", " + INPUTS + "}";
  }

  private Path model(String card) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("late/data.pkl", "");
    if (!card.isEmpty()) {
      entries.put("late/extra/loupe.card.json", card);
    }
    Path file = folder.resolve("late.ts.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return file;
  }

  @Test
  @DisplayName("is the extra file inside the archive")
  void inside() throws Exception {
    assertThat(projects.card(model(card("inside"))).name()).isEqualTo("inside");
  }

  @Test
  @DisplayName("is rather the file beside it")
  void beside() throws Exception {
    Files.writeString(folder.resolve("late.card.json"), card("beside"));
    assertThat(projects.card(model(card("inside"))).name()).isEqualTo("beside");
  }

  @Test
  @DisplayName("that is wrong is refused with its place in the archive")
  void wrong() throws Exception {
    Path model = model(card("inside").replace("\"name\": \"inside\"", "\"nam\": \"inside\""));
    assertThatThrownBy(() -> projects.card(model))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("loupe.card.json")
        .hasMessageContaining("'name'");
    assertThatThrownBy(() -> projects.card(model("{")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(folder.resolve("late.ts.pt!/extra/loupe.card.json").toString());
  }

  @Test
  @DisplayName("that is missing is told with the places where it is looked for")
  void missing() throws Exception {
    Path model = model("");
    assertThatThrownBy(() -> projects.card(model))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            model
                + " has no model card; name one, put it beside the model as late.card.json, or save"
                + " it inside as the extra file loupe.card.json.");
    assertThatThrownBy(() -> projects.card(folder.resolve("gone.pt")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("There is no file");
  }
}
