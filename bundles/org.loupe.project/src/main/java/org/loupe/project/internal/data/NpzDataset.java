package org.loupe.project.internal.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.NpyHeader;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.project.internal.imports.WrittenFiles;

/**
 * The arrays of an {@code .npz}, which may be larger than the memory. Headers are read when it is
 * opened, elements when they are asked for: small arrays as a whole, whose checksum is looked at
 * then and which stay in memory as long as there is room; of large ones the windows that are
 * wanted, at their places. Large arrays that are packed or in Fortran order have no such places;
 * they are unpacked into a kept file when the dataset is opened.
 *
 * <p>The number of windows is the size of the first axis that holds the most elements. Arrays of
 * another first axis are listed, but have no windows.
 */
public final class NpzDataset implements Dataset {
  private final String name;
  private final Path file;
  private final FileState state;
  private final Surroundings surroundings;
  private final ZipArchive zip;
  private final NpzHeaders headers;
  private final Map<String, Path> unpacked;
  private final Map<String, ArrayInfo> arrays;
  private final int size;
  private final Map<String, SoftReference<NpyArray>> loaded = new HashMap<>();

  /**
   * What a dataset needs of the machine.
   *
   * @param kept files of unpacked arrays
   * @param known digests of files
   */
  public record Surroundings(KeptFiles kept, KnownFiles known) {}

  private NpzDataset(
      String name,
      FileState state,
      Surroundings surroundings,
      ZipArchive zip,
      NpzHeaders headers,
      Map<String, Path> unpacked) {
    this.name = name;
    this.file = zip.file();
    this.state = state;
    this.surroundings = surroundings;
    this.zip = zip;
    this.headers = headers;
    this.unpacked = unpacked;
    Map<String, ArrayInfo> infos = new LinkedHashMap<>();
    headers
        .read()
        .forEach(
            (array, header) ->
                infos.put(array, new ArrayInfo(header.elementType(), header.shape())));
    this.arrays = Collections.unmodifiableMap(infos);
    this.size = headers.windows();
  }

