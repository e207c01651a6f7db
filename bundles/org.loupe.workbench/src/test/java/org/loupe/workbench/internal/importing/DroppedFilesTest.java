package org.loupe.workbench.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.BadInputException;

@DisplayName("Files that are dropped on the window")
class DroppedFilesTest {
  private static final Path DEMO = Path.of("../../product/demo");
  private static final Path MODEL = DEMO.resolve("checkpoints/late.ts.pt");
  private static final Path DATA = DEMO.resolve("data/test.npz");

  /** A dataset as torch.save left it. */
  private static final Path SAMPLES =
      Path.of(
          "../org.loupe.project/src/test/resources/org/loupe/project/internal/imports/samples.pt");

  @Test
  @DisplayName("are known by their content: a project, a model, data, or nothing of these")
  void kinds() {
    assertThat(DroppedFiles.of(List.of(DEMO)).project()).isEqualTo(DEMO);
    assertThat(DroppedFiles.of(List.of(DEMO.resolve("loupe.json"))).project()).isNotNull();
    DroppedFiles both = DroppedFiles.of(List.of(DATA, MODEL));
    assertThat(both.model()).isEqualTo(MODEL);
    assertThat(both.data()).isEqualTo(DATA);
    assertThat(DroppedFiles.of(List.of(DEMO.resolve("checkpoints/late.pt"))).model()).isNotNull();
    DroppedFiles others = DroppedFiles.of(List.of(Path.of("pom.xml"), Path.of("missing.pt")));
    assertThat(others.others()).hasSize(2);
    assertThat(others.otherNames()).isEqualTo("'pom.xml', 'missing.pt'");
    assertThat(Stream.of(others.project(), others.model(), others.data(), others.extension()))
        .containsOnlyNulls();
  }

  @Test
  @DisplayName("as torch.save left them are data where they hold samples, not weights")
  void samples() {
    assertThat(DroppedFiles.of(List.of(SAMPLES)).data()).isEqualTo(SAMPLES);
  }

  @Test
  @DisplayName("that are no model are refused in a sentence, state dicts need an architecture")
  void architecture() throws BadInputException {
    assertThat(ModelImport.needsArchitecture(MODEL)).isFalse();
    assertThat(ModelImport.needsArchitecture(DEMO.resolve("checkpoints/late.pt"))).isTrue();
    assertThatThrownBy(() -> ModelImport.needsArchitecture(Path.of("pom.xml")))
        .hasMessageContaining("choose a TorchScript archive");
  }
}
