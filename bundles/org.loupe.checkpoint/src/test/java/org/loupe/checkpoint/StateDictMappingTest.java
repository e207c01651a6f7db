package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.loupe.checkpoint.TestTensors.shapes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;
import org.loupe.model.StateDictRules.Rename;

@DisplayName("A state dict's mapping")
class StateDictMappingTest {
  /** Of TestArchives.script(): weight [2,3]. */
  private static final long[] WEIGHT = {2, 3};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weight",
        "module.weight",
        "_orig_mod.weight",
        "module._orig_mod.weight",
        "_orig_mod.module.weight",
        "model.weight",
        "ema.weight",
        "anything.at.all.weight"
      })
  @DisplayName("finds parameters behind the prefixes that wrappers leave, and says so")
  void prefixes(String name) throws Exception {
    StateDictMapping mapping = map(file(shapes(name, WEIGHT)), null);

    assertThat(mapping.isComplete()).isTrue();
    assertThat(mapping.names()).isEqualTo(Map.of("weight", name));
    assertThat(mapping.decisions().isEmpty()).isEqualTo(name.equals("weight"));
  }

  @Test
  @DisplayName("leaves out what an averaged model counts, but nothing else")
  void averaged() throws Exception {
    StateDictMapping averaged = map(file(shapes("n_averaged").and("module.weight", WEIGHT)), null);
    assertThat(averaged.requireComplete().decisions())
        .containsExactly("The prefix 'module.' was stripped.", "'n_averaged' was left out.");

    StateDictMapping more = map(file(shapes("ema.weight", WEIGHT).and("loss.weight", 2)), null);
    assertThat(more.names()).isEqualTo(Map.of("weight", "ema.weight"));
    assertThat(more.leftOver()).containsOnlyKeys("loss.weight");
  }

  @Test
  @DisplayName("adds the prefix that an exporter's wrapper has")
  void added() throws Exception {
    Architecture net = Architecture.read(TestTensors.file("net.ts.pt"));
    TestTensors.Shapes shapes = new TestTensors.Shapes();
    List<TensorInfo> inner =
        net.tensors().stream().filter(t -> t.name().startsWith("first.inner.")).toList();
    inner.forEach(t -> shapes.and(t.name().substring("first.inner.".length()), shape(t)));
    try (StateDict dict = StateDict.open(file(shapes))) {
      RulesCompletion completed = RulesCompletion.of(dict, null, inner);
      assertThat(completed.decisions()).containsExactly("The prefix 'first.inner.' was added.");
    }
  }

  @Test
  @DisplayName("keeps the rules of a card as they are")
  void cardRules() throws Exception {
    Path file = file(shapes("module.weight", WEIGHT));

    assertThat(map(file, rules(List.of(), new Rename("^module\\.", ""))).isComplete()).isTrue();
    assertThat(map(file, rules(List.of())).missing()).hasSize(1);
    assertThat(map(file, rules(List.of("module"))).isComplete()).isTrue();
  }

  @Test
  @DisplayName("takes the section that fits, of several equal ones the usual one")
  void sections() throws Exception {
    Path early = checkpoint("early_state_dict", "state_dict");
    assertThat(map(early, null).rules().sections()).containsExactly("state_dict");
    assertThat(map(early, null).decisions())
        .containsExactly("Section 'state_dict' was taken; [early_state_dict] would fit, too.");

    Path neither = checkpoint("generator", "shadow");
    assertThatThrownBy(() -> map(neither, null))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("two sections that fit equally well, 'generator' and 'shadow'");
  }

  @Test
  @DisplayName("takes sections together, and names of two sections with their section")
  void severalSections() throws Exception {
    List<TensorInfo> wanted =
        List.of(tensor("a.weight", 2, 3), tensor("b.weight", 2, 3), tensor("c", 6));
    byte[] pickle =
        new Pickler()
            .dict()
            .text("a")
            .dict()
            .text("weight")
            .tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
            .setItem()
            .setItem()
            .text("b")
            .dict()
            .text("weight")
            .tensor("FloatStorage", "0", 6, 0, new long[] {2, 3}, new long[] {3, 1})
            .setItem()
            .setItem()
            .text("c")
            .tensor("FloatStorage", "0", 6, 0, new long[] {6}, new long[] {1})
            .setItem()
            .end();
    Path file = Files.write(folder.resolve("it.pt"), TestArchives.checkpoint(pickle));
    try (StateDict dict = StateDict.open(file)) {
      assertThat(dict.tensors(List.of())).containsOnlyKeys("a.weight", "b.weight", "c");
      assertThatThrownBy(() -> dict.tensors(List.of("a", "b")))
          .hasMessageContaining("two tensors named 'weight' in the sections a, b");
      assertThat(RulesCompletion.of(dict, null, wanted).rules().sections()).isEmpty();
      List<TensorInfo> ofOne = List.of(tensor("weight", 2, 3));
      assertThatThrownBy(() -> RulesCompletion.of(dict, null, ofOne))
          .hasMessageContaining("'a' and 'b'");
    }
  }

  @Test
  @DisplayName("takes sections together where each holds a part of the model")
  void together() throws Exception {
    Path file = TestTensors.file("objects.pt");
    List<TensorInfo> wanted = List.of(tensor("weight", 2), tensor("marked", 3));
    try (StateDict dict = StateDict.open(file)) {
      RulesCompletion completed = RulesCompletion.of(dict, null, wanted);
      assertThat(completed.rules().sections()).containsExactlyInAnyOrder("bag", "model");
      assertThat(completed.decisions()).singleElement().asString().contains("taken together");
    }
  }

  @Test
  @DisplayName("strips no prefix that tells two tensors apart")
  void ambiguousPrefix() throws Exception {
    StateDictMapping mapping =
        map(file(shapes("weight", WEIGHT).and("module.weight", WEIGHT)), null);

    assertThat(mapping.names()).isEqualTo(Map.of("weight", "weight"));
    assertThat(mapping.leftOver()).containsOnlyKeys("module.weight");
  }

  @Test
  @DisplayName("needs an architecture that has parameters")
  void frozen() throws Exception {
    Architecture frozen = Architecture.read(TestTensors.file("frozen.ts.pt"));
    try (StateDict dict = StateDict.open(TestTensors.file("module_legacy.pt"))) {
      assertThatThrownBy(() -> StateDictMapping.of(dict, null, frozen))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("frozen.ts.pt has no parameters")
          .hasMessageContaining("save one that is not frozen");
    }
  }

  @Test
  @DisplayName("tells all that does not fit, shapes and types and what cannot be read")
  void misfits() throws Exception {
    Path objects = TestTensors.file("objects.pt");
    StateDictRules rules =
        new StateDictRules(
            List.of("model"),
            List.of(new Rename("^sparse$", "weight")),
            List.of("^(quant|comp|mark)"));
    StateDictMapping mapping = map(objects, rules);
    assertThat(mapping.unread()).containsOnlyKeys("weight");
    assertThat(mapping.leftOver()).isEqualTo(Map.of("parameter", "parameter"));
    assertThatThrownBy(mapping::requireComplete)
        .hasMessageContaining(
            "1 not readable (weight is a sparse tensor (save it with .to_dense()))");

    StateDictMapping transposed = map(file(shapes("weight", 3, 2)), null);
    assertThat(transposed.misfits())
        .extracting(StateDictMapping.Misfit::describe)
        .containsExactly("weight float32 [3,2] for weight float32 [2,3]");
  }

  private StateDictMapping map(Path file, StateDictRules rules) throws Exception {
    Path archive = Files.write(folder.resolve("arch.pt"), TestArchives.script());
    try (StateDict dict = StateDict.open(file)) {
      return StateDictMapping.of(dict, rules, Architecture.read(archive));
    }
  }

  private static StateDictRules rules(List<String> sections, Rename... renames) {
    return new StateDictRules(sections, List.of(renames), List.of());
  }

  private static TensorInfo tensor(String name, Long... shape) {
    return new TensorInfo(name, StoredType.FLOAT32, List.of(shape), TensorInfo.Role.PARAMETER);
  }

  private static TensorInfo tensor(String name, int... shape) {
    return tensor(
        name, java.util.Arrays.stream(shape).mapToObj(size -> (long) size).toArray(Long[]::new));
  }

  private static long[] shape(TensorInfo tensor) {
    return tensor.shape().stream().mapToLong(Long::longValue).toArray();
  }

  private Path file(Map<String, long[]> shapes) throws IOException {
    return Files.write(folder.resolve("it.safetensors"), TestTensors.safetensors(shapes));
  }

  private Path checkpoint(String... sections) throws IOException {
    Pickler pickle = new Pickler().dict();
    for (String section : sections) {
      pickle
          .text(section)
          .dict()
          .text("weight")
          .tensor("FloatStorage", "0", 6, 0, WEIGHT, new long[] {3, 1})
          .setItem()
          .setItem();
    }
    return Files.write(folder.resolve("it.pt"), TestArchives.checkpoint(pickle.end()));
  }
}
