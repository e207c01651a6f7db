package org.loupe.tests.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.testkit.BundleJar;
import org.loupe.testkit.install.BadExtensions;
import org.loupe.testkit.install.SmallDisk;
import org.loupe.tests.product.Product.Run;

@DisplayName("The product takes no harm from what cannot be installed:")
class RefusalTest {
  private static final int FAILED = 4;
  private static final int BAD_INPUT = 3;

  @TempDir Path folder;
  private Path jars;

  @BeforeEach
  void prepare() throws Exception {
    jars = Files.createDirectories(folder.resolve("jars"));
  }

  /** Refused with a sentence; and all that lasts, and what is listed, is as it was. */
  private void assertRefused(Path state, Path file, int code, String... message) throws Exception {
    Product loupe = new Product(state);
    String listed = loupe.run("list", "--json").out();
    Map<String, String> before = Lasting.in(state);
    Run run = loupe.run("install", file.toString(), "--yes", "--trust");
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(Lasting.in(state)).isEqualTo(before);
    assertThat(loupe.run("list", "--json").out()).isEqualTo(listed);
  }

  private void assertRefused(Path file, String... message) throws Exception {
    assertRefused(folder.resolve("state"), file, BAD_INPUT, message);
  }

  private static BundleJar bundle(String name) {
    return new BundleJar("org.example." + name, "1.0.0");
  }

  @Test
  @DisplayName("a jar that is no bundle")
  void noBundle() throws Exception {
    assertRefused(bundle("plain").without("Bundle-SymbolicName").write(jars), "is no bundle");
  }

  @Test
  @DisplayName("a jar that was changed after it was made")
  void tampered() throws Exception {
    assertRefused(BadExtensions.changed(jars), "damaged");
  }

  @Test
  @DisplayName("a feature whose bundle has another SHA-256 than it promises")
  void wrongDigest() throws Exception {
    Path archive = Extension.archive(folder, "1.0.0");
    String digest = Extension.digest(folder.resolve("1.0.0").resolve("org.example.heat-1.0.0.jar"));
    assertRefused(
        Archives.replaced(archive, digest, "0".repeat(64)), "is not what its index promises");
  }

  @Test
  @DisplayName("a bundle that needs what is not there")
  void missing() throws Exception {
    assertRefused(
        bundle("needy")
            .header("Import-Package", "org.loupe.model;version=\"[99,100)\"")
            .write(jars),
        "org.example.needy needs org.loupe.model 99, this is ");
  }

  @Test
  @DisplayName("a bundle whose activator throws")
  void activator() throws Exception {
    assertRefused(BadExtensions.throwing(jars), "was taken back", "not today");
  }

  @Test
  @DisplayName("an archive with a path out of its folder")
  void traversal() throws Exception {
    assertRefused(
        BadExtensions.holding(jars, "../../evil"), "which would be written outside its folder");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  @DisplayName("while bundles that need each other in a circle are no harm, and are installed")
  void circle() throws Exception {
    Product loupe = new Product(folder.resolve("state"));
    Path archive =
        Archives.of(
            jars,
            "org.example:org.example.circle:1.0.0",
            circular("one", "two").write(jars),
            circular("two", "one").write(jars));
    Run run = loupe.run("install", archive.toString(), "--yes", "--trust");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(loupe.run("list").out()).contains("org.example.circle", "in use");
  }

  private static BundleJar circular(String name, String other) {
    return bundle(name)
        .header("Export-Package", name + ";version=1")
        .header("Import-Package", other)
        .source(name + ".Part", "package " + name + "; public class Part {}");
  }

  @Test
  @DisplayName("anything, where the disk is full")
  void full() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("small"), "8m");
    assumeTrue(mounted.isPresent(), "only the system's administrator may mount a small disk");
    try (SmallDisk small = mounted.get()) {
      assertRefused(
          small.folder().resolve("state"),
          BadExtensions.noisy(jars, 9 << 20),
          FAILED,
          "No space left on device",
          "Nothing was changed");
    }
  }
}
