package org.loupe.releng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A repository laid over another")
class RepositoryOverlayTest {
  @TempDir Path folder;
  Path sources;
  Path below;
  Path over;

  @BeforeEach
  void lay() throws IOException {
    sources = folder.resolve("sources");
    below = folder.resolve("below");
    over = folder.resolve("over");
    write(
        sources.resolve("pom.xml"),
        "<project><groupId>org.x</groupId><artifactId>root</artifactId><version>1</version></project>");
    write(
        sources.resolve("m/pom.xml"),
        "<project><parent><groupId>org.x</groupId><version>1</version></parent><artifactId>m</artifactId></project>");
    write(sources.resolve("m/target/m-1.jar"), "new");
    write(sources.resolve("m/target/copy/pom.xml"), "no module");
    write(below.resolve("org/x/m/1/m-1.jar"), "old");
    write(below.resolve("org/x/m/1/maven-metadata-local.xml"), "old");
    write(below.resolve("org/y/y-1.jar"), "y");
    write(below.resolve("com/z-1.jar"), "z");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  @DisplayName("holds what the modules have made, and nothing of them that was installed before")
  void modules() throws IOException {
    RepositoryOverlay.write(sources, below, over);
    assertThat(over.resolve("org/x/root/1/root-1.pom")).exists();
    assertThat(over.resolve("org/x/m/1/m-1.pom")).exists();
    assertThat(over.resolve("org/x/m/1/m-1.jar")).hasContent("new");
    assertThat(over.resolve("org/x/m/1/maven-metadata-local.xml")).doesNotExist();
    assertThat(over.resolve("org/y/y-1.jar")).hasContent("y");
    assertThat(over.resolve("com/z-1.jar")).hasContent("z");
  }

  @Test
  @DisplayName("is written anew without touching what lies below")
  void again() throws IOException {
    RepositoryOverlay.write(sources, below, over);
    Files.delete(sources.resolve("m/target/m-1.jar"));
    RepositoryOverlay.write(sources, below, over);
    assertThat(over.resolve("org/x/m/1/m-1.jar")).doesNotExist();
    assertThat(below.resolve("org/y/y-1.jar")).exists();
    assertThat(below.resolve("org/x/m/1/m-1.jar")).hasContent("old");
  }

  @Test
  @DisplayName("says what a POM lacks")
  void incomplete() throws IOException {
    write(sources.resolve("n/pom.xml"), "<project><artifactId>n</artifactId></project>");
    assertThatThrownBy(() -> RepositoryOverlay.write(sources, below, over))
        .hasMessageContaining("Found no groupId in")
        .hasMessageContaining("n/pom.xml");
  }
}
