package org.loupe.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A project made by the archetype")
class ArchetypeTest {
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>([\\w-]+-plugin)</artifactId>\\s*<version>([^<]+)</version>");

  private static Map<String, String> plugins(Path pom) throws IOException {
    Map<String, String> plugins = new TreeMap<>();
    Matcher match = VERSION.matcher(Files.readString(pom));
    while (match.find()) {
      plugins.put(match.group(1), match.group(2));
    }
    return plugins;
  }

  @Test
  @DisplayName(
      "is built by the plugins of this build, so that whoever has built Loupe needs no network")
  void plugins() throws IOException {
    Path template =
        SourceTree.ROOT.resolve("releng/archetype/src/main/resources/archetype-resources");
    Map<String, String> ours = plugins(SourceTree.ROOT.resolve("pom.xml"));
    Map<String, String> theirs = plugins(template.resolve("pom.xml"));
    assertThat(theirs).hasSizeGreaterThan(8);
    assertThat(ours).containsAllEntriesOf(theirs);
    for (String module : new String[] {"bundle", "feature", "framework-test"}) {
      assertThat(plugins(template.resolve(module + "/pom.xml"))).as(module).isEmpty();
    }
  }
}
