package org.loupe.workbench.internal.preferences;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * What the launcher tells bundles before the window is there: the file {@code loupe.properties} in
 * the state folder, which counts for commands, too. Changes take effect at the next start.
 */
public final class LaunchSettings {
  /** Memory that computations may take, in MiB. */
  static final String MEMORY = "loupe.runtime.memory";

  /** Room that archives with probes may take on disk, in MiB. */
  static final String CACHE = "loupe.runtime.cache";

  /** How many processor cores computations use. */
  static final String THREADS = "loupe.runtime.threads";

  private final Path file;

  /** In a state folder. */
  public LaunchSettings(Path state) {
    this.file = state.resolve("loupe.properties");
  }

  /** Where archives and the engine's libraries are kept. */
  String folder() {
    return String.valueOf(file.getParent());
  }

  /** The value of a key; empty where the default counts. */
  OptionalLong get(String key) throws IOException {
    String value = read().getProperty(key, "").strip();
    return value.matches("\\d{1,9}")
        ? OptionalLong.of(Long.parseLong(value))
        : OptionalLong.empty();
  }

  /** Sets a key, or leaves it to its default. */
  void set(String key, OptionalLong value) throws IOException {
    Properties properties = read();
    if (value.isPresent()) {
      properties.setProperty(key, Long.toString(value.getAsLong()));
    } else {
      properties.remove(key);
    }
    Path part = Files.createTempFile(file.getParent(), "loupe", ".part");
    try (Writer out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
      properties.store(out, null);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private Properties read() throws IOException {
    Properties properties = new Properties();
    if (Files.isRegularFile(file)) {
      try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(in);
      } catch (IllegalArgumentException e) {
        throw new IOException(file + " is no properties file: " + e.getMessage(), e);
      }
    }
    return properties;
  }
}
