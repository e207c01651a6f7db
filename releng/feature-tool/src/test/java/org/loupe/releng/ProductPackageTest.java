package org.loupe.releng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A package of the product")
class ProductPackageTest {
  private static final String NATIVES = "org.loupe.wrap.djl.natives";

  @TempDir Path folder;

  @BeforeEach
  void assembleProduct() throws IOException {
    Path list = folder.resolve("dependencies.txt");
    StringBuilder lines = new StringBuilder("The following files have been resolved:\n");
    for (Path jar :
        List.of(
            jar("made/model.jar", "org.loupe.model", "model.txt"),
            jar("made/swt.jar", "org.eclipse.swt", "swt.txt"),
            jar("made/gtk.jar", "org.eclipse.swt.gtk.linux.x86_64", "libswt.so"),
            jar(
                "made/natives.jar",
                NATIVES,
                "jnilib/linux-x86_64/cpu/libdjl_torch.so",
                "pytorch/cpu/linux-x86_64/libtorch.so"))) {
      lines.append("   g:").append(jar.getFileName()).append(":jar:1.0:compile:").append(jar);
      lines.append('\n');
    }
    Files.writeString(list, lines);
    Path archive = folder.resolve("feature.zip");
    FeatureArchive.write(archive, "org.x:org.x.platform:1", "X", DependencyList.read(list));
    new Assembly(List.of(archive)).unpack(folder.resolve("product"));
    file("product/lib/launcher.jar");
    file("product/demo/data/test.npz");
    for (String name : List.of("loupe", "loupe.cmd", "start.sh", "loupe.desktop", "README.txt")) {
      file("start/" + name);
    }
    file("LICENSE");
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  private Path jar(String file, String symbolicName, String... entries) throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-SymbolicName", symbolicName);
    headers.putValue("Bundle-Version", "1.0.0");
    Path jar = folder.resolve(file);
    Files.createDirectories(jar.getParent());
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest)) {
      for (String entry : entries) {
        zip.putNextEntry(new JarEntry(entry));
        zip.write((file + entry).getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  /** Natives of another platform, as their makers publish them but for their contents. */
  private void publish(String swt, String natives) throws IOException {
    jar("parts/" + swt + "-3.jar", swt, "swt-native");
    jar(
        "parts/pytorch-jni-2.jar",
        "jni",
        "jnilib/pytorch.properties",
        "jnilib/linux-x86_64/cpu/libdjl_torch.so",
        "jnilib/" + natives + "/cpu/djl_torch");
    jar(
        "parts/pytorch-native-cpu-2.jar",
        "native",
        "native/lib/pytorch.properties",
        "pytorch/cpu/" + natives + "/torch");
  }

  private Path write(String platform, String to) throws IOException {
    return new ProductPackage(
            "loupe-1", Platform.of(platform), new PlatformParts(folder.resolve("parts")))
        .write(
            folder.resolve("product"),
            folder.resolve("start"),
            List.of(folder.resolve("LICENSE")),
            folder.resolve(to));
  }

  private static Map<String, Integer> modes(Path archive) throws IOException {
    Map<String, Integer> modes = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(archive);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(in), "UTF-8")) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        modes.put(e.getName(), e.getMode());
      }
    }
    return modes;
  }

  private byte[] entry(Path archive, String name) throws IOException {
    try (InputStream in = Files.newInputStream(archive);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(in), "UTF-8")) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.getName().equals(name)) {
          return tar.readAllBytes();
        }
      }
    }
    throw new IOException("no " + name);
  }

  private List<String> names(byte[] jar) throws IOException {
    Path file = Files.write(folder.resolve("entry.jar"), jar);
    List<String> names = new ArrayList<>();
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      zip.getEntriesInPhysicalOrder().asIterator().forEachRemaining(e -> names.add(e.getName()));
    }
    return names;
  }

  @Test
  @DisplayName("for the platform it is built on holds the product as it is, ready to start")
  void built() throws IOException {
    Path archive = write("linux-x86_64", "out");
    assertThat(archive).hasFileName("loupe-1-linux-x86_64.tar.gz");
    assertThat(modes(archive).keySet())
        .containsExactly(
            "loupe-1/LICENSE",
            "loupe-1/README.txt",
            "loupe-1/bundles/platform/org.eclipse.swt-1.0.0.jar",
            "loupe-1/bundles/platform/org.eclipse.swt.gtk.linux.x86_64-1.0.0.jar",
            "loupe-1/bundles/platform/org.loupe.model-1.0.0.jar",
            "loupe-1/bundles/platform/org.loupe.wrap.djl.natives-1.0.0.jar",
            "loupe-1/demo/data/test.npz",
            "loupe-1/features/platform.json",
            "loupe-1/lib/launcher.jar",
            "loupe-1/lib/start.sh",
            "loupe-1/loupe",
            "loupe-1/loupe.desktop");
    assertThat(modes(archive)).containsEntry("loupe-1/loupe", 0100755);
    assertThat(modes(archive)).containsEntry("loupe-1/LICENSE", 0100644);
    assertThat(entry(archive, "loupe-1/features/platform.json"))
        .isEqualTo(Files.readAllBytes(folder.resolve("product/features/platform.json")));
    assertThat(folder.resolve("out")).isDirectoryContaining(archive::equals);
    assertThat(Files.list(folder.resolve("out"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "linux-aarch64, org.eclipse.swt.gtk.linux.aarch64, linux-aarch64",
    "macos-aarch64, org.eclipse.swt.cocoa.macosx.aarch64, osx-aarch64",
  })
  @DisplayName("for another platform holds its natives in place of the product's, and says so")
  void other(String platform, String swt, String natives) throws IOException {
    publish(swt, natives);
    Path archive = write(platform, "out");
    assertThat(modes(archive))
        .containsKey("loupe-1/bundles/platform/" + swt + "-1.0.0.jar")
        .doesNotContainKey("loupe-1/bundles/platform/org.eclipse.swt.gtk.linux.x86_64-1.0.0.jar");
    String bundle = "loupe-1/bundles/platform/org.loupe.wrap.djl.natives-1.0.0.jar";
    assertThat(names(entry(archive, bundle)))
        .containsExactly(
            "META-INF/MANIFEST.MF",
            "jnilib/pytorch.properties",
            "jnilib/" + natives + "/cpu/djl_torch",
            "native/lib/pytorch.properties",
            "pytorch/cpu/" + natives + "/torch");
    Path made = Files.write(folder.resolve("made.jar"), entry(archive, bundle));
    assertThat(FeatureBundle.of("g:a:1", made).symbolicName()).isEqualTo(NATIVES);
    String json =
        new String(entry(archive, "loupe-1/features/platform.json"), StandardCharsets.UTF_8);
    assertThat(json).contains(swt, FeatureBundle.digest(made)).doesNotContain("gtk.linux.x86_64");
    assertThat(modes(archive).containsKey("loupe-1/loupe.desktop"))
        .isEqualTo(platform.startsWith("linux"));
  }

  @Test
  @DisplayName("for Windows is a ZIP with a script that Windows starts")
  void windows() throws IOException {
    publish("org.eclipse.swt.win32.win32.x86_64", "win-x86_64");
    Path archive = write("windows-x86_64", "out");
    assertThat(archive).hasFileName("loupe-1-windows-x86_64.zip");
    assertThat(names(Files.readAllBytes(archive)))
        .contains("loupe-1/loupe.cmd", "loupe-1/lib/launcher.jar")
        .doesNotContain("loupe-1/loupe", "loupe-1/lib/start.sh", "loupe-1/loupe.desktop");
  }

  @Test
  @DisplayName("brings the Java that lies beside the parts")
  void java() throws IOException {
    Files.setPosixFilePermissions(
        file("parts/jre/bin/java"), PosixFilePermissions.fromString("rwxr-xr-x"));
    file("parts/jre/release");
    assertThat(modes(write("linux-x86_64", "out")))
        .containsEntry("loupe-1/jre/bin/java", 0100755)
        .containsEntry("loupe-1/jre/release", 0100644);
  }

  @Test
  @DisplayName("of the same product has the same bytes")
  void reproducible() throws IOException {
    publish("org.eclipse.swt.gtk.linux.aarch64", "linux-aarch64");
    byte[] first = Files.readAllBytes(write("linux-aarch64", "one"));
    Files.setLastModifiedTime(folder.resolve("LICENSE"), FileTime.fromMillis(1000));
    assertThat(Files.readAllBytes(write("linux-aarch64", "two"))).isEqualTo(first);
  }

  @Test
  @DisplayName("is not made where natives are missing")
  void missing() {
    assertThatThrownBy(() -> write("macos-aarch64", "out"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Found no org.eclipse.swt.*.jar");
    assertThatThrownBy(() -> write("amiga", "out"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one of linux-x86_64, ");
  }
}
