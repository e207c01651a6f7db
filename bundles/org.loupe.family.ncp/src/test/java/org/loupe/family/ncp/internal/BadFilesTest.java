package org.loupe.family.ncp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.model.StateDictRules;
import org.loupe.model.Wiring;
import org.loupe.project.ModelFamily.Member;

@DisplayName("A file that is no whole liquid network")
class BadFilesTest {
  private final LiquidNetworks networks = new LiquidNetworks();

  @TempDir private Path folder;

  private static ModelCard card(String options) {
    return Material.card(options, null, null);
  }

  private Member member(SavedFile file, ModelCard card) throws Exception {
    return networks.recognise(file.in(folder), card).orElseThrow();
  }

  /** The one sentence, which stands in the way of writing, too. */
  private void assertProblem(SavedFile file, ModelCard card, String... parts) throws Exception {
    Member member = member(file, card);
    assertThat(member.description()).startsWith("a liquid network (");
    assertThat(member.problem()).contains(parts);
    Path archive = folder.resolve("it.ts.pt");
    assertThatThrownBy(() -> networks.write(folder.resolve("it.safetensors"), card, archive))
        .isInstanceOf(BadInputException.class)
        .hasMessage(member.problem());
    assertThat(archive).doesNotExist();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  @DisplayName("is whole to begin with")
  void whole() throws Exception {
    assertThat(member(SavedFile.cfc(), null).problem()).isNull();
    assertThat(member(SavedFile.ltc(), null).problem()).isNull();
    assertThat(member(SavedFile.cfc(), null).assumptions().toString())
        .contains("x-ncp.implementation", "x-ncp.mode", "x-ncp.activation");
    assertThat(member(SavedFile.ltc(), null).assumptions().toString())
        .contains("x-ncp.unfolds", "x-ncp.epsilon", "x-ncp.implicitParamConstraints");
  }

  @Test
  @DisplayName("is not recognised where it only looks alike")
  void others() throws Exception {
    SavedFile transformer = new SavedFile().linear("encoder.ff1", 8, 4).linear("encoder.ff2", 4, 8);
    assertThat(networks.recognise(transformer.in(folder), null)).isEmpty();
    SavedFile leak = new SavedFile().with("cell.gleak", 4).with("cell.cm", 4);
    assertThat(networks.recognise(leak.in(folder), null)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "rnn_cell.time_b.weight",
    "rnn_cell.ff1.bias",
    "rnn_cell.ff2.weight",
    "rnn_cell.backbone.0.bias",
    "fc.bias"
  })
  @DisplayName("is named with the tensor of a CfC that is missing")
  void missingOfCfc(String name) throws Exception {
    assertProblem(
        SavedFile.cfc().without(name), null, "has no tensor '" + name + "'", "whole state dict");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "rnn_cell.vleak",
    "rnn_cell.mu",
    "rnn_cell.sensory_sigma",
    "rnn_cell.erev",
    "rnn_cell.sensory_sparsity_mask"
  })
  @DisplayName("is named with the tensor of an LTC that is missing")
  void missingOfLtc(String name) throws Exception {
    assertProblem(SavedFile.ltc().without(name), null, "has no tensor '" + name + "'");
  }

  @Test
  @DisplayName("is refused with both shapes where a tensor has another")
  void otherShapes() throws Exception {
    assertProblem(
        SavedFile.cfc().with("rnn_cell.time_a.weight", 4, 5), null, "[4, 5]", "need [4,6]");
    assertProblem(SavedFile.cfc().with("fc.weight", 2, 3), null, "[2, 3]", "need [2,4]");
    assertProblem(
        SavedFile.cfc()
            .with("rnn_cell.backbone.0.weight", 5, 7)
            .with("rnn_cell.backbone.0.bias", 5),
        null,
        "rnn_cell.ff1.weight",
        "need [4,5]");
    assertProblem(SavedFile.ltc().with("rnn_cell.sensory_mu", 2, 4), null, "[2, 4]", "need [3,4]");
    assertProblem(SavedFile.ltc().with("rnn_cell.gleak", 1, 4), null, "[1, 4]", "a vector");
    assertProblem(SavedFile.cfc().with("rnn_cell.ff1.weight", 24), null, "[24]", "a matrix");
    assertProblem(SavedFile.cfc().with("rnn_cell.ff1.weight", 0, 6), null, "sizes from 1 to");
  }

