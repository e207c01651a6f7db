package org.loupe.workbench.internal.opening;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line names.
 *
 * @param project the folder to open, or none
 * @param compared names of the checkpoints to compare, the baseline first; empty for those compared
 *     last
 */
public record StartArguments(Optional<Path> project, List<String> compared) {
  private static final String CHECKPOINT = "--checkpoint";

  /** Copies the list. */
  public StartArguments {
    compared = List.copyOf(compared);
  }

  /** Reads {@code [FOLDER] [--checkpoint NAME]...}, which the launcher has let through. */
  public static StartArguments of(List<String> arguments) {
    List<String> compared = new ArrayList<>();
    Optional<Path> project = Optional.empty();
    Iterator<String> each = arguments.iterator();
    while (each.hasNext()) {
      String argument = each.next();
      if (argument.equals(CHECKPOINT)) {
        compared.add(each.next());
      } else if (argument.startsWith(CHECKPOINT + "=")) {
        compared.add(argument.substring(CHECKPOINT.length() + 1));
      } else {
        project = Optional.of(Path.of(argument));
      }
    }
    return new StartArguments(project, compared);
  }
}
