package org.loupe.workbench.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Files that can be installed")
class ExtensionFileTest {
  private static final String INDEX =
      "<?xml version='1.0'?><repository xmlns='http://www.osgi.org/xmlns/repository/v1.0.0'/>";

  @TempDir Path folder;

  private Path zip(String name, String... entries) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
      }
    }
    return file;
  }

  @Test
  @DisplayName("are bundles, feature archives and indexes, whatever they are called")
  void known() throws IOException {
    assertThat(ExtensionFile.isOne(zip("a.bin", "META-INF/", "META-INF/MANIFEST.MF", "a")))
        .isTrue();
    Path feature = zip("b.bin", "feature.json", "bundles/a.jar");
    assertThat(ExtensionFile.isOne(feature)).isTrue();
    assertThat(ExtensionFile.isOne(Files.writeString(folder.resolve("c"), INDEX))).isTrue();
    Path packed = folder.resolve("d");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(INDEX.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(ExtensionFile.isOne(packed)).isTrue();
    assertThat(DroppedFiles.of(List.of(feature)).extension()).isEqualTo(feature);
  }

  @Test
  @DisplayName("are not models, data, other archives and other XML")
  void others() throws IOException {
    Path demo = Path.of("../../product/demo");
    assertThat(ExtensionFile.isOne(demo.resolve("checkpoints/late.ts.pt"))).isFalse();
    assertThat(ExtensionFile.isOne(demo.resolve("data/test.npz"))).isFalse();
    assertThat(ExtensionFile.isOne(demo)).isFalse();
    assertThat(ExtensionFile.isOne(Path.of("pom.xml"))).isFalse();
    assertThat(ExtensionFile.isOne(zip("e.zip", "readme.txt", "META-INF/MANIFEST.MF"))).isFalse();
  }
}
