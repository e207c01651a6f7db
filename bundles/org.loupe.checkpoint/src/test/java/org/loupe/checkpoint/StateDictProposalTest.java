package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.checkpoint.StateDictProposal.Confidence;
import org.loupe.checkpoint.StateDictProposal.Row;
import org.loupe.checkpoint.TestTensors.Shapes;
import org.loupe.checkpoint.internal.StateDictNames;
import org.loupe.checkpoint.internal.proposal.IgnoreRules;
import org.loupe.checkpoint.internal.proposal.RenameRules;
import org.loupe.checkpoint.internal.proposal.TensorPairing;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;
import org.loupe.model.StateDictRules.Rename;

@DisplayName("A proposed mapping")
class StateDictProposalTest {
  @TempDir Path folder;

  @Test
  @DisplayName("is nothing but the names where they fit, but for prefixes")
  void confirmed() throws Exception {
    StateDictProposal proposal =
        propose(TestTensors.file("net_parallel.pt"), TestTensors.file("net.ts.pt"), null);

    assertThat(proposal.mapping().isComplete()).isTrue();
    assertThat(proposal.rules().rename()).containsExactly(new Rename("^module\\.", ""));
    assertThat(proposal.count(Confidence.SURE)).isEqualTo(15);
    assertThat(proposal.count(Confidence.KEPT)).isEqualTo(1);
    assertThat(proposal.rows()).extracting(Row::reason).contains("the same name but for a prefix");
  }

  @Test
  @DisplayName("keeps what a card's rules find, and adds what they miss")
  void partly() throws Exception {
    StateDictRules rules =
        new StateDictRules(
            List.of("model_state_dict"), List.of(new Rename("^module\\.norm", "norm")), List.of());
    StateDictProposal proposal =
        propose(TestTensors.file("net_parallel.pt"), TestTensors.file("net.ts.pt"), rules);

    assertThat(proposal.mapping().isComplete()).isTrue();
    assertThat(proposal.rows())
        .filteredOn(row -> row.reason().equals("by the card's rules"))
        .extracting(row -> row.wanted().name())
        .hasSize(5)
        .allMatch(name -> name.startsWith("norm."));
  }

  @Test
  @DisplayName("replaces a card's rules that cannot be applied at all")
  void useless() throws Exception {
    StateDictRules rules = new StateDictRules(List.of("weights"), List.of(), List.of());

    assertThat(
            propose(TestTensors.file("net_parallel.pt"), TestTensors.file("net.ts.pt"), rules)
                .mapping()
                .isComplete())
        .isTrue();
  }

  @Test
  @DisplayName("says what is missing and of another shape, and what would be left out")
  void missing() throws Exception {
    Path file =
        Files.write(
            folder.resolve("it.safetensors"),
            TestTensors.safetensors(
                TestTensors.shapes("top", 3, 3).and("bottom", 2, 2).and("classifier.weight", 9)));

    StateDictProposal proposal = propose(file, TestTensors.file("net.ts.pt"), null);

    assertThat(proposal.mapping().isComplete()).isFalse();
    assertThat(row(proposal, "top").confidence()).isEqualTo(Confidence.MISSING);
    assertThat(row(proposal, "top").reason()).contains("float32 [3,3]");
    assertThat(row(proposal, "bottom").confidence()).isEqualTo(Confidence.SURE);
    assertThat(proposal.leftOver())
        .extracting(TensorInfo::name)
        .containsExactly("top", "classifier.weight");
  }

