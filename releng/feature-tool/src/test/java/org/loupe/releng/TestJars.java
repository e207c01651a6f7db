package org.loupe.releng;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Bundles that hold a single text. */
final class TestJars {
  private TestJars() {}

  static Path bundle(Path jar, String symbolicName, String version) throws IOException {
    return bundle(jar, symbolicName, version, "hello");
  }

  static Path bundle(Path jar, String symbolicName, String version, String text)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue("Bundle-ManifestVersion", "2");
    headers.putValue("Bundle-SymbolicName", symbolicName);
    headers.putValue("Bundle-Version", version);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      entries.putNextEntry(new JarEntry("text.txt"));
      entries.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
