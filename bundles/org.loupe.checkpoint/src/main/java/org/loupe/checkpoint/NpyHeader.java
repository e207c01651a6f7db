package org.loupe.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
   * Reads a header and leaves the stream at the first element.
   *
   * @param in at the file's beginning
   * @param what names the array in messages: 'data.npz: array x'
   * @throws BadInputException if it is no array, or one of a kind that is not read
   */
  public static NpyHeader read(InputStream in, String what) throws BadInputException {
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
      throw new BadInputException(what + " is cut off: " + e.getMessage() + ".", e);
    }
  }

  private static NpyHeader parse(String header, int dataOffset, String what)
      throws BadInputException {
    Matcher descr = DESCR.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!descr.find()) {
      if (header.contains("'descr'")) {
        throw new BadInputException(
            what + " has structured elements, which are not read; store one array per field.");
      }
      throw new BadInputException(what + " has a header without an element type.");
    }
    if (!order.find() || !shape.find()) {
      throw new BadInputException(what + " has a header without order or shape: " + cut(header));
    }
    NpyHeader found =
        new NpyHeader(
            type(descr.group(1), what),
            order.group(1).equals("True"),
            shape(shape.group(1), what),
            dataOffset);
    try {
      found.dataSize();
    } catch (ArithmeticException e) {
      throw new BadInputException(what + " has the impossible shape (" + shape.group(1) + ").");
    }
    return found;
  }

  private static ElementType type(String descr, String what) throws BadInputException {
    String kind = descr.length() > 1 ? descr.substring(1) : "";
    ElementType type = TYPES.get(kind);
    char order = descr.isEmpty() ? '?' : descr.charAt(0);
    if (type != null && (order == '<' || order == '|' && type.bytes() == 1)) {
      return type;
    }
    String found;
    if (descr.equals("|O") || kind.startsWith("O")) {
      found = "Python objects (" + descr + "), which are never read";
    } else if (type != null && order == '>') {
      found = "big-endian elements (" + descr + ")";
    } else if (kind.startsWith("U") || kind.startsWith("S")) {
      found = "text (" + descr + ")";
    } else {
      found = "elements of type " + cut(descr);
    }
    throw new BadInputException(
        what
            + " holds "
            + found
            + "; write little-endian float16, float32, float64, int8 to int64, uint8 or bool.");
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
