package org.loupe.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Checkpoint files")
class CheckpointFilesTest {
  @TempDir Path folder;

  @Test
  @DisplayName("are named without their ending")
  void names() {
    assertThat(CheckpointFiles.name(Path.of("a/cnc_s0_late.ts.pt"))).isEqualTo("cnc_s0_late");
    assertThat(CheckpointFiles.name(Path.of("cnc.pt"))).isEqualTo("cnc");
    assertThat(CheckpointFiles.name(Path.of("w.safetensors"))).isEqualTo("w");
    assertThat(CheckpointFiles.name(Path.of("epoch=3-step=10.ckpt"))).isEqualTo("epoch=3-step=10");
    assertThat(CheckpointFiles.name(Path.of("plain"))).isEqualTo("plain");
    assertThat(CheckpointFiles.name(Path.of(".pt"))).isEqualTo(".pt");
  }

  @Test
  @DisplayName("come in the order of their numbers")
  void naturalOrder() {
    assertThat(
            Stream.of("e10b", "e2", "e10a", "e010", "e", "e1", "d99", "9", "10")
                .map(Path::of)
                .sorted(CheckpointFiles.NATURAL_ORDER))
        .extracting(Path::toString)
        .containsExactly("9", "10", "d99", "e", "e1", "e2", "e010", "e10a", "e10b");
  }

  @Test
  @DisplayName("of a folder leave out hidden files, folders, datasets and the architecture")
  void inFolder() throws Exception {
    for (String name : List.of("a.pt", ".b.pt", "c.npz", "d.ts.pt", "e.txt", "model.pt")) {
      Files.createFile(folder.resolve(name));
    }
    Files.createDirectory(folder.resolve("f.pt"));

    assertThat(CheckpointFiles.in(folder, null, folder.resolve("model.pt")))
        .containsExactly(folder.resolve("a.pt"));
    assertThat(CheckpointFiles.in(folder, null, null))
        .extracting(CheckpointFiles::name)
        .containsExactly("a", "d", "model");
    assertThat(CheckpointFiles.in(folder, "?.npz", null)).hasSize(1);
    assertThatThrownBy(() -> CheckpointFiles.in(folder, "[", null))
        .hasMessageContaining("no pattern of file names");
    assertThatThrownBy(() -> CheckpointFiles.in(folder.resolve("f.pt"), null, null))
        .hasMessageContaining("has no checkpoints (.pt, .pth, .ckpt, .bin, .safetensors)");
  }
}
