package org.loupe.extensions.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is being changed, written before anything is. The change itself is the moment in which the
 * new {@code installed.json} takes the place of the old one. So whatever moment the process ends
 * at, only files are left over that the one in place does not name; the next start removes them and
 * says which way it went.
 *
 * @param task in words
 * @param after digest of the new {@code installed.json}
 */
record Journal(String task, String after) {
  private static final System.Logger LOG = System.getLogger(Journal.class.getName());
  private static final ObjectMapper MAPPER = new ObjectMapper();

  void write(StateFolder state) throws IOException {
    AtomicFile.write(state.journal(), MAPPER.writeValueAsBytes(this));
  }

  /** Whether the last change was interrupted. */
  static boolean isOpen(StateFolder state) {
    return Files.exists(state.journal());
  }

  /** Tidies up after an interrupted change. */
  static void recover(StateFolder state, Ledger ledger) throws IOException {
    LOG.log(Level.WARNING, describe(state));
    close(state, ledger);
  }

  /** Removes what is no longer, or not, needed, and then the journal. */
  static void close(StateFolder state, Ledger ledger) throws IOException {
    new Store(state.store()).keep(ledger.digests());
    Files.deleteIfExists(state.ledger().resolveSibling(state.ledger().getFileName() + ".part"));
    Files.deleteIfExists(state.journal().resolveSibling(state.journal().getFileName() + ".part"));
    Files.deleteIfExists(state.journal());
  }

  private static String describe(StateFolder state) {
    try {
      Journal journal = MAPPER.readValue(state.journal().toFile(), Journal.class);
      boolean done =
          Files.exists(state.ledger()) && Digests.of(state.ledger()).equals(journal.after);
      return journal.task
          + " was interrupted; it "
          + (done ? "had been made, and holds." : "was taken back, and all is as it was before.");
    } catch (IOException e) {
      return "A change of extensions was interrupted; its journal cannot be read (" + e + ").";
    }
  }

  /** Removes what an interrupted write left of a file that stands elsewhere in its old form. */
  static void removeParts(Path... files) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".part"));
    }
  }
}
