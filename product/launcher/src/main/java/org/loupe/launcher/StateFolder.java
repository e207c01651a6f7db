package org.loupe.launcher;

import java.io.IOException;
import java.io.Reader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where Loupe keeps what outlives a run: logs, the layout, the engine's unpacked libraries.
 *
 * @param root {@code $LOUPE_STATE}, else {@code ~/.loupe}
 */
record StateFolder(Path root) {
  private static final Logger LOG = System.getLogger(StateFolder.class.getName());
  private static final String RUNTIME = "loupe.runtime.";

  static StateFolder of(Map<String, String> environment) throws LaunchException {
    String named = environment.get("LOUPE_STATE");
    Path root =
        named == null || named.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".loupe")
            : Path.of(named).toAbsolutePath();
    StateFolder state = new StateFolder(root);
    try {
      Files.createDirectories(state.logs());
    } catch (IOException e) {
      throw unwritable(root, e);
    }
    return state;
  }

  /** The one way to say that nothing can be written there. */
  static LaunchException unwritable(Path folder, IOException reason) {
    return new LaunchException(
        "Cannot write the state folder "
            + folder
            + "; set LOUPE_STATE to a folder that can be written.",
        reason);
  }

  /**
   * What the file {@code loupe.properties} tells bundles; the window's preferences write it. Only
   * keys of the runtime count: nothing in it can change what the launcher itself does.
   */
  Map<String, String> settings() {
    Path file = root.resolve("loupe.properties");
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Level.WARNING, "The settings in " + file + " are left out.", e);
      return Map.of();
    }
    return properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith(RUNTIME))
        .collect(Collectors.toMap(Function.identity(), properties::getProperty));
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path frameworks() {
    return root.resolve("framework");
  }
}
