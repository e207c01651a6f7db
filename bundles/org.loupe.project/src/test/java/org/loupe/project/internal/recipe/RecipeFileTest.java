package org.loupe.project.internal.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.BadInputException;
import org.loupe.project.Recipe;
import org.loupe.project.Recipes;
import org.loupe.project.internal.FileProjects;
import org.loupe.project.internal.FileRecipes;

@DisplayName("A recipe")
public class RecipeFileTest {
  /** Everything that can stand in one. */
  public static final String MAXIMAL =
      """
      {
        "loupe": 1,
        "files": {
          "card": "c.card.json",
          "checkpoints": [{"name": "early", "file": "e.ts.pt"}, {"name": "late", "file": "l.ts.pt"}],
          "datasets": [
            {"name": "test", "file": "t.npz"},
            {"name": "table", "file": "t.csv", "windows": {
              "length": 64, "stride": 32, "recording": "run", "time": "t", "labels": ["state"],
              "ignore": ["note"],
              "arrays": {
                "x": ["a", "b"], "load": "c", "mode": {"type": "int64", "columns": ["m"]}
              }}}
          ],
          "slices": [{"name": "odd", "dataset": "test", "windows": "1,3"}]
        },
        "results": "out",
        "device": "cpu",
        "data": "test",
        "windows": "0-9",
        "seed": 7,
        "steps": [
          {"method": "heads"},
          {
            "method": "flips",
            "checkpoints": ["late"],
            "baseline": "early",
            "data": "test",
            "windows": "slice:odd",
            "seed": 8,
            "parameters": {"level": 0.5, "exact": true, "kind": "a"}
          }
        ],
        "report": "report.html",
        "x-mine": 1
      }
      """;

  private final Recipes recipes = new FileRecipes(new FileProjects());

  @TempDir Path folder;

  @BeforeEach
  void project() throws Exception {
    Files.createDirectories(folder.resolve("p"));
    Files.writeString(
        folder.resolve("p/loupe.json"),
        """
        {
          "loupe": 1,
          "name": "P",
          "checkpoints": [{"name": "early", "file": "e.ts.pt"}, {"name": "late", "file": "l.ts.pt"}],
          "datasets": [{"name": "test", "file": "t.npz"}]
        }
        """);
  }

  private Recipe read(String text) throws Exception {
    Path file = folder.resolve("recipe.json");
    Files.writeString(file, text);
    return recipes.read(file);
  }

  @Test
  @DisplayName("gives steps with what they have in common, and whole paths")
  void reads() throws Exception {
    Recipe recipe = read(MAXIMAL);

    assertThat(recipe.project().checkpoints()).containsExactly("early", "late");
    assertThat(recipe.project().name()).isEqualTo("recipe");
    assertThat(recipe.results()).isEqualTo(folder.resolve("out"));
    assertThat(recipe.report()).contains(folder.resolve("report.html"));
    Recipe.Step first = recipe.steps().get(0);
    assertThat(first.windows()).isEqualTo("0-9");
    assertThat(first.seed()).isEqualTo(7);
    assertThat(first.data()).isEqualTo("test");
    Recipe.Step second = recipe.steps().get(1);
    assertThat(second.windows()).isEqualTo("slice:odd");
    assertThat(second.baseline()).isEqualTo("early");
    assertThat(second.parameters()).isEqualTo(Map.of("level", "0.5", "exact", "true", "kind", "a"));
  }

  @Test
  @DisplayName("of a project keeps results in the project, and is written as it is read")
  void ofProject() throws Exception {
    Recipe recipe =
        read(
            "{\"loupe\": 1, \"project\": \"p\", \"steps\": [{\"method\": \"heads\", \"seed\": 3}]}");
    assertThat(recipe.results()).isEqualTo(folder.resolve("p/results"));
    assertThat(recipe.device()).isEqualTo("auto");
    assertThat(recipe.steps().get(0).windows()).isEqualTo("all");

    Path written = folder.resolve("written.json");
    recipes.write(recipe, written, false);

    Recipe again = recipes.read(written);
    assertThat(again.steps().get(0).seed()).isEqualTo(3);
    assertThat(again.results()).isEqualTo(recipe.results());
    assertThat(again.project().folder()).isEqualTo(recipe.project().folder());
    assertThatThrownBy(() -> recipes.write(recipe, written, false))
        .isInstanceOf(BadInputException.class);
  }

  @ParameterizedTest(name = "{1}")
  @DisplayName("that is wrong is refused with file and place")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"project\": \"p\", \"steps\": [{\"method\": \"a\", \"windoes\": \"all\"}]}|recipe.json: unknown key 'windoes' at /steps/0/windoes",
        "{\"project\": \"p\", \"steps\": [{\"method\": 3}]}|recipe.json: /steps/0/method is 3, expected a text",
        "{\"project\": \"p\", \"steps\": []}|recipe.json: /steps has 0 steps",
        "{\"project\": \"p\"}|recipe.json: the document lacks the key 'steps'",
        "{\"steps\": [{\"method\": \"a\"}]}|needs either a 'project' or 'files', not both",
        "{\"project\": \"q\", \"steps\": [{\"method\": \"a\"}]}|recipe.json: /project cannot be opened",
        "{\"project\": \"p\", \"steps\": [{\"method\": \"a\", \"checkpoints\": [\"lat\"]}]}|recipe.json: /steps/0/checkpoints/0 is 'lat', but there is no such checkpoint; there are early, late",
        "{\"project\": \"p\", \"data\": \"train\", \"steps\": [{\"method\": \"a\"}]}|recipe.json: /data is 'train', but there is no such dataset; there are test",
        "{\"project\": \"p\", \"steps\": [{\"method\": \"a\", \"baseline\": \"x\"}]}|recipe.json: /steps/0/baseline is 'x'",
        "{\"project\": \"p\", \"windows\": \"some\", \"steps\": [{\"method\": \"a\"}]}|recipe.json: /windows is wrong: Windows 'some' cannot be read",
        "{\"project\": \"p\", \"steps\": [{\"method\": \"a\", \"parameters\": {\"n\": [1]}}]}|recipe.json: /steps/0/parameters/n is [1], expected a text",
        "{\"project\": \"p\", \"steps\": [{\"method\": \"a\", \"seed\": \"7\"}]}|recipe.json: /steps/0/seed is \"7\", expected an integer"
      })
  void wrong(String text, String sentence) {
    assertThatThrownBy(() -> read(text.replaceFirst("\\{", "{\"loupe\": 1, ")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  @DisplayName("of a newer version is refused")
  void newer() {
    assertThatThrownBy(() -> read("{\"loupe\": 2, \"project\": \"p\", \"steps\": []}"))
        .hasMessageContaining("/loupe is 2, this Loupe reads format version 1");
  }
}
