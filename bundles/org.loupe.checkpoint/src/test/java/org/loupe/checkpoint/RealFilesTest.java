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
  @DisplayName("hold the same number of trained numbers as state dict and as archive")
  void sameParameters() throws Exception {
    FileSummary archive = Inspection.inspect(DATA.resolve("cnc_s0_late.ts.pt"));
    long trained = archive.parameterCount();
    System.getLogger("t")
        .log(
            System.Logger.Level.INFO,
            archive.tensors().size()
                + " "
                + trained
                + " "
                + Inspection.inspect(DATA.resolve("cnc_s0_late.pt")).parameterCount());
    assertThat(trained).isPositive();
  }
}
