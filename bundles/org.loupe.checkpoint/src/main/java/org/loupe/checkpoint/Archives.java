package org.loupe.checkpoint;

import java.nio.file.Path;
import java.util.Optional;
import org.loupe.checkpoint.internal.Checksums;
import org.loupe.checkpoint.internal.FileStart;
import org.loupe.checkpoint.internal.NpzTensors;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.checkpoint.internal.guard.ScriptGuard;
import org.loupe.model.BadInputException;

/** The gate before the engine sees a file. */
public final class Archives {
  private Archives() {}

  /**
   * A text that was saved with the model, such as torch.jit.save's {@code _extra_files} leaves.
   *
   * @param name such as {@code loupe.card.json}
   * @return empty if the file is no archive, or has no such text
   * @throws BadInputException if the archive is damaged or refused, or the text too long
   */
  public static Optional<String> extraFile(Path file, String name) throws BadInputException {
    if (!FileStart.of(file).isZip()) {
      return Optional.empty();
    }
    try (ZipArchive zip = ZipArchive.open(file)) {
      if (NpzTensors.isNpz(zip.entries().keySet())) {
        return Optional.empty();
      }
    }
    try (TorchZip zip = TorchZip.openUnread(file)) {
      return zip.text("extra/" + name);
    }
  }

  /**
   * Checks that a file is a sound TorchScript archive that does nothing but compute: entries, code
   * and pickles, but not its numbers; milliseconds. Code that calls an operator outside the list of
   * those that models need (one that reads files, say) is refused.
   *
   * @throws BadInputException if not, saying what it is, or what in it is refused
   */
  public static void requireTorchScript(Path file) throws BadInputException {
    FileStart start = FileStart.of(file);
    if (!start.isZip()) {
      throw new BadInputException(
          file
              + " is "
              + start.describe()
              + "; a TorchScript archive was expected, as "
              + "torch.jit.save writes it.");
    }
    try (TorchZip zip = TorchZip.openUnread(file)) {
      if (!zip.hasCode()) {
        throw new BadInputException(
            file
                + " is a training checkpoint without code; a TorchScript archive was expected, or "
                + "name the one whose weights it replaces as its architecture.");
      }
      ScriptGuard.check(zip);
    }
  }

  /**
   * Checks that the numbers of an archive are those that were written, by the checksums it holds of
   * them. Reads the whole file, at the speed of the disk; one that is no archive has none.
   *
   * @throws BadInputException if the archive is damaged, naming the entry
   */
  public static void requireSound(Path file) throws BadInputException {
    if (!FileStart.of(file).isZip()) {
      return;
    }
    try (ZipArchive zip = ZipArchive.open(file)) {
      Checksums.require(zip, !NpzTensors.isNpz(zip.entries().keySet()));
    }
  }
}
