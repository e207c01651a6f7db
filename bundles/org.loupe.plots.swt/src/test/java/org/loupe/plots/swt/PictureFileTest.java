package org.loupe.plots.swt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A picture's file")
class PictureFileTest {
  @TempDir Path folder;

  private static String problem(Path file) {
    try {
      PictureFile.write(file, new byte[] {1});
      throw new AssertionError(file + " could be written");
    } catch (IOException e) {
      return PictureFile.problem(file, e);
    }
  }

  @Test
  @DisplayName("replaces an older one and leaves nothing else behind")
  void replaces() throws IOException {
    Path file = folder.resolve("figure.svg");
    PictureFile.write(file, new byte[] {1});
    PictureFile.write(file, new byte[] {2, 3});
    assertThat(Files.readAllBytes(file)).containsExactly(2, 3);
    assertThat(folder).isDirectoryContaining(found -> found.equals(file));
    assertThat(Files.list(folder)).hasSize(1);
  }

  @Test
  @DisplayName("that cannot be written is named with the reason, not with a name of our own")
  void reasons() throws IOException {
    Path gone = folder.resolve("gone").resolve("figure.svg");
    assertThat(problem(gone)).contains(gone.toString(), "there is no folder " + gone.getParent());
    Path taken = Files.createDirectories(folder.resolve("figure.svg").resolve("inside"));
    assertThat(problem(taken.getParent())).contains("a folder has that name");
    assertThatThrownBy(() -> PictureFile.write(gone, new byte[0])).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("in a folder that takes none names the folder")
  void unwritable() {
    assumeTrue(Files.isDirectory(Path.of("/proc")), "there is no folder that nobody can write");
    assertThat(problem(Path.of("/proc/x.svg")))
        .startsWith(
            "The figure could not be saved as /proc/x.svg: nothing can be written in folder")
        .doesNotContain(".part");
  }
}