  @Test
  @DisplayName("is refused where the state is wider than what the cell takes")
  void noInput() throws Exception {
    assertProblem(
        SavedFile.cfc().with("rnn_cell.backbone.0.weight", 6, 4), null, "takes 4 numbers", "has 4");
  }

  @Test
  @DisplayName("is refused where more outputs are motor neurons than there are units")
  void motors() throws Exception {
    assertProblem(
        SavedFile.ltc().with("rnn_cell.output_w", 5).with("rnn_cell.output_b", 5),
        null,
        "5 outputs, but only 4 units");
    assertProblem(
        SavedFile.ltc().without("rnn_cell.output_w").without("rnn_cell.output_b"),
        null,
        "no output_w",
        "x-ncp.outputs");
    assertProblem(SavedFile.ltc(), card("{\"outputs\":3}"), "x-ncp.outputs is 3", "has 2");
  }

  @Test
  @DisplayName("says which tensors it does not know, and takes them as a read-out or leaves them")
  void leftOver() throws Exception {
    SavedFile file = SavedFile.cfc().linear("head", 5, 2);
    assertProblem(file, null, "head.weight [5, 2], head.bias [5]", "x-ncp.readout", "stateDict");
    assertThat(member(file, card("{\"readout\":\"head\"}")).description()).contains("5 outputs");
    StateDictRules ignoring = new StateDictRules(List.of(), List.of(), List.of("^head\\."));
    assertThat(member(file, Material.card(null, null, ignoring)).description())
        .contains("2 outputs");
    assertProblem(
        SavedFile.cfc().linear("head", 5, 3), card("{\"readout\":\"head\"}"), "need [5,2]");
    assertProblem(SavedFile.cfc(), card("{\"readout\":\"tail\"}"), "no tensor 'tail.weight'");
  }

  @Test
  @DisplayName("says that it holds two networks, or a memory cell")
  void several() throws Exception {
    SavedFile two = SavedFile.cfc();
    for (String name : List.of("ff1", "ff2", "time_a", "time_b")) {
      two.linear("second.rnn_cell." + name, 4, 7);
    }
    assertProblem(two, null, "2 liquid cells", "second.rnn_cell.", "stateDict.ignore");
    assertProblem(
        SavedFile.cfc().with("lstm.input_map.weight", 16, 3), null, "mixed_memory", "TorchScript");
  }

  @Test
  @DisplayName("says what an option of the card must be")
  void options() throws Exception {
    assertProblem(
        SavedFile.cfc(), card("{\"mode\":\"fast\"}"), "x-ncp.mode is \"fast\"", "no_gate");
    assertProblem(SavedFile.cfc(), card("{\"mode\":\"pure\"}"), "time_a");
    assertProblem(SavedFile.cfc(), card("{\"activation\":3}"), "x-ncp.activation is 3", "gelu");
    assertProblem(SavedFile.cfc(), card("{\"colour\":1}"), "unknown key 'colour'", "unfolds");
    assertProblem(SavedFile.cfc(), card("[]"), "no object");
    assertProblem(SavedFile.ltc(), card("{\"unfolds\":0}"), "x-ncp.unfolds is 0", "from 1 to");
    assertProblem(SavedFile.ltc(), card("{\"unfolds\":2.5}"), "x-ncp.unfolds is 2.5");
    assertProblem(SavedFile.ltc(), card("{\"epsilon\":-1}"), "x-ncp.epsilon is -1");
    assertProblem(
        SavedFile.ltc(), card("{\"implicitParamConstraints\":\"no\"}"), "expected true or false");
  }

