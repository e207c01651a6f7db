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
 * @param safe whether extensions are left out
 */
record Command(Mode mode, List<String> arguments, boolean safe) {
  private static final String WORKBENCH = "workbench";
  private static final String SAFE = "--safe";

  /**
   * Nothing, a folder, or {@code workbench} with at most a folder opens the window; {@code --safe}
   * may stand before all of it.
   */
  static Command parse(List<String> arguments) {
    boolean safe = !arguments.isEmpty() && arguments.get(0).equals(SAFE);
    return safe ? parse(arguments.subList(1, arguments.size()), true) : parse(arguments, false);
  }

  private static Command parse(List<String> arguments, boolean safe) {
    if (arguments.isEmpty()) {
      return new Command(Mode.WORKBENCH, List.of(), safe);
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
        ? new Command(Mode.WORKBENCH, List.copyOf(rest), safe)
        : new Command(Mode.BATCH, List.copyOf(arguments), safe);
  }
}
