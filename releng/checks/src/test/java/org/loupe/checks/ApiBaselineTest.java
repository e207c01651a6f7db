package org.loupe.checks;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.osgi.Jar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nothing changes in an exported package unless its version says so. */
@DisplayName("The API of exported packages")
class ApiBaselineTest {
  private static final ApiBaseline BASELINE =
      new ApiBaseline(SourceTree.ROOT.resolve("releng/checks/api"));

  /** The packaged bundles that export packages of ours. */
  private static List<Path> jars() throws Exception {
    List<Path> jars = new ArrayList<>();
    for (String bundle : SourceTree.bundles()) {
      Path folder = SourceTree.ROOT.resolve("bundles/" + bundle + "/target");
      try (Stream<Path> files = Files.list(folder)) {
        Path jar =
            files
                .filter(
                    file ->
                        file.getFileName().toString().matches(bundle + "-[^-]*(-SNAPSHOT)?.jar"))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + bundle + " is packaged in " + folder));
        try (Jar opened = new Jar(jar.toFile())) {
          if (!ApiBaseline.exports(opened).isEmpty()) {
            jars.add(jar);
          }
        }
      }
    }
    return jars;
  }

  @TestFactory
  @DisplayName("has the version that its changes need")
  Stream<DynamicTest> versions() throws Exception {
    boolean renew = Boolean.getBoolean("loupe.api.renew");
    return jars().stream()
        .map(
            jar ->
                DynamicTest.dynamicTest(
                    jar.getFileName().toString(),
                    () -> {
                      try (Jar opened = new Jar(jar.toFile())) {
                        if (renew) {
                          BASELINE.renew(opened);
                        }
                        assertThat(String.join("\n", BASELINE.problems(opened))).isEmpty();
                      }
                    }));
  }

  @Test
  @DisplayName("still has all of its packages")
  void packages() throws Exception {
    Set<String> exported = new HashSet<>();
    for (Path jar : jars()) {
      try (Jar opened = new Jar(jar.toFile())) {
        exported.addAll(ApiBaseline.exports(opened).keySet());
      }
    }
    assertThat(exported).contains("org.loupe.model", "org.loupe.analysis", "org.loupe.plots");
    assertThat(BASELINE.removed(exported))
        .as("packages that are no longer exported; where that is meant, delete their files")
        .isEmpty();
  }
}
