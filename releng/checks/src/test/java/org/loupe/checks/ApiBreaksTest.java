package org.loupe.checks;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.FileResource;
import aQute.bnd.osgi.Jar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breaks an API on purpose. */
@DisplayName("A change of an API")
class ApiBreaksTest {
  private static final String TYPE = "public interface Thing { void run(int times); }";

  @TempDir Path folder;
  private ApiBaseline baseline;
  private int compiled;

  @BeforeEach
  void setBaseline() {
    baseline = new ApiBaseline(folder.resolve("api"));
  }

  private Jar jar(String role, String source, String version) throws Exception {
    Path sources = Files.createDirectories(folder.resolve("sources" + ++compiled));
    Path classes = Files.createDirectories(folder.resolve("classes" + compiled));
    Path file = sources.resolve("Thing.java");
    Files.writeString(
        file,
        "package org.loupe.broken;\n@org.osgi.annotation.versioning." + role + "Type\n" + source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int status =
        compiler.run(
            null,
            null,
            null,
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString(),
            file.toString());
    assertThat(status).isZero();
    Jar jar = new Jar("broken");
    try (Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        jar.putResource(classes.relativize(each).toString(), new FileResource(each));
      }
    }
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", "broken");
    headers.putValue("Bundle-Version", "1.0.0");
    headers.putValue("Export-Package", "org.loupe.broken;version=\"" + version + "\"");
    jar.setManifest(manifest);
    return jar;
  }

  private List<String> problems(String role, String source, String version) throws Exception {
    try (Jar before = jar(role, TYPE, "1.2.0");
        Jar after = jar(role, source, version)) {
      baseline.renew(before);
      return baseline.problems(after);
    }
  }

  @ParameterizedTest(name = "{0}: {1} needs {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Consumer | void run(int times); void stop(); | 2.0.0",
        "Provider | void run(int times); void stop(); | 1.3.0",
        "Consumer | void run(int times); default void stop() {} | 1.3.0",
        "Provider | void run(long times);              | 2.0.0",
        "Consumer |                                    | 2.0.0"
      })
  @DisplayName("needs the version that bnd's rules say, and is told")
  void needed(String role, String body, String version) throws Exception {
    String source = "public interface Thing {" + (body == null ? "" : body) + "}";
    assertThat(problems(role, source, "1.2.0"))
        .singleElement()
        .asString()
        .startsWith("Package org.loupe.broken has the version 1.2.0")
        .contains("since 1.2.0 needs " + version, "method", "of org.loupe.broken.Thing")
        .contains(ApiBaseline.RENEW);
    assertThat(problems(role, source, version)).isEmpty();
  }

  @Test
  @DisplayName("that is none needs nothing")
  void unchanged() throws Exception {
    assertThat(problems("Consumer", TYPE, "1.2.0")).isEmpty();
  }

  @Test
  @DisplayName("is not seen where nothing was written down, which is said")
  void unknown() throws Exception {
    Files.createDirectories(baseline.folder());
    try (Jar jar = jar("Consumer", TYPE, "1.0.0")) {
      assertThat(baseline.problems(jar))
          .singleElement()
          .asString()
          .contains("org.loupe.broken is exported, but its API has not been written down");
    }
  }

  @Test
  @DisplayName("that takes a package away is seen")
  void removed() throws Exception {
    try (Jar jar = jar("Consumer", TYPE, "1.0.0")) {
      baseline.renew(jar);
    }
    assertThat(baseline.removed(Set.of("org.loupe.other"))).containsExactly("org.loupe.broken");
  }

  @Test
  @DisplayName("is written and read back as it was")
  void text() throws Exception {
    List<String> lines =
        List.of(
            "package minor major p",
            " class minor major p.B",
            " interface minor major p.A",
            "  method major major run(int)",
            "   return major major void",
            "  property changed changed help='a\\nb \\\\ c'");
    assertThat(ApiText.write(new DiffPluginImpl().deserialize(ApiText.read(lines))))
        .isEqualTo(String.join("\n", lines) + "\n");
  }
}
