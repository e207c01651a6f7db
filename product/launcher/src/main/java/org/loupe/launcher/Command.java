package org.loupe.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line, understood just far enough to know what to start.
 *
 * @param mode what to start
 * @param arguments what the application gets: all of them for the commands, at most a project's
 *     folder and names of its checkpoints for the window
 * @param safe whether extensions are left out
 */
record Command(Mode mode, List<String> arguments, boolean safe) {
  private static final String WORKBENCH = "workbench";
  private static final String SAFE = "--safe";
  private static final String CHECKPOINT = "--checkpoint";

  /**
   * Nothing, a folder, or {@code workbench} with at most a folder opens the window; which of its
   * checkpoints are compared may be named behind the folder, and {@code --safe} may stand before
   * all of it.
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
    List<String> places = withoutCheckpoints(rest);
    boolean window =
        switch (places.size()) {
          case 0 -> named && rest.isEmpty();
          case 1 ->
              named ? !places.get(0).startsWith("-") : Files.isDirectory(Path.of(places.get(0)));
          default -> false;
        };
    return window
        ? new Command(Mode.WORKBENCH, List.copyOf(rest), safe)
        : new Command(Mode.BATCH, List.copyOf(arguments), safe);
  }

  /** Everything but {@code --checkpoint NAME} and {@code --checkpoint=NAME}. */
  private static List<String> withoutCheckpoints(List<String> arguments) {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).equals(CHECKPOINT) && i + 1 < arguments.size()) {
        i++;
      } else if (!arguments.get(i).startsWith(CHECKPOINT + "=")) {
        others.add(arguments.get(i));
      }
    }
    return others;
  }
}
