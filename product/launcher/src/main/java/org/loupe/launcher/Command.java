package org.loupe.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A command line, understood just far enough to know what to start.
 *
 * @param mode what to start
 * @param arguments what the application gets: all of them for the commands, at most a project's
 *     folder for the window
 */
record Command(Mode mode, List<String> arguments) {
  private static final String WORKBENCH = "workbench";

  /** Nothing, a folder, or {@code workbench} with at most a folder opens the window. */
  static Command parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      return new Command(Mode.WORKBENCH, arguments);
    }
    boolean named = arguments.get(0).equals(WORKBENCH);
    List<String> rest = named ? arguments.subList(1, arguments.size()) : arguments;
    boolean window =
        switch (rest.size()) {
          case 0 -> true;
          case 1 -> named ? !rest.get(0).startsWith("-") : Files.isDirectory(Path.of(rest.get(0)));
          default -> false;
        };
    return window
        ? new Command(Mode.WORKBENCH, List.copyOf(rest))
        : new Command(Mode.BATCH, List.copyOf(arguments));
  }
}
