package org.loupe.releng;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code dependency:list} wrote with absolute file names. */
final class DependencyList {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern MODULE = Pattern.compile(" -- module.*");
  private static final Pattern LINE =
      Pattern.compile("([^:]+):([^:]+):jar:([^:]+):(?:compile|runtime):(.+)");

  private DependencyList() {}

  /** Returns the bundles of the list, ordered by symbolic name. */
  static List<FeatureBundle> read(Path list) throws IOException {
    List<FeatureBundle> bundles = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      String plain = MODULE.matcher(COLOUR.matcher(line).replaceAll("")).replaceAll("").trim();
      Matcher match = LINE.matcher(plain);
      if (match.matches()) {
        String id = String.join(":", match.group(1), match.group(2), match.group(3));
        bundles.add(FeatureBundle.of(id, Path.of(match.group(4))));
      }
    }
    if (bundles.isEmpty()) {
      throw new IOException("Found no bundle in " + list + "; name some as dependencies.");
    }
    bundles.sort(Comparator.comparing(FeatureBundle::symbolicName));
    return bundles;
  }
}
