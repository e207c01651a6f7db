package org.loupe.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.ElementType;

/**
 * The header of a NumPy array file ({@code .npy}, format versions 1 to 3).
 *
 * @param elementType of the array
 * @param fortranOrder whether the first axis varies fastest
 * @param shape sizes, outermost first
 * @param dataOffset bytes before the first element
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
public record NpyHeader(
    ElementType elementType, boolean fortranOrder, int[] shape, int dataOffset) {
  private static final int LONGEST = 1 << 16;
  private static final int MOST_AXES = 32;
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, L]*)\\)");
  private static final Map<String, ElementType> TYPES =
      Map.of(
          "f2", ElementType.FLOAT16,
          "f4", ElementType.FLOAT32,
          "f8", ElementType.FLOAT64,
          "i1", ElementType.INT8,
          "i2", ElementType.INT16,
          "i4", ElementType.INT32,
          "i8", ElementType.INT64,
          "u1", ElementType.UINT8,
          "b1", ElementType.BOOL);

  /** Bytes of all elements. */
  public long dataSize() {
    long size = elementType.bytes();
    for (int length : shape) {
      size = Math.multiplyExact(size, length);
    }
    return size;
  }

  /**
   * What a header says.
   *
   * @param header of an array whose elements are read, else null
   * @param unread what the elements are that are not read, in words that follow 'holds'; else empty
   */
  public record Found(@Nullable NpyHeader header, String unread) {}

  /**
   * Reads a header and leaves the stream at the first element.
   *
   * @param in at the file's beginning
   * @param what names the array in messages: 'data.npz: array x'
   * @throws BadInputException if it is no array, or one of a kind that is not read
   */
  public static NpyHeader read(InputStream in, String what) throws BadInputException {
    Found found = find(in, what);
    if (found.header() == null) {
      throw notRead(what, found.unread());
    }
    return found.header();
  }

  /** The refusal of an array whose elements are not read. */
  public static BadInputException notRead(String what, String unread) {
    return new BadInputException(
        what
            + " holds "
            + unread
            + "; write little-endian float16, float32, float64, int8 to int64, uint8 or bool.");
  }

  /**
   * Reads a header, also of an array whose elements are not read.
   *
   * @param in at the file's beginning
   * @param what names the array in messages
   * @throws BadInputException if it is no array, or its header is broken
   */
  public static Found find(InputStream in, String what) throws BadInputException {
    try {
      byte[] start = exactly(in, 8);
      if ((start[0] & 0xff) != 0x93
          || !"NUMPY".equals(new String(start, 1, 5, StandardCharsets.US_ASCII))) {
        throw new BadInputException(
            what + " is no NumPy array: it does not begin with \\x93NUMPY.");
      }
      int version = start[6];
      if (version < 1 || version > 3) {
        throw new BadInputException(
            what + " has NumPy format version " + version + ", versions 1 to 3 are read.");
      }
      int width = version == 1 ? 2 : 4;
      byte[] size = exactly(in, width);
      long length = 0;
      for (int i = 0; i < width; i++) {
        length |= (size[i] & 0xffL) << (8 * i);
      }
      if (length > LONGEST) {
        throw new BadInputException(
            what + " has a header of " + length + " bytes, at most " + LONGEST + " are read.");
      }
      String header = new String(exactly(in, (int) length), StandardCharsets.UTF_8);
      return parse(header, 8 + width + (int) length, what);
    } catch (IOException e) {
      String wrong = e instanceof EOFException ? " is cut off: " : " is damaged: ";
      throw new BadInputException(what + wrong + e.getMessage() + "; copy the file again.", e);
    }
  }

  private static Found parse(String header, int dataOffset, String what) throws BadInputException {
    Matcher descr = DESCR.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!descr.find()) {
      if (header.contains("'descr'")) {
        return new Found(null, "structured elements (one array per field would be read)");
      }
      throw new BadInputException(what + " has a header without an element type.");
    }
    if (!order.find() || !shape.find()) {
      throw new BadInputException(what + " has a header without order or shape: " + cut(header));
    }
    ElementType type = type(descr.group(1));
    if (type == null) {
      return new Found(null, unread(descr.group(1)));
    }
    NpyHeader found =
        new NpyHeader(type, order.group(1).equals("True"), shape(shape.group(1), what), dataOffset);
    try {
      found.dataSize();
    } catch (ArithmeticException e) {
      throw new BadInputException(what + " has the impossible shape (" + shape.group(1) + ").");
    }
    return new Found(found, "");
  }

  /** Null if elements of this type are not read. */
  private static @Nullable ElementType type(String descr) {
    ElementType type = TYPES.get(kind(descr));
    char order = descr.isEmpty() ? '?' : descr.charAt(0);
    return type != null && (order == '<' || order == '|' && type.bytes() == 1) ? type : null;
  }

  private static String unread(String descr) {
    String kind = kind(descr);
    if (kind.startsWith("O")) {
      return "Python objects (" + cut(descr) + "), which are never read";
    } else if (TYPES.containsKey(kind) && descr.startsWith(">")) {
      return "big-endian elements (" + descr + ")";
    } else if (kind.startsWith("U") || kind.startsWith("S")) {
      return "text (" + cut(descr) + ")";
    }
    return "elements of type " + cut(descr);
  }

  private static String kind(String descr) {
    return descr.length() > 1 ? descr.substring(1) : "";
  }

  private static int[] shape(String text, String what) throws BadInputException {
    String[] parts = text.isBlank() ? new String[0] : text.replace("L", "").strip().split(",");
    if (parts.length > MOST_AXES) {
      throw new BadInputException(
          what + " has " + parts.length + " axes, at most " + MOST_AXES + ".");
    }
    int[] shape = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        shape[i] = Integer.parseInt(parts[i].strip());
      } catch (NumberFormatException e) {
        throw new BadInputException(what + " has the impossible shape (" + cut(text) + ").", e);
      }
    }
    return shape;
  }

  private static String cut(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text.strip();
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("it ends within its header");
    }
    return bytes;
  }
}
