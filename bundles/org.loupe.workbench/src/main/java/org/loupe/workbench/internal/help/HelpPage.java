package org.loupe.workbench.internal.help;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A help page.
 *
 * @param markdown its text
 * @param folder where its pictures lie; empty if it has none
 */
record HelpPage(String markdown, Optional<Path> folder) {
  static HelpPage of(String markdown) {
    return new HelpPage(markdown, Optional.empty());
  }
}
