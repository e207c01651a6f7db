package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.checkpoint.StateDictProposal.Confidence;
import org.loupe.model.StateDictRules;
import org.loupe.model.StateDictRules.Rename;

@DisplayName("The real checkpoints")
class RealFilesTest {
  private static final Path DATA = Path.of(System.getProperty("loupe.shared.data", ""));

  @TempDir Path folder;

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
    Architecture late = Architecture.read(DATA.resolve("cnc_s0_late.ts.pt"));
    FileSummary archive = late.summary();
    List<TensorInfo> parameters =
        archive.tensors().stream()
            .filter(tensor -> tensor.role() == TensorInfo.Role.PARAMETER)
            .toList();

    try (StateDict dict = StateDict.open(DATA.resolve("cnc_s0_late.pt"))) {
      Map<String, String> mapping =
          StateDictMapping.of(dict, cncRules(), late).requireComplete().names();
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

  @Test
  @DisplayName(
      "give the late archive's very numbers where the state dict is laid over the early one")
  void lateOverEarly() throws Exception {
    StateDictRules card = cncRules();
    List<String> ignore = new ArrayList<>(card.ignore());
    // the early archive was saved without the decoder of the auto-encoder
    ignore.add("^dtae\\.decoder\\.");
    Map<String, EntryBytes> entries =
        StateDictOverlay.entries(
            DATA.resolve("cnc_s0_early.ts.pt"),
            DATA.resolve("cnc_s0_late.pt"),
            new StateDictRules(card.sections(), card.rename(), ignore));

    Architecture laid =
        Architecture.read(
            StateDictOverlayTest.replaced(
                DATA.resolve("cnc_s0_early.ts.pt"), entries, folder.resolve("laid.ts.pt")));
    Architecture late = Architecture.read(DATA.resolve("cnc_s0_late.ts.pt"));
    assertThat(entries).hasSize(136);
    assertThat(laid.tensors()).hasSize(140);
    for (TensorInfo tensor : laid.tensors()) {
      assertThat(laid.read(tensor.name()).bytes())
          .as(tensor.name())
          .isEqualTo(late.read(tensor.name()).bytes());
    }
  }

  @Test
  @DisplayName("are told what is left over where the card's rules do not fit the architecture")
  void leftOver() throws Exception {
    Architecture early = Architecture.read(DATA.resolve("cnc_s0_early.ts.pt"));
    try (StateDict dict = StateDict.open(DATA.resolve("cnc_s0_late.pt"))) {
      StateDictMapping mapping = StateDictMapping.of(dict, cncRules(), early);
      assertThat(mapping.leftOver()).hasSize(36);
      assertThat(mapping.kept())
          .extracting(TensorInfo::name)
          .containsExactlyInAnyOrder("pe", "num_table", "cmd_table", "par_table");
      assertThatThrownBy(mapping::requireComplete)
          .hasMessageContaining("of 136 parameters 136 are found, 36 left over");
    }
  }

  @Test
  @DisplayName("are mapped as the card says by a proposal that knows no rules")
  void proposal() throws Exception {
    Architecture late = Architecture.read(DATA.resolve("cnc_s0_late.ts.pt"));
    try (StateDict dict = StateDict.open(DATA.resolve("cnc_s0_late.pt"))) {
      Map<String, String> right = StateDictMapping.of(dict, cncRules(), late).names();
      StateDictProposal proposal = StateDictProposal.of(dict, null, late);

      assertThat(right).hasSize(172);
      assertThat(proposal.mapping().isComplete()).isTrue();
      assertThat(proposal.mapping().names()).isEqualTo(right);
      assertThat(proposal.rules().sections()).isEqualTo(cncRules().sections());
      assertThat(proposal.rules().rename()).hasSizeLessThanOrEqualTo(cncRules().rename().size());
      assertThat(proposal.count(Confidence.KEPT)).isEqualTo(4);
      // three decoders are made alike: which is which is for people to say
      assertThat(proposal.rows().stream().filter(row -> row.confidence() == Confidence.DOUBTFUL))
          .isNotEmpty()
          .allMatch(row -> row.wanted().name().matches("(dec|dtae_dec|dtae_enc|fp_attn)\\..*"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ncp_cfc_fc_cnc", "ncp_cfc_autoncp_cnc", "ncp_ltc_fc_cnc", "ncp_ltc_autoncp_cnc"})
  @DisplayName("of liquid networks are mapped to their own numbers by a proposal")
  void liquidProposals(String name) throws Exception {
    Architecture net = Architecture.read(DATA.resolve(name + ".ts.pt"));
    try (StateDict dict = StateDict.open(DATA.resolve(name + ".pt"))) {
      StateDictProposal proposal = StateDictProposal.of(dict, null, net);

      assertThat(proposal.mapping().requireComplete().rules().sections())
          .containsExactly("state_dict");
      assertThat(proposal.count(Confidence.DOUBTFUL)).isZero();
      for (Map.Entry<String, String> pair : proposal.mapping().names().entrySet()) {
        assertThat(dict.read(pair.getValue(), List.of("state_dict")).bytes())
            .as(pair.toString())
            .isEqualTo(net.read(pair.getKey()).bytes());
      }
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
