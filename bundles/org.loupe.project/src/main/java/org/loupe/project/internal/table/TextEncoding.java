package org.loupe.project.internal.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.loupe.model.BadInputException;

/**
 * How a text file is encoded: UTF-8, or UTF-16 where a byte order mark says so, as spreadsheets
 * write it.
 *
 * @param charset of the text
 * @param mark bytes of the byte order mark
 */
record TextEncoding(Charset charset, int mark) {
  private static final int CHUNK = 1 << 16;

  static TextEncoding of(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(3);
    }
    int first = start.length > 1 ? (start[0] & 0xff) << 8 | start[1] & 0xff : 0;
    if (first == 0xefbb && start.length > 2 && (start[2] & 0xff) == 0xbf) {
      return new TextEncoding(StandardCharsets.UTF_8, 3);
    } else if (first == 0xfffe) {
      return new TextEncoding(StandardCharsets.UTF_16LE, 2);
    } else if (first == 0xfeff) {
      return new TextEncoding(StandardCharsets.UTF_16BE, 2);
    }
    return new TextEncoding(StandardCharsets.UTF_8, 0);
  }

  /**
   * Reads the text; ends with a {@link java.nio.charset.CharacterCodingException} where bytes are
   * no text.
   *
   * @param in at the file's beginning
   */
  Reader reader(InputStream in) throws IOException {
    in.skipNBytes(mark);
    return new InputStreamReader(in, decoder());
  }

  private CharsetDecoder decoder() {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Says where the bytes are that are no text: reads the file up to there once more. */
  BadInputException notText(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK).flip();
    CharBuffer text = CharBuffer.allocate(CHUNK);
    CharsetDecoder decoder = decoder();
    long line = 1;
    int column = 1;
    boolean cr = false;
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(mark);
      for (boolean end = false; ; ) {
        bytes.compact();
        int got = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = got < 0;
        bytes.position(bytes.position() + Math.max(0, got)).flip();
        CoderResult result;
        do {
          result = decoder.decode(bytes, text.clear(), end);
          text.flip();
          while (text.hasRemaining()) {
            char next = text.get();
            boolean newLine = next == '\r' || next == '\n' && !cr;
            cr = next == '\r';
            line += newLine ? 1 : 0;
            column = newLine || next == '\n' ? 1 : column + 1;
          }
        } while (result.isOverflow());
        if (result.isError() || end) {
          String found = bytes.hasRemaining() ? String.format("0x%02x", bytes.get()) : "its end";
          return new BadInputException(
              file
                  + ": line "
                  + line
                  + ", character "
                  + column
                  + " is no "
                  + charset.name()
                  + " text (byte "
                  + found
                  + "); save the table as UTF-8.");
        }
      }
    }
  }
}
