package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.checkpoint.internal.StateDictNames;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

@DisplayName("A state dict")
class StateDictTest {
  private static final List<String> MODEL = List.of("model");

  @TempDir Path folder;

  @Test
  @DisplayName("gives tensors, also those that are views")
  void reads() throws Exception {
    try (StateDict dict = StateDict.open(file(TestArchives.training()))) {
      assertThat(dict.sections()).containsExactly("model");
      assertThat(dict.tensors(MODEL)).containsOnlyKeys("w", "t");
      assertThat(dict.read("w", MODEL).floats()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(dict.read("t", MODEL).floats()).containsExactly(0, 3, 1, 4, 2, 5);
      assertThat(dict.read("t", MODEL).info().describe()).isEqualTo("float32 [3,2]");
    }
  }

  @Test
  @DisplayName("is read from the legacy format, too")
  void legacy() throws Exception {
    Path file = file(TestArchives.legacy());
    try (StateDict dict = StateDict.open(file)) {
      assertThat(dict.read("b", List.of()).longs()).containsExactly(-5, 1L << 40);
    }
    assertThat(Inspection.inspect(file).kind()).isEqualTo(FileSummary.Kind.LEGACY_CHECKPOINT);
  }

  @Test
  @DisplayName("turns bfloat16 and half precision into floats")
  void halves() {
    assertThat(tensor(StoredType.BFLOAT16, 0x80, 0x3f).floats()).containsExactly(1f);
    assertThat(tensor(StoredType.FLOAT16, 0x00, 0xc0).floats()).containsExactly(-2f);
    assertThat(tensor(StoredType.FLOAT16, 0x01, 0x00).floats()).containsExactly(0x1p-24f);
    assertThat(tensor(StoredType.FLOAT16, 0x00, 0x7c).floats())
        .containsExactly(Float.POSITIVE_INFINITY);
    assertThat(tensor(StoredType.UINT8, 0xff).longs()).containsExactly(255);
  }

  private static StoredTensor tensor(StoredType type, int... bytes) {
    byte[] stored = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      stored[i] = (byte) bytes[i];
    }
    return new StoredTensor(new TensorInfo("x", type, List.of(1L), TensorInfo.Role.ENTRY), stored);
  }

  @Test
  @DisplayName("never runs what it holds: unknown classes are only named")
  void placeholders() throws Exception {
    byte[] pickle =
        new Pickler()
            .dict()
            .text("run")
            .global("os", "system")
            .operation('(')
            .text("touch " + folder.resolve("ran"))
            .operation('t')
            .operation('R')
            .setItem()
            .end();

    FileSummary summary = Inspection.inspect(file(TestArchives.checkpoint(pickle)));

    assertThat(summary.values().get("run").toString()).startsWith("<os.system>");
    assertThat(folder.resolve("ran")).doesNotExist();
  }

  @Test
  @DisplayName("is refused when a tensor leaves its storage")
  void outOfStorage() throws Exception {
    assertRefused(new long[] {2, 3}, new long[] {4, 1}, 0, "leaves its storage of 6 elements");
    assertRefused(new long[] {6}, new long[] {1}, 1, "leaves its storage");
    assertRefused(new long[] {2}, new long[] {-1}, 3, "negative size or stride");
    assertRefused(new long[] {2}, new long[] {1}, -3, "begins before its storage");
    assertRefused(new long[] {1L << 40, 1L << 40}, new long[] {0, 0}, 0, "impossible size");
    assertRefused(new long[] {1L << 31}, new long[] {0}, 0, "more than is read at once");
  }