  @Test
  @DisplayName("takes another tensor for a row by hand; its rules then give just that")
  void byHand() throws Exception {
    Path file =
        Files.write(
            folder.resolve("it.safetensors"),
            TestTensors.safetensors(
                TestTensors.shapes("weight", 2, 3).and("other", 2, 3).and("bias", 2)));
    Path archive =
        Files.write(
            folder.resolve("arch.pt"),
            TestArchives.parameters(
                new TreeMap<>(Map.of("weight", new long[] {2, 3}, "weight_2", new long[] {2, 3}))));
    try (StateDict dict = StateDict.open(file)) {
      Architecture architecture = Architecture.read(archive);
      StateDictProposal first = StateDictProposal.of(dict, null, architecture);
      assertThat(first.mapping().names().get("weight")).isEqualTo("weight");
      assertThat(first.candidates(row(first, "weight")))
          .extracting(TensorInfo::name)
          .containsExactlyInAnyOrder("weight", "other");

      StateDictProposal second = first.with(dict, architecture, "weight_2", "weight");
      StateDictProposal third = second.with(dict, architecture, "weight", "other");
      for (StateDictProposal chosen :
          List.of(third, third.with(dict, architecture, "weight", "other"))) {
        assertThat(chosen.mapping().isComplete()).isTrue();
        assertThat(chosen.mapping().names())
            .isEqualTo(Map.of("weight_2", "weight", "weight", "other"));
        assertThat(StateDictMapping.of(dict, chosen.rules(), architecture).names())
            .isEqualTo(chosen.mapping().names());
        assertThat(chosen.leftOver()).extracting(TensorInfo::name).containsExactly("bias");
        assertThat(row(chosen, "weight").reason()).isEqualTo("chosen by hand");
      }
      StateDictProposal back = third.with(dict, architecture, "weight_2", "other");
      assertThat(back.mapping().names()).isEqualTo(Map.of("weight_2", "other", "weight", "weight"));
      assertThat(row(back, "weight").confidence()).isEqualTo(Confidence.DOUBTFUL);
    }
  }

