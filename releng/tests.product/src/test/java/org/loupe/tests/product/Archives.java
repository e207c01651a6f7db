package org.loupe.tests.product;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Feature archives. */
final class Archives {
  private static final String FEATURE = "feature.json";

  private Archives() {}

  /**
   * Makes one.
   *
   * @param id {@code group:artifact:version}
   * @param jars {@code NAME-VERSION.jar} each
   */
  static Path of(Path folder, String id, Path... jars) throws IOException {
    List<String> entries = new ArrayList<>();
    for (Path jar : jars) {
      entries.add(entry(jar));
    }
    String json =
        "{\"feature-resource-version\":\"1.0\",\"id\":\"%s\",\"name\":\"Heating\",\"bundles\":[%s]}"
            .formatted(id, String.join(",", entries));
    Path archive = folder.resolve(id.replaceFirst(".*?:", "").replace(':', '-') + ".zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(FEATURE));
      zip.write(json.getBytes(StandardCharsets.UTF_8));
      for (Path jar : jars) {
        zip.putNextEntry(new ZipEntry("bundles/" + jar.getFileName()));
        Files.copy(jar, zip);
      }
    }
    return archive;
  }

  private static String entry(Path jar) throws IOException {
    String file = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    int dash = file.lastIndexOf('-');
    return "{\"symbolic-name\":\"%s\",\"version\":\"%s\",\"sha256\":\"%s\",\"size\":%d}"
        .formatted(
            file.substring(0, dash),
            file.substring(dash + 1),
            Extension.digest(jar),
            Files.size(jar));
  }

  /** A copy in which the feature says something else. */
  static Path replaced(Path archive, String text, String by) throws IOException {
    Path copy = archive.resolveSibling("changed-" + archive.getFileName());
    try (ZipFile zip = new ZipFile(archive.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = zip.getInputStream(entry)) {
          byte[] bytes = in.readAllBytes();
          out.write(
              entry.getName().equals(FEATURE)
                  ? new String(bytes, StandardCharsets.UTF_8)
                      .replace(text, by)
                      .getBytes(StandardCharsets.UTF_8)
                  : bytes);
        }
      }
    }
    return copy;
  }
}
