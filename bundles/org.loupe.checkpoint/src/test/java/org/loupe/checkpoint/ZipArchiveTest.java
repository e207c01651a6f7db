package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;

@DisplayName("A ZIP archive")
class ZipArchiveTest {
  @TempDir Path folder;

  @Test
  @DisplayName("gives its entries, stored and deflated")
  void reads() throws Exception {
    try (ZipArchive zip = ZipArchive.open(file(TestArchives.training()))) {
      assertThat(zip.entries()).containsOnlyKeys("it/data.pkl", "it/version", "it/data/0");
      assertThat(zip.read(zip.entries().get("it/version"), 100))
          .isEqualTo(TestArchives.text("3\n"));
    }
  }

  @Test
  @DisplayName("is refused when it is a bomb")
  void bomb() throws Exception {
    byte[] zip = TestArchives.zip(Map.of("a/zeros", new byte[80 << 20]));

    assertRefused(zip, "ZIP bomb");
  }

  @Test
  @DisplayName("is refused when it promises little and unpacks to much")
  void lyingSize() throws Exception {
    byte[] zip = TestArchives.zip(Map.of("a/zeros", new byte[100_000]));
    int directory = find(zip, 0x02014b50, 0);
    little(zip).putInt(directory + 24, 10);
    Path file = file(zip);

    try (ZipArchive archive = ZipArchive.open(file)) {
      assertThatThrownBy(() -> archive.read(archive.entries().get("a/zeros"), 1 << 20))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("more than the 10 bytes promised");
    }
  }

  @Test
  @DisplayName("is refused wherever it is cut off")
  void truncated() throws Exception {
    byte[] zip = TestArchives.training();
    for (int length = 0; length < zip.length; length += 7) {
      Path file = file(Arrays.copyOf(zip, length));
      assertThatThrownBy(() -> ZipArchive.open(file))
          .as("cut to %d bytes", length)
          .isInstanceOf(BadInputException.class);
    }
    assertRefused(Arrays.copyOf(zip, zip.length - 30), "damaged or truncated");
  }

  @Test
  @DisplayName("is refused when an entry stands twice")
  void duplicate() throws Exception {
    byte[] zip = TestArchives.zip(Map.of("a/x", new byte[3], "a/y", new byte[3]));
    byte[] twice =
        new String(zip, StandardCharsets.ISO_8859_1)
            .replace("a/y", "a/x")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertRefused(twice, "two entries named 'a/x'");
  }

  @Test
  @DisplayName("is refused when an entry stands inside another")
  void overlap() throws Exception {
    byte[] inner = TestArchives.zip(Map.of("a/y", new byte[3]));
    byte[] local = Arrays.copyOf(inner, find(inner, 0x02014b50, 0));
    byte[] zip = TestArchives.stored("a/x", local, "a/y", new byte[3]);
    int first = find(zip, 0x02014b50, 0);
    int second = find(zip, 0x02014b50, first + 1);
    little(zip).putInt(second + 42, 30 + "a/x".length());

    assertRefused(zip, "overlap (a ZIP bomb)");
  }

  @Test
  @DisplayName("is refused when an entry has another name where it stands")
  void otherName() throws Exception {
    byte[] zip = TestArchives.zip(Map.of("a/x", new byte[3], "a/y", new byte[3]));
    int first = find(zip, 0x02014b50, 0);
    int second = find(zip, 0x02014b50, first + 1);
    little(zip).putInt(first + 42, little(zip).getInt(second + 42));

    assertRefused(zip, "another name where it stands");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "a/../../b", "..", "C:/x", "a\\b"})
  @DisplayName("is refused when a name leads out of it")
  void pathLikeNames(String name) throws Exception {
    assertRefused(TestArchives.zip(Map.of(name, new byte[1])), "no place inside an archive");
  }

  @Test
  @DisplayName("is refused when a name is too long")
  void longName() throws Exception {
    assertRefused(TestArchives.zip(Map.of("n".repeat(5000), new byte[1])), "a name of 5000 bytes");
  }

  @Test
  @DisplayName("is refused when something stands before its first entry")
  void prefixed() throws Exception {
    byte[] zip = TestArchives.zip(Map.of("a/x", new byte[3]));
    byte[] prefixed = new byte[zip.length + 4];
    System.arraycopy(TestArchives.text("PK\u0003\u0004"), 0, prefixed, 0, 4);
    System.arraycopy(zip, 0, prefixed, 4, zip.length);

    assertRefused(prefixed, "damaged or truncated");
  }

  @Test
  @DisplayName("is refused when it is encrypted")
  void encrypted() throws Exception {
    byte[] zip = TestArchives.zip(Map.of("a/x", new byte[3]));
    zip[find(zip, 0x02014b50, 0) + 8] |= 1;

    assertRefused(zip, "encrypted entry 'a/x'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                      | an empty file",
        "<!DOCTYPE html><html></html>            | an HTML page",
        "<html>                                  | an HTML page",
        "{\"a\": 1}                              | begins like JSON",
        "version https://git-lfs.github.com/spec | a Git LFS pointer",
        "hello there                             | a text file",
        "%PDF-1.7                                | a PDF document"
      })
  @DisplayName("is told from what it is not")
  void otherFiles(String content, String found) throws Exception {
    assertRefused(TestArchives.text(content), found);
  }

  @Test
  @DisplayName("is told from images and programs")
  void binaryFiles() throws Exception {
    assertRefused(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, "a PNG image");
    assertRefused(new byte[] {0x7f, 'E', 'L', 'F', 2}, "a program");
    assertRefused(new byte[] {0, 1, 2, 3}, "first bytes 00 01 02 03");
  }

  @Test
  @DisplayName("is told from folders and from nothing")
  void noFile() {
    assertThatThrownBy(() -> ZipArchive.open(folder)).hasMessageContaining("is a folder");
    assertThatThrownBy(() -> ZipArchive.open(folder.resolve("gone.pt")))
        .hasMessageContaining("There is no file");
  }

  private void assertRefused(byte[] bytes, String message) throws IOException {
    Path file = file(bytes);
    assertThatThrownBy(() -> ZipArchive.open(file).close())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message)
        .hasMessageContaining(file.toString());
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("file.pt"), bytes);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int find(byte[] bytes, int signature, int from) {
    for (int i = from; i < bytes.length - 4; i++) {
      if (little(bytes).getInt(i) == signature) {
        return i;
      }
    }
    throw new IllegalStateException("no signature");
  }
}
