package org.loupe.project.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;

/**
 * What the headers of an {@code .npz} say of its arrays.
 *
 * @param read of the arrays that are read, in the file's order
 * @param unread arrays of types that are not read, and which these are
 */
record NpzHeaders(Map<String, NpyHeader> read, Map<String, String> unread) {
  /** What the names of arrays end in inside the file. */
  static final String SUFFIX = ".npy";

  private static final int MOST_WINDOWS = 50_000_000;

  NpzHeaders {
    read = Collections.unmodifiableMap(new LinkedHashMap<>(read));
    unread = Collections.unmodifiableMap(new LinkedHashMap<>(unread));
  }

  /**
   * Reads them.
   *
   * @throws BadInputException if something else is in the file, or an array is cut off
   */
  static NpzHeaders of(ZipArchive zip) throws BadInputException, IOException {
    Map<String, NpyHeader> headers = new LinkedHashMap<>();
    Map<String, String> unread = new LinkedHashMap<>();
    for (ZipArchive.Entry entry : zip.entries().values()) {
      if (!entry.name().endsWith(SUFFIX)) {
        throw new BadInputException(
            zip.file()
                + " holds '"
                + entry.name()
                + "', which is no .npy; a dataset is an .npz as "
                + "numpy.savez writes it.");
      }
      String array = entry.name().substring(0, entry.name().length() - SUFFIX.length());
      NpyHeader.Found found = header(zip, entry, what(zip.file(), array));
      if (found.header() == null) {
        unread.put(array, found.unread());
      } else {
        headers.put(array, found.header());
      }
    }
    return new NpzHeaders(headers, unread);
  }

  /** An array in words. */
  static String what(Path file, String array) {
    return file + ": array '" + array + "'";
  }

  /** The size of the first axis that holds the most elements; 0 if there is none. */
  int windows() {
    Map<Integer, Long> elements = new LinkedHashMap<>();
    for (NpyHeader header : read.values()) {
      if (header.shape().length > 0 && header.dataSize() > 0) {
        elements.merge(
            header.shape()[0], header.dataSize() / header.elementType().bytes(), Long::sum);
      }
    }
    return elements.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  /**
   * Refuses a file that is no dataset.
   *
   * @throws BadInputException if it has no windows, or too many
   */
  void requireWindows(Path file) throws BadInputException {
    int windows = windows();
    if (windows > MOST_WINDOWS) {
      throw new BadInputException(
          file + " has " + windows + " windows, at most " + MOST_WINDOWS + " are read; split it.");
    }
    if (windows < 1) {
      throw new BadInputException(
          file
              + " has no array with a first axis"
              + (unread.isEmpty() ? "" : " that is read (it holds " + list() + ")")
              + "; a dataset holds arrays [windows, …].");
    }
  }

  private String list() {
    return unread.entrySet().stream()
        .map(array -> array.getKey() + ": " + array.getValue())
        .collect(Collectors.joining(", "));
  }

  private static NpyHeader.Found header(ZipArchive zip, ZipArchive.Entry entry, String what)
      throws BadInputException, IOException {
    try (InputStream in = zip.stream(entry)) {
      NpyHeader.Found found = NpyHeader.find(in, what);
      NpyHeader header = found.header();
      if (header != null && header.dataOffset() + header.dataSize() != entry.size()) {
        throw new BadInputException(
            what
                + " has "
                + (entry.size() - header.dataOffset())
                + " bytes of elements, its shape "
                + Tensor.describe(header.shape())
                + " needs "
                + header.dataSize()
                + ".");
      }
      return found;
    }
  }
}
