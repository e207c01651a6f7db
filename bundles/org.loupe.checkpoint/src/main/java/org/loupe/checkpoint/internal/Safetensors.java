package org.loupe.checkpoint.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.checkpoint.internal.SafetensorsHeader.Entry;
import org.loupe.model.BadInputException;

/**
 * The safetensors format: the header's length, a JSON header, the tensors' bytes. As its
 * specification has it, the tensors must fill the rest of the file and not overlap.
 *
 * @see <a href="https://huggingface.co/docs/safetensors/index#format">the format</a>
 */
final class Safetensors implements TensorFile {
  /** The specification's own limit. */
  private static final long LONGEST_HEADER = 100_000_000;

  private static final Map<String, StoredType> TYPES =
      Map.of(
          "F64", StoredType.FLOAT64,
          "F32", StoredType.FLOAT32,
          "F16", StoredType.FLOAT16,
          "BF16", StoredType.BFLOAT16,
          "I64", StoredType.INT64,
          "I32", StoredType.INT32,
          "I16", StoredType.INT16,
          "I8", StoredType.INT8,
          "U8", StoredType.UINT8,
          "BOOL", StoredType.BOOL);

  private final FileStamp stamp;
  private final FileChannel channel;
  private final TensorFileContents contents;

  /** Where in the file each tensor begins. */
  private final Map<String, Long> places;

  private Safetensors(
      FileStamp stamp, FileChannel channel, TensorFileContents contents, Map<String, Long> places) {
    this.stamp = stamp;
    this.channel = channel;
    this.contents = contents;
    this.places = places;
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws BadInputException if the header is wrong, or does not fit the file
   */
  static Safetensors open(Path file) throws BadInputException {
    FileStamp stamp = FileStamp.of(file);
    FileChannel channel = channel(file);
    try {
      return listed(stamp, channel);
    } catch (IOException e) {
      try {
        channel.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
      throw new BadInputException(
          file + " is no sound safetensors file: its header " + e.getMessage() + ".", e);
    }
  }

  private static FileChannel channel(Path file) throws BadInputException {
    try {
      return FileChannel.open(file, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Safetensors listed(FileStamp stamp, FileChannel channel) throws IOException {
    long length = ByteBuffer.wrap(bytes(channel, 0, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > Math.min(LONGEST_HEADER, channel.size() - 8)) {
      throw new IOException(
          "has "
              + Long.toUnsignedString(length)
              + " bytes, in a file of "
              + channel.size()
              + " (at most "
              + LONGEST_HEADER
              + " are read)");
    }
    SafetensorsHeader header = SafetensorsHeader.parse(text(bytes(channel, 8, (int) length)));
    checkPlaces(header.tensors(), channel.size() - 8 - length);
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    Map<String, Long> places = new LinkedHashMap<>();
    Map<String, String> unread = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> named : header.tensors().entrySet()) {
      String name = named.getKey();
      Entry entry = named.getValue();
      StoredType type = TYPES.get(entry.dtype());
      if (type == null) {
        unread.put(name, "stored as " + entry.dtype() + " (convert it to float32)");
        continue;
      }
      checkSize(name, entry, type);
      tensors.put(name, new TensorInfo(name, type, entry.shape(), TensorInfo.Role.ENTRY));
      places.put(name, 8 + length + entry.begin());
    }
    return new Safetensors(
        stamp,
        channel,
        TensorFileContents.of(
            Kind.SAFETENSORS, tensors, unread, new LinkedHashMap<>(header.metadata())),
        places);
  }

  private static String text(byte[] header) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(header)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("is no UTF-8 text", e);
    }
  }

  /** One after the other they must fill the file. */
  private static void checkPlaces(Map<String, Entry> tensors, long size) throws IOException {
    List<Map.Entry<String, Entry>> ordered = new ArrayList<>(tensors.entrySet());
    ordered.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> named) -> named.getValue().begin())
            .thenComparingLong(named -> named.getValue().end()));
    long end = 0;
    for (Map.Entry<String, Entry> named : ordered) {
      Entry entry = named.getValue();
      if (entry.begin() != end || entry.end() < entry.begin() || entry.end() > size) {
        throw new IOException(
            "puts tensor '"
                + named.getKey()
                + "' at bytes "
                + entry.begin()
                + " to "
                + entry.end()
                + " of "
                + size
                + (entry.begin() < end
                    ? ", where another one is"
                    : entry.begin() > end && entry.end() <= size
                        ? ", which leaves a gap before it"
                        : ""));
      }
      end = entry.end();
    }
    if (end != size) {
      throw new IOException("describes " + end + " bytes of tensors, the file has " + size);
    }
  }

  private static void checkSize(String name, Entry entry, StoredType type) throws IOException {
    long wanted = type.bytes();
    try {
      for (long length : entry.shape()) {
        wanted = Math.multiplyExact(wanted, length);
      }
    } catch (ArithmeticException e) {
      wanted = -1;
    }
    if (wanted != entry.end() - entry.begin()) {
      throw new IOException(
          "gives tensor '"
              + name
              + "' of type "
              + entry.dtype()
              + " and shape "
              + entry.shape()
              + " "
              + (entry.end() - entry.begin())
              + " bytes");
    }
  }

  private static byte[] bytes(FileChannel channel, long offset, int length) throws IOException {
    try (InputStream in = new ChannelStream(channel, offset, length)) {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException("is cut off");
      }
      return bytes;
    }
  }

  @Override
  public Path file() {
    return stamp.file();
  }

  @Override
  public TensorFileContents contents() {
    return contents;
  }

  @Override
  public byte[] read(String name) throws BadInputException {
    TensorInfo info = contents.tensors().get(name);
    Long place = places.get(name);
    if (info == null || place == null) {
      throw new IllegalArgumentException("no tensor '" + name + "'");
    }
    int length = TorchFile.length(file(), info.type(), info.elements());
    try {
      return bytes(channel, place, length);
    } catch (IOException e) {
      throw new BadInputException(file() + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public TensorFile reopened() throws BadInputException {
    stamp.requireUnchanged();
    return new Safetensors(stamp, channel(file()), contents, places);
  }

  @Override
  public void close() throws BadInputException {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BadInputException(file() + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
