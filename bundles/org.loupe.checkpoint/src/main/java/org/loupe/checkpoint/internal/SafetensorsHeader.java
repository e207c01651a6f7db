package org.loupe.checkpoint.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the header of a safetensors file. It is JSON of one fixed shape, and nothing else is taken:
 * an object of tensors, each with {@code dtype}, {@code shape} and {@code data_offsets}, and a
 * {@code __metadata__} of texts. So nothing nests, no number has a fraction, and no key stands
 * twice. An {@link IOException} says what is wrong, in words that follow 'its header'.
 */
final class SafetensorsHeader {
  private static final int MOST_TENSORS = 200_000;
  private static final int MOST_AXES = 64;
  private static final String METADATA = "__metadata__";

  /**
   * A tensor as the header describes it; nothing is checked yet.
   *
   * @param dtype as written: {@code F32}
   * @param shape sizes, outermost first
   * @param begin of its bytes, from the end of the header
   * @param end of its bytes
   */
  record Entry(String dtype, List<Long> shape, long begin, long end) {}

  private final String text;
  private final Map<String, Entry> tensors = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private int at;

  private SafetensorsHeader(String text) {
    this.text = text;
  }

  /** Reads a header. */
  static SafetensorsHeader parse(String text) throws IOException {
    SafetensorsHeader header = new SafetensorsHeader(text);
    header.read();
    return header;
  }

  /** The tensors by name, in the header's order. */
  Map<String, Entry> tensors() {
    return tensors;
  }

  /** What stands under {@code __metadata__}. */
  Map<String, String> metadata() {
    return metadata;
  }

  private void read() throws IOException {
    boolean described = false;
    expect('{');
    for (boolean more = !accept('}'); more; more = another('}')) {
      String name = string();
      expect(':');
      if (name.equals(METADATA) ? described : tensors.containsKey(name)) {
        throw wrong("has '" + cut(name) + "' twice");
      }
      if (name.equals(METADATA)) {
        described = true;
        readMetadata();
      } else {
        tensors.put(name, entry(name));
      }
      if (tensors.size() > MOST_TENSORS) {
        throw wrong("has more than " + MOST_TENSORS + " tensors");
      }
    }
    skipSpace();
    if (at < text.length()) {
      throw wrong("goes on after its end");
    }
  }

  private void readMetadata() throws IOException {
    expect('{');
    for (boolean more = !accept('}'); more; more = another('}')) {
      String key = string();
      expect(':');
      if (metadata.put(key, string()) != null) {
        throw wrong("has the metadata '" + cut(key) + "' twice");
      }
    }
  }

  private Entry entry(String name) throws IOException {
    String dtype = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    expect('{');
    for (boolean more = !accept('}'); more; more = another('}')) {
      String key = string();
      expect(':');
      if (key.equals("dtype") && dtype == null) {
        dtype = string();
      } else if (key.equals("shape") && shape == null) {
        shape = integers();
      } else if (key.equals("data_offsets") && offsets == null) {
        offsets = integers();
      } else {
        throw wrong("has the key '" + cut(key) + "' in tensor '" + cut(name) + "'");
      }
    }
    if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
      throw wrong("lacks dtype, shape or data_offsets of tensor '" + cut(name) + "'");
    }
    return new Entry(dtype, shape, offsets.get(0), offsets.get(1));
  }

  private List<Long> integers() throws IOException {
    List<Long> integers = new ArrayList<>();
    expect('[');
    for (boolean more = !accept(']'); more; more = another(']')) {
      integers.add(integer());
      if (integers.size() > MOST_AXES) {
        throw wrong("has a list of more than " + MOST_AXES + " numbers");
      }
    }
    return integers;
  }

  private long integer() throws IOException {
    skipSpace();
    int begin = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    String digits = text.substring(begin, at);
    // 18 digits are less than the largest long
    if (digits.isEmpty() || digits.length() > 18 || digits.length() > 1 && digits.startsWith("0")) {
      throw wrong("has no whole number at character " + begin);
    }
    return Long.parseLong(digits);
  }

  private String string() throws IOException {
    expect('"');
    StringBuilder string = new StringBuilder();
    for (char next = next(); next != '"'; next = next()) {
      if (next < ' ') {
        throw wrong("has a control character at character " + (at - 1));
      }
      string.append(next == '\\' ? escaped() : next);
    }
    return string.toString();
  }

  private char escaped() throws IOException {
    char escape = next();
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("has an unknown escape at character " + (at - 1));
    };
  }

  private char unicode() throws IOException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw wrong("has an unknown escape at character " + (at - 1));
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  /** Whether the list goes on; else its end was read. */
  private boolean another(char end) throws IOException {
    if (accept(end)) {
      return false;
    }
    expect(',');
    return true;
  }

  private boolean accept(char wanted) {
    skipSpace();
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char wanted) throws IOException {
    if (!accept(wanted)) {
      throw wrong(
          at < text.length()
              ? "has no '" + wanted + "' at character " + at
              : "ends where '" + wanted + "' should be");
    }
  }

  private char next() throws IOException {
    if (at == text.length()) {
      throw wrong("ends within a text");
    }
    return text.charAt(at++);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private static String cut(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  private static IOException wrong(String what) {
    return new IOException(what);
  }
}
