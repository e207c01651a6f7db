package org.loupe.checkpoint;

import java.nio.file.Path;
import org.loupe.checkpoint.internal.FileStart;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.model.BadInputException;

/** The gate before the engine sees a file. */
public final class Archives {
  private Archives() {}

  /**
   * Checks that a file is a sound TorchScript archive as far as its directory goes; milliseconds.
   *
   * @throws BadInputException if not, saying what it is
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
    }
  }
}
