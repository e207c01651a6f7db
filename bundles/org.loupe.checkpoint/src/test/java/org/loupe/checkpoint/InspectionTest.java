package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.Probes;
import org.loupe.model.TensorSource;

@DisplayName("Inspection")
class InspectionTest {
  @TempDir Path folder;

  @Test
  @DisplayName("tells a scripted model's signature, sub-modules and parameters")
  void script() throws Exception {
    FileSummary net = Inspection.inspect(file(TestArchives.script()));

    assertThat(net.kind()).isEqualTo(Kind.TORCHSCRIPT_SCRIPTED);
    assertThat(net.modelClass()).isEqualTo("Net");
    assertThat(net.formatVersion()).isEqualTo("3");
    assertThat(net.methods())
        .extracting(Signature::describe)
        .containsExactly(
            "forward(x: Tensor, scale: Optional[Tensor] = None, mode: str = \"a, b: (c\","
                + " sizes: List[int] = [1, 2]) -> Tuple[Tensor, Dict[str, Tensor]]",
            "encode(x: Tensor) -> Tensor");
    assertThat(net.modules()).containsExactly(new ModuleInfo("inner", "Inner"));
    assertThat(net.tensors()).extracting(TensorInfo::describe).containsExactly("float32 [2,3]");
    assertThat(net.parameterCount()).isEqualTo(6);
  }

  @Test
  @DisplayName("tells all but the probes when only an outline is wanted")
  void outline() throws Exception {
    Path script = file(TestArchives.script());
    assertThat(Inspection.inspect(script).probes()).isNotEqualTo(Probes.NONE);
    assertThat(Inspection.outline(script).probes()).isEqualTo(Probes.NONE);
    assertThat(Inspection.outline(script))
        .usingRecursiveComparison()
        .ignoringFields("probes")
        .isEqualTo(Inspection.inspect(script));
    Path training = file(TestArchives.training());
    assertThat(Inspection.outline(training)).isEqualTo(Inspection.inspect(training));
  }

  @Test
  @DisplayName("tells a training checkpoint's sections and plain values")
  void training() throws Exception {
    FileSummary summary = Inspection.inspect(file(TestArchives.training()));

    assertThat(summary.kind()).isEqualTo(Kind.TRAINING_CHECKPOINT);
    assertThat(summary.sections()).containsExactly("model");
    assertThat(summary.tensors())
        .extracting(TensorInfo::name)
        .containsExactly("model.w", "model.t");
    assertThat(summary.values())
        .containsEntry("epoch", 7L)
        .containsEntry("config", Map.of("class", "<argparse.Namespace>", "width", 16L));
  }

  @Test
  @DisplayName("names what is no model")
  void others() throws Exception {
    assertThat(Inspection.inspect(file(TestArchives.text("<html>"))).description())
        .contains("HTML page");
    assertThat(
            Inspection.inspect(
                    file(TestArchives.text("{\"loupe\": 1, \"inputs\": [], \"heads\": []}")))
                .kind())
        .isEqualTo(Kind.MODEL_CARD);
    assertThat(
            Inspection.inspect(file(TestArchives.text("{\"loupe\": 1, \"checkpoints\": []}")))
                .kind())
        .isEqualTo(Kind.PROJECT);
    String result = "{\"loupe\": 1, \"analyzer\": \"saliency\", \"provenance\": {}}";
    assertThat(Inspection.inspect(file(TestArchives.text(result))).kind()).isEqualTo(Kind.RESULT);
    assertThat(
            Inspection.inspect(file(TestArchives.zip(Map.of("a.txt", new byte[1])))).description())
        .isEqualTo("a ZIP archive of 1 other files");
    assertThat(Inspection.inspect(file(TestArchives.text("\u0002\0\0\0\0\0\0\0{}"))).kind())
        .isEqualTo(Kind.SAFETENSORS);
  }

  @Test
  @DisplayName("is the gate before the engine: only archives with code pass")
  void gate() throws Exception {
    Archives.requireTorchScript(file(TestArchives.script()));
    assertThatThrownBy(() -> Archives.requireTorchScript(file(TestArchives.training())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("training checkpoint without code");
    assertThatThrownBy(
            () -> Archives.requireTorchScript(file(TestArchives.zip(Map.of("a/b", new byte[1])))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("without data.pkl");
    assertThatThrownBy(() -> Archives.requireTorchScript(file(new byte[0])))
        .hasMessageContaining("an empty file");
  }

  @Test
  @DisplayName("compares forward with the card's inputs, and writes both out")
  void cardCheck() throws Exception {
    FileSummary net = Inspection.inspect(file(TestArchives.script()));

    CardCheck.check(net, card(null, input("x", false), input("scale", true)));
    CardCheck.check(net, card(null, input("x", false)));
    assertMisfit(net, card(null, input("y", false)), "the card's inputs are y.");
    assertMisfit(net, card(null, input("scale", true), input("x", false)), "scale (optional), x");
    assertMisfit(net, card(null, input("x", true)), "forward(x: Tensor, scale");
    assertMisfit(
        net, card(null, input("x", false), input("scale", true), input("mode", true)), "mode");
    assertMisfit(
        net,
        card(new TensorSource(null, "states", null, List.of()), input("x", false)),
        "names the method 'states' under 'states'");
  }

  private static void assertMisfit(FileSummary net, ModelCard card, String message) {
    assertThatThrownBy(() -> CardCheck.check(net, card))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  private static InputCard input(String name, boolean optional) {
    return new InputCard(
        name,
        ElementType.FLOAT32,
        List.of(Dimension.WINDOW, Dimension.TIME),
        ArrayReference.whole(name),
        null,
        null,
        optional,
        null,
        null);
  }

  private static ModelCard card(@Nullable TensorSource states, InputCard... inputs) {
    return new ModelCard(
        "net",
        List.of(inputs),
        List.of(),
        Map.of(),
        List.of(),
        null,
        states,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        Map.of(),
        null,
        Map.of(),
        null,
        Map.of());
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("it.pt"), bytes);
  }
}
