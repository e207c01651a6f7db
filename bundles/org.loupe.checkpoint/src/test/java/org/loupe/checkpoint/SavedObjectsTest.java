package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What PyTorch saves beside plain tensors")
class SavedObjectsTest {
  private static final List<String> MODEL = List.of("model");

  @Test
  @DisplayName("is shown as plain values: namespaces, paths, dataclasses, NumPy's numbers")
  void values() throws Exception {
    Map<String, Object> values = Inspection.inspect(TestTensors.file("objects.pt")).values();

    assertThat(values)
        .containsEntry("args", Map.of("class", "<argparse.Namespace>", "lr", 0.1, "out", "/runs/3"))
        .containsEntry("config", Map.of("class", "<__main__.Config>", "width", 16L, "rate", 0.5))
        .containsEntry("color", "<__main__.Color.RED>")
        .containsEntry("scores", Map.of("accuracy", List.of(0.75)))
        .containsEntry("counts", Map.of("a", 2L, "b", 1L))
        .containsEntry("seen", List.of(1L, 2L))
        .containsEntry("step", 7L)
        .containsEntry("matrix", "<NumPy array of f4 [2, 2]>")
        .containsEntry("device", "cuda:1")
        .containsEntry("size", List.of(2L, 3L))
        .containsEntry("dtype", "<torch.float32>")
        .containsEntry("class", "<__main__.Config>")
        .containsEntry("bag", Map.of("depth", 2L))
        .containsEntry("model", Map.of("note", "not a tensor"));
  }

  @Test
  @DisplayName("is read where it is a tensor after all, and refused only where it is asked for")
  void tensors() throws Exception {
    try (StateDict dict = StateDict.open(TestTensors.file("objects.pt"))) {
      assertThat(dict.sections()).containsExactly("bag", "model");
      assertThat(dict.tensors(MODEL)).containsOnlyKeys("parameter", "marked");
      assertThat(dict.read("parameter", MODEL).floats()).containsExactly(0, 1);
      assertThat(dict.read("marked", MODEL).floats()).containsExactly(0, 1, 2);
      assertThat(dict.read("weight", List.of("bag")).floats()).containsExactly(0, 1);
      assertThat(dict.unread(MODEL)).containsOnlyKeys("sparse", "quantised", "complex");
      assertThatThrownBy(() -> dict.read("sparse", MODEL)).hasMessageContaining(".to_dense()");
      assertThatThrownBy(() -> dict.read("quantised", MODEL)).hasMessageContaining(".dequantize()");
      assertThatThrownBy(() -> dict.read("complex", MODEL))
          .hasMessageContaining("stored as ComplexFloatStorage");
    }
  }

  @Test
  @DisplayName("is read where its element type is told beside it, as newer releases do")
  void rareTypes() throws Exception {
    try (StateDict dict = StateDict.open(TestTensors.file("rare_types.pt"))) {
      assertThat(dict.read("plain", List.of()).floats()).containsExactly(0, 1);
      assertThat(dict.unread(List.of()))
          .containsEntry("uint16", "a tensor of uint16 (convert it to float32)")
          .containsKey("float8");
    }
  }

  @Test
  @DisplayName("gives a whole module's tensors the names that its state dict has")
  void wholeModule() throws Exception {
    try (StateDict whole = StateDict.open(TestTensors.file("module.pt"));
        StateDict dict = StateDict.open(TestTensors.file("net_parallel.pt"))) {
      List<String> section = List.of("model_state_dict.module");
      assertThat(whole.tensors(List.of())).isEqualTo(dict.tensors(section));
      for (String name : whole.tensors(List.of()).keySet()) {
        assertThat(
                Arrays.equals(
                    whole.read(name, List.of()).bytes(), dict.read(name, section).bytes()))
            .as(name)
            .isTrue();
      }
    }
    FileSummary summary = Inspection.inspect(TestTensors.file("module.pt"));
    assertThat(summary.remarks())
        .containsExactly(
            "It is a pickled object of class __main__.Net; its parameters and buffers are read"
                + " without its Python code.");
  }

  @Test
  @DisplayName("gives a whole module's tensors in the legacy format, too")
  void legacyModule() throws Exception {
    try (StateDict dict = StateDict.open(TestTensors.file("module_legacy.pt"))) {
      assertThat(dict.read("inner.weight", List.of()).floats()).containsExactly(0, 10, 20, 30);
      assertThat(dict.read("inner.bias", List.of()).floats()).containsExactly(0, 10);
    }
  }
}