  @Test
  @DisplayName("asks for the wiring that it does not hold, and refuses one that does not fit")
  void wiring() throws Exception {
    assertProblem(SavedFile.unmasked(), null, "holds no wiring", "x-ncp.sensoryAdjacency", "3 × 6");
    String sensory = "{\"sensoryAdjacency\":[[1,0,-1,0,0,0],[1,1,1,1,0,0],[0,0,0,1,0,0]]}";
    assertProblem(SavedFile.unmasked(), card(sensory), "no wiring.adjacency", "6 × 6");
    assertProblem(SavedFile.unmasked(), card("{\"sensoryAdjacency\":[[1,0]]}"), "1 × 2", "3 × 6");
    assertProblem(SavedFile.unmasked(), card("{\"sensoryAdjacency\":[[7]]}"), "−1, 0 and 1");
    Wiring whole =
        new Wiring(
            List.of(),
            List.of(1, 2, 3, 4, 5, 6).stream().map(i -> List.of(1, 0, 1, 0, 1, 0)).toList());
    Member member = member(SavedFile.unmasked(), Material.card(sensory, whole, null));
    assertThat(member.problem()).isNull();
    assertThat(member.description()).contains("ncps-mlx CfC, 3 inputs, 2 layers, 6 units");
    Wiring drafted =
        networks
            .wiring(folder.resolve("it.safetensors"), Material.card(sensory, whole, null))
            .orElseThrow();
    assertThat(drafted.adjacency()).isEqualTo(whole.adjacency());
    assertThat(drafted.neuronTypes())
        .containsExactly("inter", "inter", "inter", "inter", "motor", "motor");
    Wiring other = new Wiring(List.of(), List.of(List.of(1, 0), List.of(0, 1)));
    assertProblem(SavedFile.unmasked(), Material.card(sensory, other, null), "2 × 2", "6 × 6");
  }

  @Test
  @DisplayName("is refused where layers of a wired cell are missing or of other networks")
  void layers() throws Exception {
    SavedFile first = SavedFile.unmasked();
    for (String name : List.of("ff1", "ff2", "time_a", "time_b")) {
      first.without("rnn_cell.layer_0." + name + ".weight");
    }
    assertProblem(first, null, "has the layers [1]", "from 0 on");
    SavedFile other = SavedFile.unmasked();
    for (String name : List.of("ff1", "ff2", "time_a", "time_b")) {
      other.linear("rnn_cell.layer_1." + name, 2, 9);
    }
    assertProblem(other, null, "takes 7 inputs", "has 4 units");
    assertProblem(
        SavedFile.unmasked().with("rnn_cell.layer_0.sparsity_mask", 4, 6),
        null,
        "[4, 6]",
        "need [4,7]");
  }

  @Test
  @DisplayName("is refused where it is larger than liquid networks are")
  void large() throws IOException, BadInputException {
    SavedFile many = new SavedFile();
    for (String name : LtcNetwork.VECTORS) {
      many.with("rnn_cell." + name, 5000);
    }
    many.with("rnn_cell.sensory_w", 1, 5000);
    assertThat(networks.recognise(many.in(folder), null).orElseThrow().problem())
        .contains("5000 units, at most 4096");
    SavedFile wide = SavedFile.cfc().linear("fc", 20_000_000, 4);
    assertThat(networks.recognise(wide.in(folder), null).orElseThrow().problem())
        .contains("100000160 numbers, at most 67108864");
  }

  @Test
  @DisplayName("is refused as damaged where its header promises more than there is")
  void damaged() throws Exception {
    Path file = SavedFile.cfc().in(folder);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));
    assertThatThrownBy(() -> networks.recognise(file, null))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("it.safetensors");
  }
}
