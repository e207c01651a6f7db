package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.checkpoint.TensorInfo.Role;
import org.loupe.model.BadInputException;
import org.loupe.model.Probe;

@DisplayName("A TorchScript archive that is written")
class ScriptWriterTest {
  private static final String CODE =
      """
      class Outer(Module):
        __parameters__ = ["scale", ]
        __buffers__ = ["mask", ]
        scale : Tensor
        mask : Tensor
        training : bool
        inner : __torch__.small.Inner
        def forward(self: __torch__.small.Outer,
          x: Tensor) -> Tensor:
          scale = self.scale
          mask = self.mask
          inner = self.inner
          return (inner).forward(torch.mul(torch.mul(x, scale), mask), )
        def twice(self: __torch__.small.Outer,
          x: Tensor) -> Tensor:
          return torch.mul(x, 2.)
      class Inner(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        def forward(self: __torch__.small.Inner,
          x: Tensor) -> Tensor:
          return torch.tanh(x)
      """;

  @TempDir private Path folder;

  private static StoredTensor tensor(String name, Role role, List<Long> shape, float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new StoredTensor(new TensorInfo(name, StoredType.FLOAT32, shape, role), bytes.array());
  }

  private static ScriptModule model() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("scale", tensor("scale", Role.PARAMETER, List.of(2L, 3L), 1, 2, 3, 4, 5, 6));
    tensors.put("mask", tensor("mask", Role.BUFFER, List.of(3L), 1, 0, 1));
    return new ScriptModule(
        "__torch__.small.Outer",
        tensors,
        Map.of("inner", new ScriptModule("__torch__.small.Inner", Map.of(), Map.of())));
  }

  @Test
  @DisplayName("passes the gate, and is read as it was meant")
  void roundTrip() throws Exception {
    Path file = folder.resolve("small.ts.pt");
    ScriptWriter.write(model(), Map.of("small", CODE), file);

    Archives.requireTorchScript(file);
    Archives.requireSound(file);
    FileSummary summary = Inspection.inspect(file);
    assertThat(summary.kind()).isEqualTo(FileSummary.Kind.TORCHSCRIPT_SCRIPTED);
    assertThat(summary.method("forward").orElseThrow().describe())
        .isEqualTo("forward(x: Tensor) -> Tensor");
    assertThat(summary.modules()).extracting(ModuleInfo::path).containsExactly("inner");
    assertThat(summary.tensors())
        .extracting(TensorInfo::name, TensorInfo::shape, TensorInfo::role)
        .containsExactly(
            tuple("scale", List.of(2L, 3L), Role.PARAMETER),
            tuple("mask", List.of(3L), Role.BUFFER));
    assertThat(summary.probes().all())
        .extracting(Probe::name)
        .containsExactly(Probe.MODEL_OUTPUT, "inner");
    Architecture architecture = Architecture.read(file);
    assertThat(architecture.read("scale").floats()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(architecture.read("mask").floats()).containsExactly(1, 0, 1);
  }

  @Test
  @DisplayName("has the same bytes every time, and leaves nothing beside it")
  void deterministic() throws Exception {
    Path first = folder.resolve("first.ts.pt");
    Path second = folder.resolve("second.ts.pt");
    ScriptWriter.write(model(), Map.of("small", CODE), first);
    ScriptWriter.write(model(), Map.of("small", CODE), second);
    assertThat(second).hasSameBinaryContentAs(first);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(first, second);
    }
  }

  @Test
  @DisplayName("is told to be unwritable where there is no folder")
  void unwritable() {
    Path file = folder.resolve("missing/small.ts.pt");
    assertThatThrownBy(() -> ScriptWriter.write(model(), Map.of("small", CODE), file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.toString());
  }
}
