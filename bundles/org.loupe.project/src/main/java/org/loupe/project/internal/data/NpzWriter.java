package org.loupe.project.internal.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Tensor;

/** Writes tensors as NumPy reads them. The same tensors give the same bytes. */
public final class NpzWriter {
  /** The earliest time that a ZIP can say; any fixed one would do. */
  static final LocalDateTime NEVER = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final int ALIGNMENT = 64;
  private static final int CHUNK = 8192;

  private NpzWriter() {}

  /**
   * Writes an {@code .npz}: floats stored, since they hardly shrink and cost a second per 20 MB,
   * integers deflated.
   *
   * @param arrays by name, in the order in which they are written
   */
  public static void write(Map<String, ? extends Tensor> arrays, OutputStream out)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Map.Entry<String, ? extends Tensor> array : arrays.entrySet()) {
      ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
      entry.setTimeLocal(NEVER);
      if (array.getValue() instanceof FloatTensor) {
        store(entry, array.getValue());
      }
      zip.putNextEntry(entry);
      writeArray(array.getValue(), zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  /** A stored entry says size and checksum before its bytes. */
  private static void store(ZipEntry entry, Tensor tensor) throws IOException {
    CheckedOutputStream counted =
        new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    writeArray(tensor, counted);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(header(tensor.elementType(), tensor.shape()).length + 4L * tensor.size());
    entry.setCrc(counted.getChecksum().getValue());
  }

  /** Writes an {@code .npy}: float32 for floats, else the tensor's own type. */
  public static void writeArray(Tensor tensor, OutputStream out) throws IOException {
    out.write(header(tensor.elementType(), tensor.shape()));
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * 8).order(ByteOrder.LITTLE_ENDIAN);
    int size = tensor.size();
    for (int begin = 0; begin < size; begin += CHUNK) {
      chunk.clear();
      for (int i = begin; i < Math.min(size, begin + CHUNK); i++) {
        put(tensor, i, chunk);
      }
      out.write(chunk.array(), 0, chunk.position());
    }
  }

  private static void put(Tensor tensor, int position, ByteBuffer out) {
    if (tensor instanceof FloatTensor floats) {
      out.putFloat(floats.values()[position]);
    } else if (tensor instanceof LongTensor longs) {
      long value = longs.values()[position];
      switch (longs.elementType().bytes()) {
        case 8 -> out.putLong(value);
        case 4 -> out.putInt((int) value);
        case 2 -> out.putShort((short) value);
        default -> out.put((byte) value);
      }
    }
  }

  /** What stands before the elements. */
  static byte[] header(ElementType type, int... sizes) {
    StringBuilder shape = new StringBuilder("(");
    for (int size : sizes) {
      shape.append(size).append(", ");
    }
    // NumPy writes (3,) but (3, 4)
    int end = shape.length();
    if (sizes.length == 1) {
      shape.setLength(end - 1);
    } else if (sizes.length > 1) {
      shape.setLength(end - 2);
    }
    String text =
        "{'descr': '" + descr(type) + "', 'fortran_order': False, 'shape': " + shape + "), }";
    int length = text.length() + 1;
    int padding = (ALIGNMENT - (10 + length) % ALIGNMENT) % ALIGNMENT;
    ByteBuffer header = ByteBuffer.allocate(10 + length + padding).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) (length + padding));
    header.put((text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  private static String descr(ElementType type) {
    return switch (type) {
      case FLOAT16 -> "<f2";
      case FLOAT32 -> "<f4";
      case FLOAT64 -> "<f8";
      case INT64 -> "<i8";
      case INT32 -> "<i4";
      case INT16 -> "<i2";
      case INT8 -> "|i1";
      case UINT8 -> "|u1";
      case BOOL -> "|b1";
    };
  }
}
