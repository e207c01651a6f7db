package org.loupe.checkpoint.internal;

import java.nio.file.Path;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.BadInputException;

/**
 * A file of named tensors, whatever its format. Names are whole: those within a section of a
 * training checkpoint begin with the section and a dot. Everything but {@link #read} is known once
 * the file is open, and every tensor was found to lie within the file.
 *
 * <p>Not safe for use by several threads.
 */
public interface TensorFile extends AutoCloseable {

  /** The file. */
  Path file();

  /** What is known of it without reading numbers. */
  TensorFileContents contents();

  /**
   * A tensor's numbers.
   *
   * @param name of {@link TensorFileContents#tensors}
   * @return row-major, without gaps, little endian
   * @throws BadInputException if the file is damaged
   */
  byte[] read(String name) throws BadInputException;

  /**
   * Opens the file again, also after it was closed, without looking for its tensors a second time.
   *
   * @throws BadInputException if it has changed since
   */
  TensorFile reopened() throws BadInputException;

  @Override
  void close() throws BadInputException;

  /**
   * Opens a training checkpoint.
   *
   * @throws BadInputException if it is none, saying what it is, or refused
   */
  static TensorFile open(Path file) throws BadInputException {
    FileStart start = FileStart.of(file);
    if (start.isSafetensors()) {
      return Safetensors.open(file);
    } else if (start.isZip()) {
      ZipArchive zip = ZipArchive.open(file);
      if (NpzTensors.isNpz(zip.entries().keySet())) {
        return NpzTensors.of(zip);
      }
      zip.close();
      return TorchTensors.of(archive(file), Kind.TRAINING_CHECKPOINT);
    } else if (start.isPickle()) {
      return TorchTensors.of(TorchFile.open(file), Kind.LEGACY_CHECKPOINT);
    }
    throw new BadInputException(
        file
            + " is "
            + start.describe()
            + "; a training checkpoint (.pt, .pth, .safetensors or .npz) was expected.");
  }

  private static TorchZip archive(Path file) throws BadInputException {
    TorchZip zip = TorchZip.open(file);
    if (zip.hasCode()) {
      zip.close();
      throw new BadInputException(
          file
              + " is a TorchScript archive, not a training checkpoint: it has an architecture of "
              + "its own; leave out the other one, or choose a state dict.");
    }
    return zip;
  }
}
