package org.loupe.checkpoint.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.internal.pickle.Storage;
import org.loupe.model.BadInputException;

/** A file written by torch.save or torch.jit.save: a pickled value and the storages it names. */
public interface TorchFile extends AutoCloseable {

  /** The file. */
  Path file();

  /** The pickled value. */
  @Nullable Object root();

  /** The storages that the value names, by key. */
  Map<String, Storage> storages();

  /** Whether numbers are stored with the highest byte first. */
  boolean isBigEndian();

  /**
   * Elements that a storage really has.
   *
   * @throws BadInputException if it is missing
   */
  long available(Storage storage, StoredType type) throws BadInputException;

  /**
   * A storage's bytes.
   *
   * @throws BadInputException if they are missing or damaged
   */
  byte[] bytes(Storage storage, StoredType type) throws BadInputException;

  @Override
  void close() throws BadInputException;

  /**
   * Opens a file of either format, zip or legacy.
   *
   * @throws BadInputException if it is neither, saying what it is
   */
  static TorchFile open(Path file) throws BadInputException {
    FileStart start = FileStart.of(file);
    Optional<TorchFile> opened = Optional.empty();
    if (start.isZip()) {
      opened = Optional.of(TorchZip.open(file));
    } else if (start.isPickle()) {
      opened = Optional.of(LegacyTorchFile.open(file));
    }
    return opened.orElseThrow(
        () ->
            new BadInputException(
                file
                    + " is "
                    + start.describe()
                    + "; a checkpoint written by torch.save or "
                    + "torch.jit.save was expected."));
  }

  /** The one way to say that a pickle is refused. */
  static BadInputException refused(Path file, IOException reason) {
    return new BadInputException(
        file + " is refused: its pickle holds " + reason.getMessage() + "; save or copy it again.",
        reason);
  }
}
