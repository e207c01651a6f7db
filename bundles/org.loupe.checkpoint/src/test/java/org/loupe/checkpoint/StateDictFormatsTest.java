package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loupe.checkpoint.TestArchives.floats;
import static org.loupe.checkpoint.TestTensors.npy;
import static org.loupe.checkpoint.TestTensors.safetensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.model.BadInputException;

@DisplayName("A state dict in another format")
class StateDictFormatsTest {
  private static final List<String> ALL = List.of();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "F64,8,FLOAT64", "F32,4,FLOAT32", "F16,2,FLOAT16", "BF16,2,BFLOAT16", "I64,8,INT64",
    "I32,4,INT32", "I16,2,INT16", "I8,1,INT8", "U8,1,UINT8", "BOOL,1,BOOL"
  })
  @DisplayName("is read from safetensors, of every element type")
  void safetensorsTypes(String dtype, int width, StoredType type) throws Exception {
    byte[] data = new byte[3 * width + 4];
    data[4 + width] = 1;
    String header =
        "{\"b\":{\"dtype\":\"%s\",\"shape\":[3],\"data_offsets\":[4,%d]},\"a\":%s}"
            .formatted(
                dtype, data.length, "{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}");
    try (StateDict dict = StateDict.open(file(safetensors(header, data)))) {
      assertThat(dict.tensors(ALL)).containsOnlyKeys("b", "a");
      assertThat(dict.read("b", ALL).info().type()).isEqualTo(type);
      assertThat(dict.read("b", ALL).bytes())
          .hasSize(3 * width)
          .contains(1, org.assertj.core.data.Index.atIndex(width));
      assertThat(dict.read("a", ALL).floats()).containsExactly(0);
    }
  }

  @Test
  @DisplayName("shows what safetensors say of themselves, escapes and all")
  void metadata() throws Exception {
    String header =
        " {\"__metadata__\" : { \"format\":\"pt\", \"\\u00e4\\n\\\"\":\"\\\\ü\"},\r\n\"w\":"
            + "{\"shape\":[ 2 , 0],\"dtype\":\"F32\",\"data_offsets\":[0,0]}}  ";
    FileSummary summary = Inspection.inspect(file(safetensors(header.strip() + " ", new byte[0])));

    assertThat(summary.kind()).isEqualTo(Kind.SAFETENSORS);
    assertThat(summary.values()).isEqualTo(Map.of("format", "pt", "ä\n\"", "\\ü"));
    assertThat(summary.tensors()).extracting(TensorInfo::describe).containsExactly("float32 [2,0]");
  }

  @Test
  @DisplayName("lists element types that are not read, and reads the others")
  void unread() throws Exception {
    String header =
        "{\"q\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}";
    Path file = file(safetensors(header, new byte[8]));
    try (StateDict dict = StateDict.open(file)) {
      assertThat(dict.tensors(ALL)).containsOnlyKeys("w");
      assertThat(dict.unread(ALL)).containsOnlyKeys("q");
      assertThatThrownBy(() -> dict.read("q", ALL))
          .hasMessageContaining(
              "'q' is stored as F8_E4M3 (convert it to float32); it cannot be read");
    }
    assertThat(Inspection.inspect(file).remarks()).singleElement().asString().contains("F8_E4M3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | where another one is",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | leaves a gap before it",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | describes 4 bytes of tensors, the file has 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}} | at bytes 0 to 12 of 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | at bytes 8 to 0 of 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | of type F32 and shape [3] 8 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}} | 8 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | no whole number",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}} | has no ','",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[02],\"data_offsets\":[0,8]}} | no whole number",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,99999999999999999999]}} | no whole number",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4,8]}} | lacks dtype, shape or data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}} | lacks dtype, shape or data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"shape\":[2],\"data_offsets\":[0,8]}} | the key 'shape'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{}} | 'a' twice",
        "{\"__metadata__\":{},\"__metadata__\":{}} | '__metadata__' twice",
        "{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}} | the metadata 'a' twice",
        "{\"__metadata__\":{\"a\":{}}} | has no '\"'",
        "{\"a\":[[[[]]]]} | has no '{'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}x | goes on after its end",
        "{\"a\\q\":{}} | an unknown escape",
        "{\"a | ends within a text",
        "{\"a\":{\"dtype\":\"F32\", | ends where '\"' should be"
      })
  @DisplayName("is refused where the header of a safetensors file is wrong")
  void hostileSafetensors(String header, String message) throws Exception {
    Path file = file(safetensors(header, new byte[8]));
    assertThatThrownBy(() -> StateDict.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is no sound safetensors file: its header ")
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("is refused where a safetensors file promises more than it has")
  void cutSafetensors() throws Exception {
    byte[] whole = safetensors(TestTensors.shapes("w", 2, 3));
    for (int length : new int[] {30, whole.length - 1}) {
      Path cut = file(java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> StateDict.open(cut)).isInstanceOf(BadInputException.class);
    }
    byte[] badText = whole.clone();
    badText[10] = (byte) 0xff;
    Path file = file(badText);
    assertThatThrownBy(() -> StateDict.open(file)).hasMessageContaining("is no UTF-8 text");
  }

  @Test
  @DisplayName("is read from npz, also packed and in Fortran order")
  void npz() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("net.weight.npy", npy("<f4", false, "2, 3", floats(0, 1, 2, 3, 4, 5)));
    entries.put("net.turned.npy", npy("<f4", true, "2, 3", floats(0, 3, 1, 4, 2, 5)));
    entries.put("count.npy", npy("|u1", false, "", new byte[] {7}));
    entries.put("text.npy", npy("<U2", false, "1,", new byte[8]));
    Path file = file(TestArchives.zip(entries));
    try (StateDict dict = StateDict.open(file)) {
      assertThat(dict.read("net.weight", ALL).floats()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(dict.read("net.turned", ALL).floats()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(dict.read("count", ALL).longs()).containsExactly(7);
      assertThat(dict.unread(ALL).get("text")).contains("text (<U2)");
      assertThat(dict.tensors(List.of("net"))).containsOnlyKeys("weight", "turned");
    }
    FileSummary summary = Inspection.inspect(file);
    assertThat(summary.kind()).isEqualTo(Kind.NPZ);
    assertThat(summary.description()).isEqualTo("state dict as NumPy arrays");
    assertThat(summary.tensors()).hasSize(3);
    assertThat(summary.arrays()).hasSize(3);
  }

  @Test
  @DisplayName("is refused where an array of an npz has more or fewer bytes than its header says")
  void hostileNpz() throws Exception {
    for (String shape : List.of("1,", "3,", "4611686018427387904,")) {
      Path file = file(TestArchives.zip(Map.of("w.npy", npy("<f4", false, shape, floats(1, 2)))));
      assertThatThrownBy(
              () -> {
                try (StateDict dict = StateDict.open(file)) {
                  dict.read("w", ALL);
                }
              })
          .isInstanceOf(BadInputException.class);
    }
  }

  @Test
  @DisplayName("is told from a file that is none, in one sentence")
  void wrongRoles() throws Exception {
    assertThatThrownBy(() -> StateDict.open(TestTensors.file("net.ts.pt")))
        .hasMessageContaining("is a TorchScript archive, not a training checkpoint")
        .hasMessageContaining("leave out the other one");
    assertThatThrownBy(() -> Architecture.read(TestTensors.file("net_double.pt")))
        .hasMessageContaining("is a training checkpoint without code");
    Path tensors = file(safetensors(TestTensors.shapes("w", 1)));
    assertThatThrownBy(() -> Architecture.read(tensors))
        .hasMessageContaining("is a safetensors file; a TorchScript archive was expected");
    Path text = file(TestArchives.text("{\"loupe\": 1}"));
    assertThatThrownBy(() -> StateDict.open(text))
        .hasMessageContaining(
            "is a text file that begins like JSON; a training checkpoint (.pt, .pth, .safetensors"
                + " or .npz) was expected");
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("it"), bytes);
  }
}
