package org.loupe.family.ncp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.checkpoint.Archives;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.checkpoint.Signature;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.Probe;
import org.loupe.model.Wiring;
import org.loupe.project.ModelFamily.Member;

@DisplayName("Liquid networks as their trainings saved them")
class RealFilesTest {
  private final LiquidNetworks networks = new LiquidNetworks();

  private static Path file(String name) {
    return Material.shared("ncp_" + name + "_cnc.pt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cfc_fc | ncps CfC, 7 inputs, 32 units, 3 outputs",
        "cfc_autoncp | ncps CfC, 7 inputs, 3 layers, 32 units, 3 outputs",
        "ltc_fc | ncps LTC, 7 inputs, 16 units, 3 outputs",
        "ltc_autoncp | ncps LTC, 7 inputs, 24 units, 3 outputs"
      })
  @DisplayName("are recognised, and become sound archives with the file's own parameter names")
  void recognised(String name, String description, @TempDir Path folder) throws Exception {
    Path file = file(name);
    Member member = networks.recognise(file, null).orElseThrow();
    assertThat(member.problem()).isNull();
    assertThat(member.description()).isEqualTo("a liquid network (" + description + ")");
    assertThat(member.assumptions().get(0)).contains("early_state_dict");

    Path archive = folder.resolve(name + ".ts.pt");
    networks.write(file, null, archive);
    Archives.requireTorchScript(archive);
    Archives.requireSound(archive);
    FileSummary summary = Inspection.inspect(archive);
    assertThat(summary.methods().stream().map(Signature::describe))
        .contains(
            "forward(x: Tensor, timespans: Optional[Tensor] = None) -> Tensor",
            "states(x: Tensor, timespans: Optional[Tensor] = None) -> Tensor",
            "backbone(x: Tensor, timespans: Optional[Tensor] = None) -> Dict[str, Tensor]",
            "step(x: Tensor, h: Tensor, ts: Tensor) -> Tuple[Tensor, Tensor]");
    List<String> saved =
        Inspection.inspect(file).tensors().stream()
            .map(TensorInfo::name)
            .filter(tensor -> tensor.startsWith("state_dict."))
            .map(tensor -> tensor.substring("state_dict.".length()))
            .toList();
    assertThat(summary.tensors().stream().map(TensorInfo::name))
        .containsExactlyInAnyOrderElementsOf(saved);
    assertThat(summary.probes().all().stream().map(Probe::name)).contains("state_sequence");
    assertThat(summary.probes().skipped()).isEmpty();
  }

  @Test
  @DisplayName("have their synapses in the order of the state, layer after layer")
  void synapses() throws Exception {
    List<List<Integer>> adjacency =
        networks.wiring(file("cfc_autoncp"), null).orElseThrow().adjacency();
    assertThat(adjacency).hasSize(32);
    // inter neurons 0 to 17 reach command neurons 18 to 28, which reach motor neurons 29 to 31
    for (int from = 0; from < 32; from++) {
      for (int to = 0; to < 32; to++) {
        boolean possible = from < 18 ? to >= 18 && to < 29 : from < 29 ? to >= 18 : to >= 32;
        assertThat(possible || adjacency.get(from).get(to) == 0).as(from + " to " + to).isTrue();
      }
    }
    assertThat(adjacency.stream().flatMap(List::stream)).contains(-1, 1);
  }

  @ParameterizedTest
  @CsvSource({"ltc_fc,13,0", "ltc_autoncp,13,8", "cfc_autoncp,18,11"})
  @DisplayName("have their neuron types by what reaches them")
  void wiring(String name, int inter, int command) throws Exception {
    Optional<Wiring> wiring = networks.wiring(file(name), null);
    List<String> types = wiring.orElseThrow().neuronTypes();
    assertThat(types.stream().filter("inter"::equals)).hasSize(inter);
    assertThat(types.stream().filter("command"::equals)).hasSize(command);
    assertThat(types.stream().filter("motor"::equals)).hasSize(3);
  }
}