  /**
   * Opens a file.
   *
   * @param name shown to people
   * @throws BadInputException if it is no {@code .npz}, has no array with windows, or there is no
   *     room to unpack it
   * @throws java.util.concurrent.CancellationException if the progress was cancelled
   */
  public static NpzDataset open(
      String name, Path file, Surroundings surroundings, Progress progress)
      throws BadInputException {
    FileState state = FileState.of(file);
    try (ZipArchive zip = ZipArchive.open(file)) {
      NpzHeaders headers = NpzHeaders.of(zip);
      headers.requireWindows(file);
      Map<String, Path> unpacked = new HashMap<>();
      for (Map.Entry<String, NpyHeader> each : headers.read().entrySet()) {
        ZipArchive.Entry entry = zip.entries().get(each.getKey() + NpzHeaders.SUFFIX);
        NpyHeader header = each.getValue();
        boolean placed = !entry.deflated() && !NpyArray.isTransposed(header);
        if (header.dataSize() > NpyArray.LARGEST && !placed) {
          ArrayUnpacking unpacking =
              new ArrayUnpacking(header, NpzHeaders.what(file, each.getKey()), progress);
          unpacked.put(
              each.getKey(),
              surroundings
                  .kept()
                  .of(
                      file,
                      Sha256.ofText(state + "\n" + each.getKey()),
                      ".array",
                      place ->
                          WrittenFiles.replace(place, made -> unpacking.write(zip, entry, made))));
        }
      }
      return new NpzDataset(name, state, surroundings, zip, headers, Map.copyOf(unpacked));
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Of the file's bytes.
   *
   * @throws UncheckedIOException if {@link #identify} was not called before and the file cannot be
   *     read
   */
  @Override
  public String sha256() {
    try {
      return digest(Progress.none());
    } catch (BadInputException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), new IOException(e));
    }
  }

  @Override
  public void identify(Progress progress) throws BadInputException {
    digest(progress);
  }

  private String digest(Progress progress) throws BadInputException {
    return surroundings
        .known()
        .sha256(
            state, () -> DatasetDigest.of(file, state.size(), zip.entries().values(), progress));
  }

  @Override
  public boolean isSame(Dataset other) {
    return other instanceof NpzDataset npz && state.equals(npz.state);
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
    return headers.unread();
  }

  @Override
  public Tensor read(ArrayReference reference, int[] windows) throws BadInputException {
    String unread = headers.unread().get(reference.array());
    if (unread != null) {
      throw NpyHeader.notRead(NpzHeaders.what(file, reference.array()), unread);
    }
    NpyHeader header = headers.read().get(reference.array());
    if (header == null) {
      throw WantedPart.missing(this, reference);
    }
    int[] shape = header.shape();
    if (shape.length == 0 || shape[0] != size) {
      throw new BadInputException(
          NpzHeaders.what(file, reference.array())
              + " has the shape "
              + Tensor.describe(shape)
              + ", whose first axis does not count the dataset's "
              + size
              + " windows.");
    }
    if (shape.length == 1 && reference.isSliced()) {
      throw new BadInputException(
          NpzHeaders.what(file, reference.array())
              + " has one number per window, which cannot be sliced.");
    }
    state.requireUnchanged();
    try (ArrayRows rows = rows(reference.array(), header)) {
      return rows(header, rows, reference, windows);
    } catch (IOException e) {
      throw new BadInputException(
          NpzHeaders.what(file, reference.array()) + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private ArrayRows rows(String array, NpyHeader header) throws BadInputException, IOException {
    if (header.dataSize() <= NpyArray.LARGEST) {
      return ArrayRows.of(load(array));
    }
    Path turned = unpacked.get(array);
    if (turned != null) {
      return ArrayRows.in(turned, 0, header);
    }
    long begin = zip.entries().get(array + NpzHeaders.SUFFIX).offset() + header.dataOffset();
    return ArrayRows.in(file, begin, header);
  }

  private static Tensor rows(
      NpyHeader header, ArrayRows array, ArrayReference reference, int[] windows)
      throws IOException {
    WantedPart part = WantedPart.of(header.shape(), reference, windows.length);
    int length = part.to() - part.from();
    int elements = Tensor.elements(part.axes());
    int perRow = windows.length == 0 ? 0 : elements / windows.length;
    Elements row = new Elements(header.elementType(), (int) NpyArray.rowElements(header));
    if (header.elementType().isFloatingPoint()) {
      float[] values = new float[elements];
      for (int i = 0; i < windows.length && perRow > 0; i++) {
        row.floats(array.row(windows[i]), part.width(), part.from(), length, values, i * perRow);
      }
      return new FloatTensor(part.axes(), values);
    }
    long[] values = new long[elements];
    for (int i = 0; i < windows.length && perRow > 0; i++) {
      row.longs(array.row(windows[i]), part.width(), part.from(), length, values, i * perRow);
    }
    return new LongTensor(part.axes(), header.elementType(), values);
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
    try (ZipArchive open = zip.reopened()) {
      ZipArchive.Entry entry = zip.entries().get(array + NpzHeaders.SUFFIX);
      CRC32 crc = new CRC32();
      try (InputStream in =
          new CheckedInputStream(new BufferedInputStream(open.stream(entry), 1 << 16), crc)) {
        NpyHeader header = NpyHeader.read(in, NpzHeaders.what(file, array));
        NpyArray decoded = NpyArray.read(header, in);
        if (crc.getValue() != entry.crc32()) {
          throw new IOException("its checksum is wrong");
        }
        return decoded;
      }
    } catch (IOException e) {
      throw new BadInputException(
          NpzHeaders.what(file, array)
              + " is damaged: "
              + e.getMessage()
              + "; copy the file again.",
          e);
    }
  }
}
