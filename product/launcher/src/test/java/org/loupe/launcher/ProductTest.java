package org.loupe.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The product")
class ProductTest {
  @TempDir Path home;

  private void bundle(String feature, String name) throws IOException {
    Path folder = Files.createDirectories(home.resolve("bundles").resolve(feature));
    Files.createFile(folder.resolve(name + "-1.2.3.v2025-1.jar"));
  }

  private List<String> names(Mode mode) throws LaunchException {
    return new Product(home)
        .bundles(mode).stream()
            .map(path -> path.getFileName().toString().replace("-1.2.3.v2025-1.jar", ""))
            .toList();
  }

  @Test
  @DisplayName("starts the shim first and the finder of components before all others")
  void order() throws IOException, LaunchException {
    bundle("platform", "a.first.by.name");
    bundle("platform", "org.apache.felix.scr");
    bundle("workbench", "org.eclipse.equinox.registry");
    bundle("workbench", "org.eclipse.equinox.common");
    bundle("workbench", "org.eclipse.osgi");
    assertThat(names(Mode.WORKBENCH))
        .containsExactly(
            "org.eclipse.osgi",
            "org.eclipse.equinox.common",
            "org.eclipse.equinox.registry",
            "org.apache.felix.scr",
            "a.first.by.name");
  }

  @Test
  @DisplayName("leaves the window's bundles out of the commands, and no other feature's")
  void batch() throws IOException, LaunchException {
    bundle("platform", "org.a");
    bundle("later", "org.b");
    bundle("workbench", "org.c");
    assertThat(names(Mode.BATCH)).containsExactly("org.a", "org.b");
  }

  @Test
  @DisplayName("is joined by the extra bundles that the environment names, in their order")
  void extra() {
    String named = "/x/b.jar" + File.pathSeparator + "/x/a.jar";
    assertThat(Product.extraBundles(Map.of("LOUPE_EXTRA_BUNDLES", named)))
        .containsExactly(Path.of("/x/b.jar"), Path.of("/x/a.jar"));
    assertThat(Product.extraBundles(Map.of())).isEmpty();
  }

  @Test
  @DisplayName("that was never built says so")
  void absent() {
    assertThatThrownBy(() -> names(Mode.BATCH))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("Found no bundles under")
        .hasMessageContaining("mvn package");
  }
}
