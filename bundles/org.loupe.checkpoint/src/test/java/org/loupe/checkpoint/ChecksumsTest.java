package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;

@DisplayName("The checksums of an archive")
class ChecksumsTest {
  private static final int CENTRAL = 0x02014b50;

  @TempDir Path folder;

  @Test
  @DisplayName("are right in a sound file")
  void sound() throws Exception {
    assertSound(TestArchives.training());
  }

  @Test
  @DisplayName("tell of a changed number, naming entry and file")
  void damaged() throws Exception {
    byte[] zip = TestArchives.training();
    spoil(zip, "it/data/0");
    Path file = file(zip);

    assertThatThrownBy(() -> Archives.requireSound(file))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            file
                + " is damaged: the checksum of its entry 'it/data/0' is wrong; copy the file"
                + " again.");
  }

  @Test
  @DisplayName("may all be left out, as torch does when told to")
  void leftOut() throws Exception {
    byte[] zip = TestArchives.training();
    spoil(zip, "");

    assertSound(zip);
  }

  @Test
  @DisplayName("are never left out of an .npz")
  void npz() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("w.npy", TestArchives.floats(1, 2, 3));
    byte[] zip = TestArchives.zip(entries);
    spoil(zip, "");
    Path file = file(zip);

    assertThatThrownBy(() -> Archives.requireSound(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'w.npy'");
  }

  @Test
  @DisplayName("are not looked for in what is no archive")
  void noArchive() throws Exception {
    assertSound(new byte[] {(byte) 0x80, 2, '.'});
  }

  private void assertSound(byte[] bytes) throws IOException {
    Path file = file(bytes);
    assertThatCode(() -> Archives.requireSound(file)).doesNotThrowAnyException();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("it.pt"), bytes);
  }

  /** Changes the directory's checksum of the entry of that name, or of every entry. */
  private static void spoil(byte[] zip, String name) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.getInt(zip.length - 22 + 16);
    while (bytes.getInt(at) == CENTRAL) {
      int length = bytes.getShort(at + 28);
      if (name.isEmpty() || name.equals(new String(zip, at + 46, length, StandardCharsets.UTF_8))) {
        bytes.putInt(at + 16, ~bytes.getInt(at + 16));
      }
      at += 46 + length + bytes.getShort(at + 30) + bytes.getShort(at + 32);
    }
  }
}