  @Test
  @DisplayName("has rules for tensors that take each other's place")
  void exchanged() throws Exception {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String layer : List.of("0", "1", "2")) {
      pairs.put("old." + layer + ".weight", "new." + layer + ".weight");
    }
    pairs.put("old.3.weight", "new.4.weight");
    pairs.put("old.4.weight", "new.3.weight");
    pairs.put("a", "b");
    pairs.put("b", "c");
    pairs.put("c", "a");
    StateDictRules rules = new StateDictRules(List.of(), RenameRules.of(pairs), List.of());
    Map<String, String> turned = new HashMap<>();
    StateDictNames.renamed(pairs.keySet(), rules).forEach((to, from) -> turned.put(from, to));
    assertThat(turned).isEqualTo(pairs);
  }

  @Test
  @DisplayName("finds renamed containers, and does not mistake one layer for another")
  void containers() throws Exception {
    Shapes stored = new Shapes();
    Shapes wanted = new Shapes();
    for (int layer = 0; layer < 12; layer++) {
      for (String part : List.of("attn.query", "attn.key", "norm1", "norm2")) {
        stored.and("net.transformer.layers." + layer + "." + part + ".weight", 4, 4);
        wanted.and("encoder." + layer + "." + part + ".weight", 4, 4);
      }
    }
    Map<String, String> pairs = pairs(stored, wanted, true);

    assertThat(pairs).hasSize(48);
    pairs.forEach(
        (from, to) -> assertThat(from.replace("net.transformer.layers", "encoder")).isEqualTo(to));
    assertThat(RenameRules.of(pairs))
        .containsExactly(new Rename("^net\\.transformer\\.layers\\.", "encoder."));
  }

  @Test
  @DisplayName("understands abbreviations")
  void abbreviations() throws Exception {
    Shapes stored = TestTensors.shapes("backbone.0.weight", 4).and("embedding.weight", 4);
    Shapes wanted = TestTensors.shapes("emb.weight", 4).and("bb.0.weight", 4);

    assertThat(pairs(stored, wanted, true))
        .isEqualTo(Map.of("backbone.0.weight", "bb.0.weight", "embedding.weight", "emb.weight"));
  }

  @Test
  @DisplayName("is doubtful where something else fits, too, or only the order speaks for it")
  void doubtful() throws Exception {
    Shapes stored = TestTensors.shapes("first.head.weight", 4).and("second.head.weight", 4);
    assertThat(
            TensorPairing.pair(
                infos(stored), infos(TestTensors.shapes("head.weight", 4)), Map.of(), ""))
        .singleElement()
        .satisfies(pair -> assertThat(pair.isSure()).isFalse())
        .satisfies(pair -> assertThat(pair.reason()).contains("but second.head.weight fits, too"));

    List<TensorPairing.Pair> unlike =
        TensorPairing.pair(
            infos(TestTensors.shapes("a.kernel", 4).and("b.kernel", 4).and("u.bias", 4)),
            infos(TestTensors.shapes("x.w", 4).and("y.w", 4).and("z.bias", 4)),
            Map.of(),
            "");
    assertThat(unlike).noneMatch(TensorPairing.Pair::isSure);
    assertThat(unlike)
        .filteredOn(pair -> pair.reason().startsWith("only by its place among 2"))
        .extracting(TensorPairing.Pair::wanted)
        .isSubsetOf("x.w", "y.w");
    assertThat(unlike)
        .anyMatch(pair -> pair.stored().equals("u.bias") && pair.wanted().equals("z.bias"));
  }

  @Test
  @DisplayName("never takes a weight for a bias")
  void roles() throws Exception {
    Shapes stored = TestTensors.shapes("a.weight", 4).and("a.bias", 4);
    Shapes wanted = TestTensors.shapes("z.bias", 4).and("z.weight", 4);

    assertThat(pairs(stored, wanted, false))
        .isEqualTo(Map.of("a.weight", "z.weight", "a.bias", "z.bias"));
  }

  @Test
  @DisplayName("writes few rules: exceptions first, numbers as groups, middles and endings")
  void rules() {
    assertThat(
            RenameRules.of(
                Map.of(
                    "cell.layer_0.ff1.weight", "cells.0.ff1.weight",
                    "cell.layer_1.ff1.weight", "cells.1.ff1.weight",
                    "cell.layer_0.ff2.weight", "cells.0.ff2.weight",
                    "cell.layer_0.mask", "cells.0.sparsity",
                    "cell.layer_1.mask", "cells.1.sparsity",
                    "fc.weight", "fc.weight")))
        .hasSize(2)
        .last()
        .isEqualTo(new Rename("^cell\\.layer_(\\d+)\\.", "cells.$1."));
    assertThat(
            RenameRules.of(
                Map.of(
                    "a.norm.gamma", "a.norm.weight",
                    "b.c.norm.gamma", "b.c.norm.weight",
                    "d.norm.beta", "d.norm.bias",
                    "e.norm.beta", "e.norm.bias")))
        .containsExactlyInAnyOrder(
            new Rename("\\.gamma$", ".weight"), new Rename("\\.beta$", ".bias"));
    assertThat(RenameRules.of(Map.of("a$b\\c", "x$1"))).hasSize(1);
    assertThat("a$b\\c".replaceAll("^a\\$b\\\\c$", "x\\$1")).isEqualTo("x$1");
  }

  @Test
  @DisplayName("leaves out whole containers, or all that ends alike, and nothing that is kept")
  void ignoring() {
    List<String> kept = List.of("a.0.weight", "b.0.weight", "b.1.weight", "dec.pos.scale");
    List<String> left =
        List.of("a.0.pe", "b.0.pe", "b.1.pe", "old.x.weight", "old.y", "a.1.z.weight", "single");

    List<String> rules = IgnoreRules.of(left, kept);

    assertThat(rules).containsExactly("(^|\\.)pe$", "^old\\.", "^a\\.1\\.", "^single$");
  }

  private static Map<String, String> pairs(Shapes stored, Shapes wanted, boolean sure)
      throws BadInputException {
    List<TensorPairing.Pair> pairs = TensorPairing.pair(infos(stored), infos(wanted), Map.of(), "");
    if (sure) {
      assertThat(pairs).allMatch(TensorPairing.Pair::isSure);
    }
    return pairs.stream()
        .collect(Collectors.toMap(TensorPairing.Pair::stored, TensorPairing.Pair::wanted));
  }

  private static List<TensorInfo> infos(Shapes shapes) {
    return shapes.entrySet().stream()
        .map(
            named ->
                new TensorInfo(
                    named.getKey(),
                    StoredType.FLOAT32,
                    java.util.Arrays.stream(named.getValue()).boxed().toList(),
                    TensorInfo.Role.PARAMETER))
        .toList();
  }

  private static Row row(StateDictProposal proposal, String name) {
    return proposal.rows().stream()
        .filter(row -> row.wanted().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static StateDictProposal propose(Path checkpoint, Path archive, StateDictRules rules)
      throws BadInputException {
    try (StateDict dict = StateDict.open(checkpoint)) {
      return StateDictProposal.of(dict, rules, Architecture.read(archive));
    }
  }
}
