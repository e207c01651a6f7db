package org.loupe.tests.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.testkit.BundleJar;
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
    Path jar = bundle("changed").file("data", new byte[10_000]).write(jars);
    byte[] bytes = Files.readAllBytes(jar);
    for (int i = 200; i < 260; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(jar, bytes);
    assertRefused(jar, "damaged");
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
    assertRefused(
        bundle("thrower")
            .header("Bundle-Activator", "thrower.Start")
            .header("Import-Package", "org.osgi.framework")
            .source(
                "thrower.Start",
                "package thrower; public class Start"
                    + " implements org.osgi.framework.BundleActivator {"
                    + " public void start(org.osgi.framework.BundleContext c) {"
                    + " throw new IllegalStateException(\"not today\"); }"
                    + " public void stop(org.osgi.framework.BundleContext c) {} }")
            .write(jars),
        "was taken back",
        "not today");
  }

  @Test
  @DisplayName("an archive with a path out of its folder")
  void traversal() throws Exception {
    Path archive = jars.resolve("evil.zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("feature.json"));
      zip.write("{}".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("../../evil"));
      zip.write(1);
    }
    assertRefused(archive, "which would be written outside its folder");
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
    Path small = Files.createDirectories(folder.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small.toString())
            .redirectErrorStream(true)
            .start();
    assumeTrue(mount.waitFor() == 0, "only the system's administrator may mount a small disk");
    try {
      byte[] noise = new byte[9 << 20];
      new Random(1).nextBytes(noise);
      Path jar = bundle("big").file("noise", noise).write(jars);
      assertRefused(
          small.resolve("state"), jar, FAILED, "No space left on device", "Nothing was changed");
    } finally {
      assertThat(new ProcessBuilder("umount", small.toString()).start().waitFor()).isZero();
    }
  }
}
