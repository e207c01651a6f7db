package org.loupe.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The framework is Felix, so classes of Equinox exist only where the shim or the supplement has
 * them; a newer e4 bundle that uses another one would fail when somebody clicks.
 */
@DisplayName("Classes of org.eclipse.osgi")
class MissingClassesTest {
  private static final Pattern MISSING =
      Pattern.compile(
          "^\\s+(\\S+)\\s+-> (org\\.eclipse\\.osgi\\.\\S+)\\s+not found$", Pattern.MULTILINE);

  /** Runs only inside the Eclipse IDE's plug-in development tools. */
  private static final String NEVER_RUN = "org.eclipse.emf.common.CommonPlugin$PDEHelper";

  @Test
  @DisplayName("that bundles of the product use are provided by one of them")
  void allAreProvided() {
    List<Path> jars = SourceTree.productJars();
    assertThat(jars).as("jars of the assembled product").hasSizeGreaterThan(20);
    assertThat(missing(jars)).isEmpty();
  }

  @Test
  @DisplayName("that are left out are noticed")
  void absenceIsNoticed() {
    List<Path> withoutShim =
        SourceTree.productJars().stream()
            .filter(jar -> !jar.getFileName().toString().startsWith("org.eclipse.osgi-"))
            .toList();
    assertThat(missing(withoutShim))
        .anyMatch(line -> line.startsWith("org.eclipse.osgi.container.Module,"));
  }

  /** Returns who uses what, by the JDK's own jdeps. */
  private static Set<String> missing(List<Path> jars) {
    List<String> arguments = new ArrayList<>(List.of("--multi-release", "17", "--missing-deps"));
    jars.forEach(jar -> arguments.add(jar.toString()));
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out);
    ToolProvider.findFirst("jdeps")
        .orElseThrow()
        .run(printer, printer, arguments.toArray(String[]::new));
    Set<String> missing = new TreeSet<>();
    Matcher matcher = MISSING.matcher(out.toString());
    while (matcher.find()) {
      if (!matcher.group(1).startsWith(NEVER_RUN)) {
        missing.add(matcher.group(2) + ", used by " + matcher.group(1));
      }
    }
    return missing;
  }
}
