package org.loupe.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Plan;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.loupe.testkit.BundleJar;
import org.loupe.testkit.install.BadExtensions;
import org.loupe.testkit.install.SmallDisk;

/** Each leaves the framework and the state folder as they were, byte by byte. */
@DisplayName("What cannot be installed changes nothing and says why:")
class RefusalTest {
  private static final String ID = "org.example:org.example.feature:1.0.0";

  @TempDir Path folder;
  private Path jars;
  private TestFramework loupe;
  private Map<String, String> bundles;
  private Map<String, String> files;

  @BeforeEach
  void start() throws Exception {
    jars = Files.createDirectories(folder.resolve("jars"));
    loupe = new TestFramework(folder);
    try (Plan plan =
        loupe.extensions.install(
            new BundleJar("org.example.there", "1.0.0").write(jars).toString(), Progress.none())) {
      plan.commit(all -> true, Progress.none());
    }
    bundles = loupe.bundles();
    files = loupe.files();
  }

  @AfterEach
  void unchanged() throws Exception {
    try {
      assertThat(loupe.bundles()).isEqualTo(bundles);
      assertThat(loupe.files()).isEqualTo(files);
    } finally {
      loupe.close();
    }
  }

  private static BundleJar bundle(String name) {
    return new BundleJar("org.example." + name, "1.0.0");
  }

  private void assertRefused(Path file, String... message) {
    assertThatThrownBy(
            () -> {
              try (Plan plan = loupe.extensions.install(file.toString(), Progress.none())) {
                plan.commit(all -> true, Progress.none());
              }
            })
        .isInstanceOf(BadInputException.class)
        .message()
        .contains(message);
  }

  @Test
  @DisplayName("a jar that is no bundle")
  void noBundle() throws Exception {
    assertRefused(
        bundle("plain").without("Bundle-SymbolicName").write(jars),
        "is no bundle: its manifest has no Bundle-SymbolicName");
  }

