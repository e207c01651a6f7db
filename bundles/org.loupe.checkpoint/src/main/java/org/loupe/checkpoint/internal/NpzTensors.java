package org.loupe.checkpoint.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.BadInputException;
import org.loupe.model.ElementType;

/** The arrays of a file written by numpy.savez, each a tensor. */
public final class NpzTensors implements TensorFile {
  private static final String ENDING = ".npy";

  private final ZipArchive zip;
  private final TensorFileContents contents;
  private final Map<String, NpyHeader> headers;

  private NpzTensors(ZipArchive zip, TensorFileContents contents, Map<String, NpyHeader> headers) {
    this.zip = zip;
    this.contents = contents;
    this.headers = headers;
  }

  /** Whether a ZIP archive's entries are arrays and nothing else. */
  public static boolean isNpz(Collection<String> names) {
    return !names.isEmpty() && names.stream().allMatch(name -> name.endsWith(ENDING));
  }

  /**
   * Reads the arrays' headers; closes the archive if it is refused.
   *
   * @throws BadInputException if it is refused, or an array is damaged
   */
  static NpzTensors of(ZipArchive zip) throws BadInputException {
    try {
      return listed(zip);
    } catch (BadInputException e) {
      zip.close();
      throw e;
    }
  }

  private static NpzTensors listed(ZipArchive zip) throws BadInputException {
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    Map<String, NpyHeader> headers = new LinkedHashMap<>();
    Map<String, String> unread = new LinkedHashMap<>();
    for (ZipArchive.Entry entry : zip.entries().values()) {
      String name = entry.name().substring(0, entry.name().length() - ENDING.length());
      NpyHeader header;
      try (InputStream in = zip.stream(entry)) {
        NpyHeader.Found found = NpyHeader.find(in, "it");
        header = found.header();
        if (header == null) {
          unread.put(name, "an array of " + found.unread());
          continue;
        }
      } catch (IOException e) {
        throw new BadInputException(zip.file() + " cannot be read: " + e.getMessage(), e);
      } catch (BadInputException e) {
        unread.put(name, "an array of another kind: " + e.getMessage().replaceFirst("\\.$", ""));
        continue;
      }
      if (header.dataOffset() + header.dataSize() != entry.size()) {
        throw new BadInputException(
            zip.file()
                + ": array '"
                + name
                + "' should have "
                + header.dataSize()
                + " bytes of numbers, but has "
                + (entry.size() - header.dataOffset())
                + "; write the file again.");
      }
      headers.put(name, header);
      tensors.put(
          name,
          new TensorInfo(name, type(header.elementType()), shape(header), TensorInfo.Role.ENTRY));
    }
    return new NpzTensors(zip, TensorFileContents.of(Kind.NPZ, tensors, unread, Map.of()), headers);
  }

  /** Both name the same types; NumPy has no bfloat16. */
  private static StoredType type(ElementType type) {
    return StoredType.valueOf(type.name());
  }

  private static List<Long> shape(NpyHeader header) {
    List<Long> shape = new ArrayList<>();
    for (int length : header.shape()) {
      shape.add((long) length);
    }
    return shape;
  }

  @Override
  public Path file() {
    return zip.file();
  }

  @Override
  public TensorFileContents contents() {
    return contents;
  }

  @Override
  public byte[] read(String name) throws BadInputException {
    NpyHeader header = headers.get(name);
    ZipArchive.Entry entry = zip.entries().get(name + ENDING);
    if (header == null || entry == null) {
      throw new IllegalArgumentException("no array '" + name + "'");
    }
    StoredType type = type(header.elementType());
    int length = TorchFile.length(zip.file(), type, header.dataSize() / type.bytes());
    byte[] bytes = zip.read(entry, header.dataOffset(), length);
    return header.fortranOrder() ? TensorBytes.rowMajor(bytes, shape(header), type) : bytes;
  }

  @Override
  public TensorFile reopened() throws BadInputException {
    return new NpzTensors(zip.reopened(), contents, headers);
  }

  @Override
  public void close() throws BadInputException {
    zip.close();
  }
}
