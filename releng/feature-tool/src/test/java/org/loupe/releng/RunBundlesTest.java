package org.loupe.releng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Run bundles of a bndrun file")
class RunBundlesTest {
  @TempDir Path folder;
  RunBundles bundles;

  @BeforeEach
  void read() throws IOException {
    Path file = folder.resolve("x.bndrun");
    Files.writeString(
        file,
        """
        -runrequires: bnd.identity;id='org.c'
        -runbundles: \\
        \torg.a;version='[1.0.0,1.0.1)',\\
        \torg.b;version='[2.0.0,2.0.1)'
        """);
    bundles = RunBundles.of(file);
  }

  @Test
  @DisplayName("are read without what is only required")
  void namesAreRead() {
    assertThat(bundles.symbolicNames()).containsExactly("org.a", "org.b");
  }

  @Test
  @DisplayName("that differ from the features fail the build and say how")
  void differencesAreNamed() {
    assertThatThrownBy(() -> bundles.requireEqual(Set.of("org.b", "org.d")))
        .hasMessageContaining("no feature holds [org.a]")
        .hasMessageContaining("did without [org.d]");
  }

  @Test
  @DisplayName("that equal the features pass")
  void equalSetsPass() throws IOException {
    bundles.requireEqual(Set.of("org.b", "org.a"));
    assertThat(bundles.symbolicNames()).hasSize(2);
  }
}
