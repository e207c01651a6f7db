package org.loupe.method.sensors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;

@DisplayName("Stored permutations")
class StoredPermutationsTest {
  @TempDir Path folder;

  private String file(String array, String header, byte[] numbers) throws IOException {
    Path file = folder.resolve("perms.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(array + ".npy"));
      byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
      zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
      zip.write(text.length & 0xff);
      zip.write(text.length >> 8);
      zip.write(text);
      zip.write(numbers);
    }
    return file.toString();
  }

  private static String header(String type, String shape) {
    return "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }   ";
  }

  /** Two channels, one repeat, the steps 0 to 7 turned around for the second. */
  private static byte[] orders(int channels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int c = 0; c < channels; c++) {
      for (int t = 0; t < 8; t++) {
        out.write(c == 1 ? 7 - t : t);
        out.write(0);
      }
    }
    return out.toByteArray();
  }

  @Test
  @DisplayName("are the same for all windows")
  void read() throws IOException, LoupeException {
    String file = file("perms", header("<i2", "12, 1, 8"), orders(12));
    StoredPermutations stored = StoredPermutations.read(file, 12, 8);
    assertThat(stored.repeats()).isEqualTo(1);
    assertThat(stored.order(99, 1, 0)).containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
    Example example = new Example();
    SensorsResult result = example.result(Map.of("permutations", file), 4);
    assertThat(result.drop().shape()).containsExactly(12, 1, 1);
    assertThat((double) result.drop().at(Example.STRONGEST, 0, 0)).isZero();
    assertThat(result.drop().at(1, 0, 0)).isNotZero();
    assertThat(result.subject().change()).isEqualTo("permuted over time as stored");
  }

  @ParameterizedTest
  @DisplayName("are refused where they are none")
  @CsvSource(
      delimiter = ';',
      value = {
        "other ; <i2 ; 12, 1, 8 ; has no array 'perms'",
        "perms ; <f4 ; 12, 1, 8 ; '<f4'",
        "perms ; <i2 ; 11, 1, 8 ; has the shape [11,1,8]",
        "perms ; <i2 ; 12, 1, 9 ; has the shape [12,1,9]",
        "perms ; <i2 ; 12, 0, 8 ; has the shape [12,0,8]",
        "perms ; <i2 ; 12, 999999999, 8 ; has the shape [12,999999999,8]",
        "perms ; <i2 ; 12, 2, 8 ; ends too early",
        "perms ; |u1 ; 12, 1, 8 ; numbers that are no permutation"
      },
      ignoreLeadingAndTrailingWhitespace = true)
  void refused(String array, String type, String shape, String sentence) throws IOException {
    String file = file(array, header(type, shape), orders(12));
    assertThatThrownBy(() -> StoredPermutations.read(file, 12, 8))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  @DisplayName("are refused where the file is no archive")
  void noArchive() throws IOException {
    Path file = folder.resolve("text.npz");
    Files.writeString(file, "no archive");
    assertThatThrownBy(() -> StoredPermutations.read(file.toString(), 12, 8))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot be read");
  }
}
