package org.loupe.project.internal.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.ArrayReference;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Tensor;

/**
 * The arrays of an {@code .npz}. Headers are read when it is opened, elements when they are asked
 * for; elements are kept as stored as long as memory allows.
 *
 * <p>The number of windows is the size of the first axis that holds the most elements. Arrays of
 * another first axis are listed, but have no windows.
 */
public final class NpzDataset implements Dataset {
  private static final String SUFFIX = ".npy";
  private static final int MOST_WINDOWS = 50_000_000;

  private final String name;
  private final Path file;
  private final String sha256;
  private final long fileSize;
  private final FileTime modified;
  private final Map<String, NpyHeader> headers;
  private final Map<String, String> unread;
  private final Map<String, ArrayInfo> arrays;
  private final int size;
  private final Map<String, SoftReference<NpyArray>> loaded = new HashMap<>();

  private NpzDataset(
      String name,
      Path file,
      String sha256,
      long fileSize,
      FileTime modified,
      Map<String, NpyHeader> headers,
      Map<String, String> unread) {
    this.name = name;
    this.file = file;
    this.sha256 = sha256;
    this.fileSize = fileSize;
    this.modified = modified;
    this.headers = headers;
    this.unread = unread;
    Map<String, ArrayInfo> infos = new LinkedHashMap<>();
    headers.forEach(
        (array, header) -> infos.put(array, new ArrayInfo(header.elementType(), header.shape())));
    this.arrays = Collections.unmodifiableMap(infos);
    this.size = windows(headers);
  }

  /**
   * Opens a file.
   *
   * @param name shown to people
   * @throws BadInputException if it is no {@code .npz}, or has no array with windows
   */
  public static NpzDataset open(String name, Path file) throws BadInputException {
    try (ZipArchive zip = ZipArchive.open(file)) {
      Map<String, NpyHeader> headers = new LinkedHashMap<>();
      Map<String, String> unread = new LinkedHashMap<>();
      for (ZipArchive.Entry entry : zip.entries().values()) {
        if (!entry.name().endsWith(SUFFIX)) {
          throw new BadInputException(
              file
                  + " holds '"
                  + entry.name()
                  + "', which is no .npy; a dataset is an .npz as "
                  + "numpy.savez writes it.");
        }
        String array = entry.name().substring(0, entry.name().length() - SUFFIX.length());
        NpyHeader.Found found = header(zip, entry, what(file, array));
        if (found.header() == null) {
          unread.put(array, found.unread());
        } else {
          headers.put(array, found.header());
        }
      }
      int windows = windows(headers);
      if (windows > MOST_WINDOWS) {
        throw new BadInputException(
            file
                + " has "
                + windows
                + " windows, at most "
                + MOST_WINDOWS
                + " are read; split it.");
      }
      if (windows < 1) {
        throw new BadInputException(
            file
                + " has no array with a first axis"
                + (unread.isEmpty() ? "" : " that is read (it holds " + list(unread) + ")")
                + "; a dataset holds arrays [windows, …].");
      }
      return new NpzDataset(
          name,
          file,
          Sha256.of(file),
          Files.size(file),
          Files.getLastModifiedTime(file),
          Collections.unmodifiableMap(headers),
          Collections.unmodifiableMap(unread));
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String list(Map<String, String> unread) {
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

  private static int windows(Map<String, NpyHeader> headers) {
    Map<Integer, Long> elements = new LinkedHashMap<>();
    for (NpyHeader header : headers.values()) {
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

  @Override
  public String name() {
    return name;
  }

  @Override
  public String sha256() {
    return sha256;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Map<String, ArrayInfo> arrays() {
    return arrays;
  }

  @Override
  public Map<String, String> unread() {
    return unread;
  }

  @Override
  public Tensor read(ArrayReference reference, int[] windows) throws BadInputException {
    if (unread.containsKey(reference.array())) {
      throw NpyHeader.notRead(what(file, reference.array()), unread.get(reference.array()));
    }
    NpyHeader header = headers.get(reference.array());
    if (header == null) {
      throw new BadInputException(
          "Dataset '"
              + name
              + "' has no array '"
              + reference.array()
              + "'; it has "
              + arrays.keySet()
              + ".");
    }
    int[] shape = header.shape();
    if (shape.length == 0 || shape[0] != size) {
      throw new BadInputException(
          what(file, reference.array())
              + " has the shape "
              + Tensor.describe(shape)
              + ", whose first axis does not count the dataset's "
              + size
              + " windows.");
    }
    if (shape.length == 1 && reference.isSliced()) {
      throw new BadInputException(
          what(file, reference.array()) + " has one number per window, which cannot be sliced.");
    }
    return rows(header, load(reference.array()), reference, windows);
  }

  private static Tensor rows(
      NpyHeader header, NpyArray array, ArrayReference reference, int[] windows) {
    int[] shape = header.shape();
    int last = shape.length == 1 ? 1 : shape[shape.length - 1];
    int from = reference.start(last);
    int length = reference.end(last) - from;
    List<Axis> axes = new ArrayList<>();
    axes.add(Axis.of(Dimension.WINDOW, windows.length));
    for (int i = 1; i < shape.length; i++) {
      int axisSize = i == shape.length - 1 ? length : shape[i];
      axes.add(new Axis("axis" + i, Dimension.VALUE, axisSize));
    }
    int elements = Tensor.elements(axes);
    int perRow = windows.length == 0 ? 0 : elements / windows.length;
    if (header.elementType().isFloatingPoint()) {
      float[] values = new float[elements];
      for (int i = 0; i < windows.length && perRow > 0; i++) {
        array.floats(windows[i], last, from, length, values, i * perRow);
      }
      return new FloatTensor(axes, values);
    }
    long[] values = new long[elements];
    for (int i = 0; i < windows.length && perRow > 0; i++) {
      array.longs(windows[i], last, from, length, values, i * perRow);
    }
    return new LongTensor(axes, header.elementType(), values);
  }

  private NpyArray load(String array) throws BadInputException {
    synchronized (loaded) {
      SoftReference<NpyArray> kept = loaded.get(array);
      @Nullable NpyArray found = kept == null ? null : kept.get();
      if (found == null) {
        found = decode(array);
        loaded.put(array, new SoftReference<>(found));
      }
      return found;
    }
  }

  private NpyArray decode(String array) throws BadInputException {
    try (ZipArchive zip = ZipArchive.open(file)) {
      ZipArchive.Entry entry = zip.entries().get(array + SUFFIX);
      if (entry == null
          || Files.size(file) != fileSize
          || !Files.getLastModifiedTime(file).equals(modified)) {
        throw new BadInputException(file + " has changed since it was opened; open it again.");
      }
      CRC32 crc = new CRC32();
      try (InputStream in =
          new CheckedInputStream(new BufferedInputStream(zip.stream(entry), 1 << 16), crc)) {
        NpyHeader header = NpyHeader.read(in, what(file, array));
        NpyArray decoded = NpyArray.read(header, in);
        if (crc.getValue() != entry.crc32()) {
          throw new IOException("its checksum is wrong");
        }
        return decoded;
      }
    } catch (IOException e) {
      throw new BadInputException(
          what(file, array) + " is damaged: " + e.getMessage() + "; copy the file again.", e);
    }
  }

  private static String what(Path file, String array) {
    return file + ": array '" + array + "'";
  }
}
