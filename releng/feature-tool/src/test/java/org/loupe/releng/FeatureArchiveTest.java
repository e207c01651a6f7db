package org.loupe.releng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A feature archive")
class FeatureArchiveTest {
  @TempDir Path folder;
  Path list;

  @BeforeEach
  void buildBundle() throws IOException {
    Path jar = jar("a.jar", "org.a;singleton:=true");
    list = folder.resolve("dependencies.txt");
    Files.writeString(
        list, "The following files have been resolved:\n   g:a:jar:1.0:compile:" + jar + "\n");
  }

  private Path jar(String file, String symbolicName) throws IOException {
    return TestJars.bundle(folder.resolve(file), symbolicName, "1.0.0");
  }

  private Path write(String name) throws IOException {
    Path archive = folder.resolve(name);
    FeatureArchive.write(archive, "org.x:org.x.platform:1", "X", DependencyList.read(list));
    return archive;
  }

  @Test
  @DisplayName("becomes a folder of bundles and a feature file again")
  void roundTrip() throws IOException {
    Assembly assembly = new Assembly(List.of(write("a.zip")));
    Path product = folder.resolve("product");
    assertThat(assembly.symbolicNames()).containsExactly("org.a");
    assembly.unpack(product);
    assertThat(product.resolve("bundles/platform/org.a-1.0.0.jar"))
        .hasSameBinaryContentAs(folder.resolve("a.jar"));
    assertThat(product.resolve("features/platform.json"))
        .content()
        .contains("\"feature-resource-version\" : \"1.0\"", "\"id\" : \"g:a:1.0\"", "sha256");
  }

  @Test
  @DisplayName("unpacked over an older product removes what is no longer named")
  void leftoversGo() throws IOException {
    Path old = folder.resolve("product/bundles/platform/org.old-1.0.0.jar");
    Files.createDirectories(old.getParent());
    Files.writeString(old, "old");
    new Assembly(List.of(write("a.zip"))).unpack(folder.resolve("product"));
    assertThat(old).doesNotExist();
  }

  @Test
  @DisplayName("has the same bytes when built twice")
  void reproducible() throws IOException {
    assertThat(write("a.zip")).hasSameBinaryContentAs(write("b.zip"));
  }

  @Test
  @DisplayName("must not share a bundle with another one")
  void twice() throws IOException {
    Assembly assembly = new Assembly(List.of(write("a.zip"), write("b.zip")));
    assertThatThrownBy(assembly::symbolicNames).hasMessageContaining("org.a in two features");
  }

  @Test
  @DisplayName("takes no jar that is no bundle")
  void noBundle() throws IOException {
    Path jar = folder.resolve("plain.jar");
    try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
      entries.putNextEntry(new JarEntry("text.txt"));
    }
    Files.writeString(list, "g:p:jar:1.0:compile:" + jar + "\n");
    assertThatThrownBy(() -> DependencyList.read(list))
        .hasMessageContaining("without Bundle-SymbolicName");
  }

  @Test
  @DisplayName("can be merged from jars entry by entry")
  void merge() throws IOException {
    Path target = jar("b.jar", "org.b");
    Path source = folder.resolve("c.jar");
    try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(source))) {
      entries.putNextEntry(new JarEntry("text.txt"));
      entries.write(1);
      entries.putNextEntry(new JarEntry("more.txt"));
      entries.write(2);
    }
    JarMerge.append(target, List.of(source));
    try (JarFile merged = new JarFile(target.toFile())) {
      assertThat(merged.getManifest().getMainAttributes().getValue("Bundle-SymbolicName"))
          .isEqualTo("org.b");
      assertThat(merged.getInputStream(merged.getEntry("text.txt")).readAllBytes())
          .asString()
          .isEqualTo("hello");
      assertThat(merged.getInputStream(merged.getEntry("more.txt")).readAllBytes())
          .containsExactly(2);
    }
  }
}