  private void assertRefused(long[] shape, long[] strides, long offset, String message)
      throws IOException {
    byte[] pickle =
        new Pickler()
            .dict()
            .text("w")
            .tensor("FloatStorage", "0", 6, offset, shape, strides)
            .setItem()
            .end();
    Path file = file(TestArchives.checkpoint(pickle));
    assertThatThrownBy(
            () -> {
              try (StateDict dict = StateDict.open(file)) {
                dict.tensors(List.of());
              }
            })
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("that holds itself is shown without end")
  void cyclic() throws Exception {
    byte[] pickle =
        new Pickler()
            .dict()
            .text("list")
            .list()
            .operation('q')
            .operation(1)
            .operation('h')
            .operation(1)
            .operation('a')
            .setItem()
            .end();

    FileSummary summary = Inspection.inspect(file(TestArchives.checkpoint(pickle)));

    assertThat(summary.values().get("list").toString()).contains("[…]").hasSizeLessThan(200);
  }

  @Test
  @DisplayName("is refused when a value promises more bytes than there are")
  void hugeString() throws Exception {
    byte[] pickle = new Pickler().operation('X').number(0x7fffffff).end();

    assertThatThrownBy(() -> Inspection.inspect(file(TestArchives.checkpoint(pickle))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2147483647 bytes");
  }

  @Test
  @DisplayName("is mapped to an architecture by the card's rules, or refused with counts")
  void mapping() throws Exception {
    StateDictRules rules =
        new StateDictRules(
            MODEL, List.of(new StateDictRules.Rename("^w$", "weight")), List.of("^t$"));
    Map<String, long[]> shapes = new LinkedHashMap<>(Map.of("weight", new long[] {2, 3}));
    Architecture one = architecture(shapes);
    shapes.put("w", new long[] {3, 2});
    Architecture two = architecture(shapes);
    try (StateDict dict = StateDict.open(file(TestArchives.training()))) {
      assertThat(StateDictMapping.of(dict, rules, one).requireComplete().names())
          .isEqualTo(Map.of("weight", "w"));
      StateDictRules bare = new StateDictRules(MODEL, List.of(), List.of());
      assertThatThrownBy(() -> StateDictMapping.of(dict, bare, two).requireComplete())
          .hasMessageContaining("of 2 parameters 0 are found, 1 missing (weight float32 [2,3])")
          .hasMessageContaining("1 of another shape or type (w float32 [2,3] for w float32 [3,2])")
          .hasMessageContaining("1 left over (t)");
      assertThatThrownBy(() -> dict.tensors(List.of("lm")))
          .hasMessageContaining("no section 'lm'")
          .hasMessageContaining("[model]");
    }
  }

  @Test
  @DisplayName("that fits in nothing is refused in one bounded sentence")
  void bounded() throws Exception {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    IntStream.range(0, 500).forEach(i -> shapes.put("weight_" + i, new long[] {2}));
    Architecture wanted = architecture(shapes);
    StateDictRules rules = new StateDictRules(MODEL, List.of(), List.of());
    try (StateDict dict = StateDict.open(file(TestArchives.training()))) {
      assertThatThrownBy(() -> StateDictMapping.of(dict, rules, wanted).requireComplete())
          .hasMessageContaining("500 missing (weight_0 float32 [2], ")
          .hasMessageContaining("and 497 more, see the log)")
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)!", "((.|.)\\2?)*!"})
  @Timeout(240)
  @DisplayName("is refused when a rule of the card would never end")
  void endlessRules(String pattern) {
    List<String> names = List.of("a".repeat(120), "encoder.layers.0.self_attn.in_proj_weight");
    StateDictRules rename =
        new StateDictRules(List.of(), List.of(new StateDictRules.Rename(pattern, "x")), List.of());
    StateDictRules ignore = new StateDictRules(List.of(), List.of(), List.of(pattern));
    for (StateDictRules rules : List.of(rename, ignore)) {
      assertThatThrownBy(() -> StateDictNames.renamed(names, rules))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("cannot be applied (it takes too long on some names)")
          .hasMessageContaining("correct it in the model card");
    }
  }

  @Test
  @DisplayName("is refused when a rule names a group that its expression lacks")
  void wrongReplacement() {
    StateDictRules rules =
        new StateDictRules(List.of(), List.of(new StateDictRules.Rename("(a)", "$7")), List.of());
    assertThatThrownBy(() -> StateDictNames.renamed(List.of("a"), rules))
        .hasMessageContaining("stateDict.rename rule '(a)' → '$7' cannot be applied (No group 7)");
  }

  private Architecture architecture(Map<String, long[]> shapes) throws Exception {
    return Architecture.read(
        Files.write(folder.resolve("architecture.pt"), TestArchives.parameters(shapes)));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("it.pt"), bytes);
  }
}
