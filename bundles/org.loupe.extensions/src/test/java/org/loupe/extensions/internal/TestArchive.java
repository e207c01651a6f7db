package org.loupe.extensions.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes feature archives as the build does. */
final class TestArchive {
  private TestArchive() {}

  /** With the jars that are called NAME-VERSION.jar, beside the first of them. */
  static Path of(String id, Path... jars) throws IOException {
    return of(id, json(id, jars), jars);
  }

  static Path of(String id, String json, Path... jars) throws IOException {
    Path archive = jars[0].resolveSibling(id.replace(':', '-') + ".zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("feature.json"));
      zip.write(json.getBytes(StandardCharsets.UTF_8));
      for (Path jar : jars) {
        zip.putNextEntry(new ZipEntry("bundles/" + jar.getFileName()));
        Files.copy(jar, zip);
      }
    }
    return archive;
  }

  static String json(String id, Path... jars) {
    return Arrays.stream(jars)
        .map(TestArchive::entry)
        .collect(
            Collectors.joining(
                ",",
                "{\"feature-resource-version\":\"1.0\",\"id\":\"" + id + "\",\"bundles\":[",
                "]}"));
  }

  private static String entry(Path jar) {
    String[] parts = jar.getFileName().toString().replaceFirst("\\.jar$", "").split("-");
    try {
      return "{\"symbolic-name\":\"%s\",\"version\":\"%s\",\"sha256\":\"%s\",\"size\":%d}"
          .formatted(parts[0], parts[1], Digests.of(jar), Files.size(jar));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
