package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.StateDictRules;
import org.loupe.model.StateDictRules.Rename;

@DisplayName("The real checkpoints")
class RealFilesTest {
  private static final Path DATA = Path.of(System.getProperty("loupe.shared.data", ""));

  @BeforeEach
  void needsTheRealFiles() {
    assumeTrue(Files.exists(DATA.resolve("cnc_s0_late.ts.pt")), "no real checkpoints in " + DATA);
  }

  @Test
  @DisplayName("tell forward's signature, methods, modules and parameters")
  void scripted() throws Exception {
    FileSummary late = Inspection.inspect(DATA.resolve("cnc_s0_late.ts.pt"));

    assertThat(late.kind()).isEqualTo(FileSummary.Kind.TORCHSCRIPT_SCRIPTED);
    assertThat(late.modelClass()).isEqualTo("Cnc");
    assertThat(late.methods().get(0).describe())
        .isEqualTo(
            "forward(continuous: Tensor, categorical: Tensor, tokens: Optional[Tensor] = None)"
                + " -> Dict[str, Tensor]");
    assertThat(late.methods())
        .extracting(Signature::name)
        .contains("encode", "decode", "attention", "generate", "fingerprint");
    assertThat(late.modules())
        .contains(new ModuleInfo("dtae_enc.0.self_attn", "Attn"))
        .contains(new ModuleInfo("ln", "torch.nn.modules.normalization.LayerNorm"));
    assertThat(late.tensors())
        .contains(
            new TensorInfo(
                "encoders.0.0.weight",
                StoredType.FLOAT32,
                List.of(128L, 155L),
                TensorInfo.Role.PARAMETER));
    assertThat(late.remarks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cnc_s0_early",
        "ncp_cfc_fc_cnc",
        "ncp_cfc_autoncp_cnc",
        "ncp_ltc_fc_cnc",
        "ncp_ltc_autoncp_cnc"
      })
  @DisplayName("are all read as scripted archives with a forward and parameters")
  void allScripted(String name) throws Exception {
    FileSummary summary = Inspection.inspect(DATA.resolve(name + ".ts.pt"));

    assertThat(summary.kind()).isEqualTo(FileSummary.Kind.TORCHSCRIPT_SCRIPTED);
    assertThat(summary.method("forward")).isPresent();
    assertThat(summary.parameterCount()).isPositive();
  }

  @Test
  @DisplayName("tell a training checkpoint's sections, config, epoch and metrics")
  void trainingCheckpoint() throws Exception {
    FileSummary late = Inspection.inspect(DATA.resolve("cnc_s0_late.pt"));

    assertThat(late.kind()).isEqualTo(FileSummary.Kind.TRAINING_CHECKPOINT);
    assertThat(late.sections()).containsExactly("backbone_state_dict", "lm_state_dict");
    assertThat(late.values()).containsEntry("epoch", 13L).containsKeys("config", "metrics");
    assertThat((Map<?, ?>) late.values().get("config"))
        .extracting("num_heads", "sensor_dims")
        .containsExactly(4L, List.of(155L, 4L));
  }

  @Test
  @DisplayName("hold the same trained numbers as state dict and as archive, under the card's names")
  void sameParameters() throws Exception {
    FileSummary archive = Inspection.inspect(DATA.resolve("cnc_s0_late.ts.pt"));
    List<TensorInfo> parameters =
        archive.tensors().stream()
            .filter(tensor -> tensor.role() == TensorInfo.Role.PARAMETER)
            .toList();

    try (StateDict dict = StateDict.open(DATA.resolve("cnc_s0_late.pt"))) {
      Map<String, String> mapping = StateDictMapping.map(dict, cncRules(), parameters);
      long stored = 0;
      for (TensorInfo parameter : parameters) {
        StoredTensor tensor = dict.read(mapping.get(parameter.name()), cncRules().sections());
        assertThat(tensor.info().shape()).isEqualTo(parameter.shape());
        assertThat(tensor.floats()).doesNotContain(Float.NaN);
        stored += tensor.info().elements();
      }
      assertThat(stored).isEqualTo(archive.parameterCount()).isEqualTo(1_989_055);
    }
  }

  /** As the card of these models says. */
  private static StateDictRules cncRules() {
    return new StateDictRules(
        List.of("backbone_state_dict", "lm_state_dict"),
        List.of(
            new Rename("^fusion\\.gates$", "gates"),
            new Rename("^fp_head\\.query$", "fp_query"),
            new Rename("^encoders\\.(\\d+)\\.proj\\.", "encoders.$1."),
            new Rename("^fusion\\.ln\\.", "ln."),
            new Rename("^dtae\\.encoder\\.layers\\.", "dtae_enc."),
            new Rename("^dtae\\.decoder\\.layers\\.", "dtae_dec."),
            new Rename("^fp_head\\.attn_pool\\.", "fp_attn."),
            new Rename("^fp_head\\.proj\\.", "fp_proj."),
            new Rename("^decoder\\.layers\\.", "dec.")),
        List.of("\\.pe$", "^fusion\\.attn\\.", "^head_(cls|reg|anom|future)\\.", "^gcode_head\\."));
  }
}
