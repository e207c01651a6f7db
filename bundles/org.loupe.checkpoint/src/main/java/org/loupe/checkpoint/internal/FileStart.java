package org.loupe.checkpoint.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.loupe.model.BadInputException;

/**
 * What a file's first bytes say it is.
 *
 * @param file which was looked at
 * @param size in bytes
 * @param bytes the first bytes, at most 512
 */
public record FileStart(Path file, long size, byte[] bytes) {
  private static final int LOOKED_AT = 512;

  /**
   * Looks at a file.
   *
   * @throws BadInputException if there is none that can be read
   */
  public static FileStart of(Path file) throws BadInputException {
    if (!Files.exists(file)) {
      throw new BadInputException("There is no file " + file + "; check the path.");
    }
    if (Files.isDirectory(file)) {
      throw new BadInputException(file + " is a folder, a file was expected.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new FileStart(file, Files.size(file), in.readNBytes(LOOKED_AT));
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether it begins as a ZIP does. */
  public boolean isZip() {
    return begins("PK\u0003\u0004") || begins("PK\u0005\u0006");
  }

  /** Whether it begins as a pickle of protocol 2 or later does. */
  public boolean isPickle() {
    return bytes.length > 1 && (bytes[0] & 0xff) == 0x80 && bytes[1] >= 2 && bytes[1] <= 5;
  }

  /** Whether it begins as JSON does. */
  public boolean isJson() {
    return text().startsWith("{");
  }

  /** Whether it begins as a safetensors file does: a length and a JSON header. */
  public boolean isSafetensors() {
    if (bytes.length < 10 || bytes[8] != '{') {
      return false;
    }
    long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return header > 1 && header <= size - 8;
  }

  /** Refuses what is no ZIP, saying what it is. */
  public void requireZip() throws BadInputException {
    if (!isZip()) {
      throw new BadInputException(
          file
              + " is "
              + describe()
              + "; a ZIP archive was expected, such as TorchScript, "
              + "torch.save and numpy.savez write.");
    }
  }

  /** What it is, in words that follow 'is'. */
  public String describe() {
    String lower = text().toLowerCase(Locale.ROOT);
    if (bytes.length == 0) {
      return "an empty file";
    } else if (isZip()) {
      return "a ZIP archive";
    } else if (begins("\u0089PNG")) {
      return "a PNG image";
    } else if (begins("\u00ff\u00d8\u00ff")) {
      return "a JPEG image";
    } else if (begins("%PDF")) {
      return "a PDF document";
    } else if (begins("\u0089HDF")) {
      return "an HDF5 file";
    } else if (begins("\u0093NUMPY")) {
      return "a single NumPy array (.npy)";
    } else if (begins("\u001f\u008b")) {
      return "a gzip file";
    } else if (begins("\u007fELF")) {
      return "a program";
    } else if (isSafetensors()) {
      return "a safetensors file";
    } else if (isPickle()) {
      return "a Python pickle";
    } else if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return "an HTML page (a download that needed a login?)";
    } else if (lower.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer (fetch the real file with 'git lfs pull')";
    } else if (lower.startsWith("{") || lower.startsWith("[")) {
      return "a text file that begins like JSON";
    } else if (isText()) {
      return "a text file";
    }
    return "a file of unknown kind (first bytes " + hex() + ")";
  }

  private boolean isText() {
    for (byte b : bytes) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private String hex() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(8, bytes.length); i++) {
      text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02x", bytes[i]));
    }
    return text.toString();
  }

  private String text() {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }

  private boolean begins(String latin) {
    byte[] wanted = latin.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= wanted.length
        && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
  }
}
