package org.loupe.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.loupe.model.BadInputException;

/** Lets a reader loose on a file that holds what the fuzzer made up. */
final class Attempt {
  /** What is tried. */
  interface Reader {
    void read(Path file) throws BadInputException, IOException;
  }

  private static final Path FILE = temporary();

  private Attempt() {}

  private static Path temporary() {
    try {
      return Files.createTempDirectory("loupe-fuzz").resolve("fuzzed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void read(byte[] bytes, Reader reader) {
    try {
      Files.write(FILE, bytes);
      reader.read(FILE);
    } catch (BadInputException e) {
      if (String.valueOf(e.getMessage()).isBlank()) {
        throw new AssertionError("refused without a word", e);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sound ZIP, so that what is in it is reached. */
  static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        ZipEntry stored = new ZipEntry(entry.getKey());
        CRC32 crc = new CRC32();
        crc.update(entry.getValue());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(entry.getValue().length);
        stored.setCrc(crc.getValue());
        zip.putNextEntry(stored);
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Entries of an archive of PyTorch with a pickle and one storage. */
  static Map<String, byte[]> torch(byte[] pickle) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("it/data.pkl", pickle);
    entries.put("it/version", "3\n".getBytes(StandardCharsets.UTF_8));
    entries.put("it/data/0", new byte[64]);
    return entries;
  }
}
