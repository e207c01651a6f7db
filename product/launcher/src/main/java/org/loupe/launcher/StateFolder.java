package org.loupe.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where Loupe keeps what outlives a run: logs, the layout, the engine's unpacked libraries.
 *
 * @param root {@code $LOUPE_STATE}, else {@code ~/.loupe}
 */
record StateFolder(Path root) {
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

  Path logs() {
    return root.resolve("logs");
  }

  Path frameworks() {
    return root.resolve("framework");
  }
}
