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
   * @throws BadInputException if they are missing, damaged or too many
   */
  default byte[] bytes(Storage storage, StoredType type) throws BadInputException {
    return bytes(storage, type, 0, available(storage, type));
  }

  /**
   * The bytes of a part of a storage.
   *
   * @param from the first element
   * @param elements how many
   * @throws BadInputException if they are missing, damaged or too many
   */
  byte[] bytes(Storage storage, StoredType type, long from, long elements) throws BadInputException;

  /**
   * Opens the file again, also after it was closed, without reading its pickle a second time.
   *
   * @throws BadInputException if it has changed since
   */
  TorchFile reopened() throws BadInputException;

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

  /** The size of an array of a storage's bytes, or a refusal. */
  static int length(Path file, StoredType type, long elements) throws BadInputException {
    if (elements < 0 || elements > Integer.MAX_VALUE / type.bytes()) {
      throw new BadInputException(
          file
              + " holds "
              + elements
              + " numbers in one place, which is more than is read at once.");
    }
    return (int) elements * type.bytes();
  }

  /** The one way to say that a pickle is refused. */
  static BadInputException refused(Path file, IOException reason) {
    return new BadInputException(
        file + " is refused: its pickle holds " + reason.getMessage() + "; save or copy it again.",
        reason);
  }
}
