package org.loupe.project.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.checkpoint.Architecture;
import org.loupe.checkpoint.StateDict;
import org.loupe.checkpoint.StateDictProposal;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.BadInputException;
import org.loupe.project.Project;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.Guess;
import org.loupe.project.imports.Guess.Confidence;
import org.loupe.project.imports.NewProject;
import org.loupe.project.imports.NewProject.Part;
import org.loupe.project.imports.NewProject.Placing;
import org.loupe.project.internal.FileProjects;
import org.loupe.project.internal.card.CardReader;

@DisplayName("A new project")
class ProjectWritingTest {
  private static final Path DEMO = Path.of("../../product/demo").toAbsolutePath().normalize();

  @TempDir Path folder;
  private final FileProjects projects = new FileProjects();
  private final FileImports imports =
      new FileImports(
          projects,
          (checkpoint, windows, seed, options) -> {
            throw new IllegalStateException("no model is run here");
          });

  private static Part part(String name, String file, Placing placing) {
    return new Part(name, DEMO.resolve(file), placing);
  }

  private static CardDraft draft() throws BadInputException {
    return new CardDraft(
        new CardReader().read(DEMO.resolve("demo.card.json")),
        List.of(
            new Guess("/explain", List.of("continuous"), "Why.", Confidence.SURE, List.of()),
            new Guess("/hidden", null, "Name it.", Confidence.OPEN, List.of("a"))),
        Map.of(),
        null,
        null,
        List.of());
  }

  private NewProject project(
      List<Part> checkpoints,
      @Nullable Part architecture,
      List<Part> data,
      @Nullable CardDraft draft,
      boolean force) {
    return new NewProject(
        folder.resolve("new/project"), "Mine", checkpoints, architecture, data, draft, null, force);
  }

  private NewProject small(Placing placing, boolean force) throws BadInputException {
    return project(
        List.of(
            part("late", "checkpoints/late.ts.pt", placing),
            part("late state", "checkpoints/late.pt", placing)),
        part("architecture", "checkpoints/early.ts.pt", placing),
        List.of(part("test", "data/test.npz", placing)),
        draft(),
        force);
  }

  @Test
  @DisplayName("refers to files where they are and opens at once")
  void refers() throws BadInputException {
    Path written = imports.write(small(Placing.REFERRED, false));
    assertThat(written.toFile().list()).containsExactlyInAnyOrder("loupe.json", "model.card.json");
    Project opened = projects.open(written);
    assertThat(opened.name()).isEqualTo("Mine");
    assertThat(opened.checkpoint("late").file()).isEqualTo(DEMO.resolve("checkpoints/late.ts.pt"));
    assertThat(opened.checkpoint("late").architecture()).isNull();
    assertThat(opened.checkpoint("late state").architecture())
        .isEqualTo(DEMO.resolve("checkpoints/early.ts.pt"));
    assertThat(opened.dataset("test").size()).isEqualTo(300);
    assertThat(written.resolve("loupe.json")).content().doesNotContain("\"" + DEMO);
  }

  @Test
  @DisplayName("shows its guesses in the card: key, guess, why, alternatives")
  void guesses() throws BadInputException, IOException {
    Path written = imports.write(small(Placing.REFERRED, false));
    String text = Files.readString(written.resolve("model.card.json"));
    assertThat(text)
        .contains("\"x-guesses\"", "\"key\" : \"/explain\"", "\"guess\" : [ \"continuous\" ]")
        .contains("\"why\" : \"Why.\"", "\"guess\" : null", "\"alternatives\" : [ \"a\" ]");
    assertThat(new CardReader().read(text, "card").extensions()).containsOnlyKeys("/x-guesses");
    CardDraft again = WrittenGuesses.read(new CardReader().read(text, "card"));
    assertThat(again.card().extensions()).isEmpty();
    assertThat(again.guesses())
        .extracting(Guess::key, Guess::guess, Guess::why, Guess::alternatives)
        .containsExactlyElementsOf(
            draft().guesses().stream()
                .map(one -> tuple(one.key(), one.guess(), one.why(), one.alternatives()))
                .toList());
    assertThat(imports.text(again)).isEqualTo(text);
  }

  @Test
  @DisplayName("takes another tensor of the checkpoint for a row into the card's rules")
  void mapped() throws BadInputException {
    Path late = DEMO.resolve("checkpoints/late.pt");
    Path early = DEMO.resolve("checkpoints/early.ts.pt");
    StateDictProposal proposal;
    try (StateDict dict = StateDict.open(late)) {
      proposal = StateDictProposal.of(dict, null, Architecture.read(early));
    }
    StateDictProposal.Row row =
        proposal.rows().stream()
            .filter(one -> one.stored() != null && proposal.candidates(one).size() > 1)
            .findFirst()
            .orElseThrow();
    String other =
        proposal.candidates(row).stream()
            .map(TensorInfo::name)
            .filter(name -> !name.equals(row.stored().name()))
            .findFirst()
            .orElseThrow();
    CardDraft changed =
        imports.mapped(draft().withMapping(proposal), late, early, row.wanted().name(), other);
    assertThat(changed.mapping().mapping().isComplete()).isTrue();
    assertThat(changed.mapping().mapping().names()).containsEntry(row.wanted().name(), other);
    assertThat(changed.card().stateDict()).isEqualTo(changed.mapping().rules());
    assertThat(changed.guess("/stateDict")).isEmpty();
  }

  @Test
  @DisplayName("copies files where that is asked for")
  void copies() throws BadInputException {
    Path written = imports.write(small(Placing.COPIED, false));
    assertThat(written.resolve("checkpoints").toFile().list())
        .containsExactlyInAnyOrder("late.ts.pt", "late.pt", "early.ts.pt");
    assertThat(projects.open(written).dataset("test").size()).isEqualTo(300);
    assertThat(written.resolve("loupe.json")).content().doesNotContain("..");
  }

  @Test
  @DisplayName("replaces nothing, unless that is asked for")
  void force() throws BadInputException {
    imports.write(small(Placing.COPIED, false));
    assertThatThrownBy(() -> imports.write(small(Placing.COPIED, false)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("loupe.json is there already");
    assertThat(imports.write(small(Placing.COPIED, true))).isDirectory();
  }

  @Test
  @DisplayName("that cannot be made leaves nothing behind")
  void undone() throws BadInputException {
    NewProject wrong =
        project(
            List.of(part("late", "checkpoints/late.pt", Placing.COPIED)),
            null,
            List.of(),
            draft(),
            false);
    assertThatThrownBy(() -> imports.write(wrong))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is no TorchScript archive")
        .hasMessageContaining("architecture");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @DisplayName("has no two checkpoints of one name, and no name that is none of a folder")
  void names() throws BadInputException {
    Part late = part("late", "checkpoints/late.ts.pt", Placing.REFERRED);
    assertThatThrownBy(
            () -> imports.write(project(List.of(late, late), null, List.of(), draft(), false)))
        .hasMessageContaining("Two checkpoints would be called 'late'");
    Part odd = part("a/b", "checkpoints/late.ts.pt", Placing.REFERRED);
    assertThatThrownBy(() -> imports.write(project(List.of(odd), null, List.of(), null, false)))
        .hasMessageContaining("a/b");
    assertThat(folder).isEmptyDirectory();
  }
}