  @Test
  @DisplayName("a file that is none of what can be installed, and one that is not there")
  void nothing() throws Exception {
    assertRefused(Files.writeString(jars.resolve("text.jar"), "hello"), "is none of what can be");
    assertRefused(jars.resolve("absent.jar"), "There is no file");
    for (String address : new String[] {"file:heat.jar", "https:heat.jar", "ftp://example/x.jar"}) {
      assertThatThrownBy(() -> loupe.extensions.install(address, Progress.none()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(address);
    }
    assertRefused(Files.createFile(jars.resolve("empty.jar")), "is none of what can be");
  }

  @Test
  @DisplayName("a truncated file")
  void truncated() throws Exception {
    Path jar = bundle("half").file("data", new byte[10_000]).write(jars);
    byte[] whole = Files.readAllBytes(jar);
    Files.write(jar, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(jar, "is no archive, or is damaged or incomplete");
  }

  @Test
  @DisplayName("a bundle whose bytes were changed")
  void changed() throws Exception {
    assertRefused(BadExtensions.changed(jars), "damaged");
  }

  @Test
  @DisplayName("a feature with a bundle that is not the one that it promises")
  void wrongDigest() throws Exception {
    Path jar = bundle("promised").write(jars);
    String json = TestArchive.json(ID, jar);
    bundle("promised").header("Bundle-Vendor", "somebody else").write(jars);
    String sameSize = json.replaceFirst("\"size\":\\d+", "\"size\":" + Files.size(jar));
    assertRefused(TestArchive.of(ID, sameSize, jar), "is not what its index promises", "SHA-256");
  }

  @Test
  @DisplayName("a feature whose bundle is larger than it says")
  void wrongSize() throws Exception {
    Path jar = bundle("large").write(jars);
    String json = TestArchive.json(ID, jar).replaceFirst("\"size\":\\d+", "\"size\":10");
    assertRefused(TestArchive.of(ID, json, jar), "is larger than the 10 bytes");
  }

  @Test
  @DisplayName("a bundle that needs what nothing provides")
  void missing() throws Exception {
    assertRefused(
        bundle("needy").header("Import-Package", "org.loupe.model;version=\"[2,3)\"").write(jars),
        "org.example.needy needs org.loupe.model 2, this is 1.3");
    assertRefused(
        bundle("lost").header("Require-Bundle", "org.example.nowhere").write(jars),
        "org.example.lost needs the bundle org.example.nowhere, which nothing here provides");
    assertRefused(
        bundle("later")
            .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
            .write(jars),
        "needs Java 99, this is " + Runtime.version().feature());
    assertRefused(
        bundle("served")
            .header(
                "Require-Capability",
                "osgi.service;filter:=\"(objectClass=org.example.Heat)\";effective:=active")
            .write(jars),
        "needs a service org.example.Heat, which nothing here provides");
  }

  @Test
  @DisplayName("a bundle that does not start")
  void activator() throws Exception {
    assertRefused(BadExtensions.throwing(jars), "org.example.thrower does not start", "not today");
  }

  @Test
  @DisplayName("a component that fails as soon as it is wanted")
  void component() throws Exception {
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.5.0" name="absent.Part"
            immediate="true">
          <implementation class="absent.Part"/>
        </scr:component>
        """;
    assertRefused(
        bundle("part")
            .header("Service-Component", "OSGI-INF/part.xml")
            .file("OSGI-INF/part.xml", xml.getBytes(StandardCharsets.UTF_8))
            .write(jars),
        "its component absent.Part cannot be made");
    assertRefused(
        bundle("service").component("absent.Service", "java.lang.Runnable").write(jars),
        "its component absent.Service cannot be made");
  }

  @Test
  @DisplayName("an archive that would write outside its folder")
  void traversal() throws Exception {
    for (String name : new String[] {"../evil", "bundles/../../evil", "/etc/evil", "C:/evil"}) {
      assertRefused(BadExtensions.holding(jars, name), "which would be written outside its folder");
    }
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  @DisplayName("an archive that is made to fill the disk")
  void bomb() throws Exception {
    Path jar = bundle("bomb").file("zeros", new byte[64 << 20]).write(jars);
    assertThat(Files.size(jar)).isLessThan(100_000);
    assertRefused(jar, "packs 'zeros'", "made to fill the disk");
  }

  @Test
  @DisplayName("a feature that says too little of itself")
  void incomplete() throws Exception {
    Path jar = bundle("whole").write(jars);
    assertRefused(TestArchive.of(ID, "[1, 2]", jar), "is no OSGi feature");
    assertRefused(TestArchive.of(ID, "{\"id\": \"x\"}", jar), "group:artifact:version was");
    assertRefused(
        TestArchive.of(ID, TestArchive.json(ID, jar).replace("org.example.whole", "../whole"), jar),
        "without a usable name");
  }

  @Test
  @DisplayName("an index with a document type, which could read files")
  void documentType() throws Exception {
    Path index =
        Files.writeString(
            jars.resolve("index.xml"),
            "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                + "<repository name='&x;'></repository>");
    assertRefused(index, "is no OSGi repository index", "document type");
  }

  @Test
  @DisplayName("anything, where the disk is full")
  void full() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount(folder.resolve("small"), "256k");
    assumeTrue(mounted.isPresent(), "only the system's administrator may mount a small disk");
    try (SmallDisk small = mounted.get()) {
      Path jar = BadExtensions.noisy(jars, 150_000);
      Path other = Files.createDirectories(folder.resolve("other"));
      try (TestFramework inSmall =
          new TestFramework(other, small.folder().resolve("extensions"), false, new Fetch())) {
        Map<String, String> before = TestFramework.files(small.folder());
        Map<String, String> there = inSmall.bundles();
        try (Plan plan = inSmall.extensions.install(jar.toString(), Progress.none())) {
          assertThatThrownBy(() -> plan.commit(all -> true, Progress.none()))
              .isInstanceOf(ExtensionException.class)
              .hasMessageContaining("No space left on device")
              .hasMessageContaining("Nothing was changed");
        }
        assertThat(TestFramework.files(small.folder())).isEqualTo(before);
        assertThat(inSmall.bundles()).isEqualTo(there);
      }
    }
  }
}
