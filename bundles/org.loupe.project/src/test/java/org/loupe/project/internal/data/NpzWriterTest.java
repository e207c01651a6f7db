package org.loupe.project.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.ArrayReference;
import org.loupe.model.Axis;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Tensor;

@DisplayName("Arrays")
class NpzWriterTest {
  @TempDir Path folder;

  @Test
  @DisplayName("are written byte for byte as NumPy does")
  void bytes() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpzWriter.writeArray(
        FloatTensor.of(
            new float[] {1, -2}, Axis.of(Dimension.WINDOW, 1), Axis.of(Dimension.TIME, 2)),
        out);

    byte[] bytes = out.toByteArray();
    assertThat(Arrays.copyOf(bytes, 10))
        .isEqualTo(HexFormat.of().parseHex("934e554d5059" + "0100" + "7600"));
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }  ")
        .endsWith(" \n");
    assertThat(Arrays.copyOfRange(bytes, 128, 136))
        .isEqualTo(HexFormat.of().parseHex("0000803f" + "000000c0"));
  }

  @Test
  @DisplayName("are read again as they were")
  void readsAgain() throws Exception {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    Axis window = Axis.of(Dimension.WINDOW, 2);
    arrays.put(
        "x", FloatTensor.of(new float[] {1, Float.NaN, 3, 4}, window, Axis.of(Dimension.TIME, 2)));
    arrays.put("n", LongTensor.of(new long[] {Long.MIN_VALUE, 7}, window));
    arrays.put("b", new LongTensor(List.of(window), ElementType.BOOL, new long[] {0, 1}));
    arrays.put("i", new LongTensor(List.of(window), ElementType.INT32, new long[] {-1, 5}));

    Path file = Files.write(folder.resolve("it.npz"), npz(arrays));

    Dataset dataset = TestArrays.open(file);
    assertThat(dataset.arrays().keySet()).containsExactly("x", "n", "b", "i");
    for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
      Tensor read = dataset.read(ArrayReference.whole(array.getKey()), new int[] {0, 1});
      assertThat(read.elementType()).isEqualTo(array.getValue().elementType());
      assertThat(read.shape()).isEqualTo(array.getValue().shape());
      for (int i = 0; i < read.size(); i++) {
        assertThat((Double) read.number(i)).isEqualTo((Double) array.getValue().number(i));
      }
    }
  }

  @Test
  @DisplayName("give the same bytes every time, single numbers and empty arrays, too")
  void deterministic() throws Exception {
    Map<String, Tensor> arrays =
        Map.of(
            "scalar",
            FloatTensor.of(new float[] {3}),
            "none",
            LongTensor.of(new long[0], Axis.of(Dimension.TIME, 0)));

    byte[] first = npz(arrays);

    assertThat(npz(arrays)).isEqualTo(first);
    assertThat(new String(first, StandardCharsets.ISO_8859_1)).contains("'shape': (), }");
  }

  private static byte[] npz(Map<String, Tensor> arrays) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpzWriter.write(arrays, out);
    return out.toByteArray();
  }
}
