package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.model.BadInputException;
import org.loupe.model.Probe;
import org.loupe.model.Probes.Skipped;

@DisplayName("Probes in a TorchScript archive")
class ProbeWriterTest {
  private static final Path ARCHIVES = Path.of("src/test/resources/org/loupe/checkpoint/archives");

  @TempDir Path folder;

  private static ProbedArchive plan(String archive) throws BadInputException {
    return ProbeWriter.plan(ARCHIVES.resolve(archive + ".pt"), Depth.ATTENTION);
  }

  private static List<String> names(ProbedArchive archive, Probe.Kind kind) {
    return archive.probes().stream()
        .filter(probe -> probe.kind() == kind)
        .map(Probe::name)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"torch-1.13", "torch-2.15"})
  @DisplayName("are named after the modules, in their order")
  void names(String version) throws BadInputException {
    ProbedArchive archive = plan(version + "/attentions.scripted");

    assertThat(archive.depth()).isEqualTo(Depth.ATTENTION);
    assertThat(names(archive, Probe.Kind.OUTPUT))
        .containsExactly(
            "@output",
            "free",
            "free.q",
            "free.k",
            "free.v",
            "inline",
            "inline.q",
            "inline.k",
            "inline.v",
            "multi",
            "multi.out_proj",
            "gate");
    assertThat(archive.probes())
        .contains(new Probe("gate", Probe.Kind.OUTPUT, "gate", "torch.nn.modules.linear.Linear"))
        .contains(new Probe("@output", Probe.Kind.OUTPUT, "", "Attentions"));
    assertThat(archive.skipped()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "torch-1.13/attentions.scripted",
        "torch-2.15/attentions.scripted",
        "torch-1.13/attentions.traced",
        "torch-2.15/attentions.traced_no_grad"
      })
  @DisplayName("show attention weights where they are computed, in methods and in functions")
  void attention(String archive) throws BadInputException {
    assertThat(names(plan(archive), Probe.Kind.ATTENTION))
        .containsExactlyInAnyOrder(
            "@attention",
            "free@attention",
            "inline@attention.0",
            "inline@attention.1",
            "multi@attention");
  }

  @Test
  @DisplayName("are not there for attention where only modules are wanted")
  void modulesOnly() throws BadInputException {
    ProbedArchive archive =
        ProbeWriter.plan(ARCHIVES.resolve("torch-2.15/attentions.scripted.pt"), Depth.MODULES);

    assertThat(archive.depth()).isEqualTo(Depth.MODULES);
    assertThat(names(archive, Probe.Kind.ATTENTION)).isEmpty();
    assertThat(names(archive, Probe.Kind.OUTPUT)).contains("free", "multi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"torch-1.13", "torch-2.15"})
  @DisplayName("are missing where a module cannot have any, with the reason")
  void skipped(String version) throws BadInputException {
    ProbedArchive archive = plan(version + "/odds.scripted");

    assertThat(archive.skipped())
        .extracting(Skipped::module)
        .containsExactlyInAnyOrder(
            "to_dict", "to_named", "to_list", "to_optional", "to_packed", "restored", "");
    assertThat(archive.skipped())
        .contains(
            new Skipped(
                "to_dict",
                "it returns Dict[str, Tensor], neither a tensor nor a tuple that begins with one"),
            new Skipped("restored", "it restores itself by a __setstate__ of its own"),
            new Skipped("", "attention weights of Counter belong to no module"));
    assertThat(names(archive, Probe.Kind.OUTPUT))
        .contains("step", "ways.a way", "ways.b")
        .doesNotContain("@output", "ways");
  }

  @Test
  @DisplayName("are few in a frozen archive, which says so")
  void frozen() throws BadInputException {
    ProbedArchive archive = plan("torch-1.13/transformers.frozen");

    assertThat(archive.probes()).extracting(Probe::name).hasSize(6).startsWith("@output");
    assertThat(archive.skipped())
        .containsExactly(new Skipped("", "torch.jit.freeze has dissolved its sub-modules"));
  }

  @Test
  @DisplayName("are missing where a trace took a fast path, with the reason")
  void fastPath() throws BadInputException {
    ProbedArchive archive = plan("torch-2.15/transformers.traced_no_grad");

    assertThat(archive.skipped())
        .contains(
            new Skipped(
                "encoder.layers.0",
                "its attention weights are lost in an operator on nested tensors"),
            new Skipped("encoder.layers.0.linear1", "tracing recorded no call under its name"));
  }

  @Test
  @DisplayName("leave an archive's numbers as they are, aligned, and take its debug files away")
  void written() throws BadInputException, IOException {
    Path original = ARCHIVES.resolve("torch-1.13/layers.scripted.pt");
    Map<String, byte[]> entries = entries(original);
    String root = "layers.scripted/";
    byte[] debug = new Pickler().list().end();
    entries.put(root + "code/__torch__.py.debug_pkl", debug);
    entries.put(root + "code/other.py.debug_pkl", debug);
    Path with = Files.write(folder.resolve("with.pt"), TestArchives.zip(entries));
    Path to = folder.resolve("probed.pt");
    ProbeWriter.write(with, Depth.ATTENTION, Map.of(), to);

    Map<String, byte[]> written = entries(to);
    assertThat(written)
        .containsKeys(root + "code/__torch__/probe__.py", root + "code/other.py.debug_pkl")
        .doesNotContainKey(root + "code/__torch__.py.debug_pkl");
    // in their order: libtorch takes the first one's folder for the archive's
    assertThat(written.keySet().iterator().next()).isEqualTo(entries.keySet().iterator().next());
    entries.keySet().stream()
        .filter(name -> name.contains("/data/") || name.endsWith("constants.pkl"))
        .forEach(name -> assertThat(written.get(name)).as(name).isEqualTo(entries.get(name)));
    try (ZipArchive zip = ZipArchive.open(to)) {
      assertThat(zip.entries().values()).allMatch(entry -> entry.offset() % 64 == 0);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(with, to);
    }
  }

  @Test
  @DisplayName("come with other contents of entries, read when they are written")
  void replaced() throws BadInputException, IOException {
    Path original = ARCHIVES.resolve("torch-1.13/cells.scripted.pt");
    Path to = folder.resolve("other.pt");
    ProbeWriter.write(original, Depth.PLAIN, Map.of("data/0", () -> new byte[] {1, 2, 3, 4}), to);

    assertThat(entries(to).get("cells.scripted/data/0")).containsExactly(1, 2, 3, 4);
    assertThatThrownBy(
            () ->
                ProbeWriter.write(original, Depth.PLAIN, Map.of("data/99", () -> new byte[0]), to))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no entry 'data/99'");
    assertThatThrownBy(
            () ->
                ProbeWriter.write(
                    original,
                    Depth.PLAIN,
                    Map.of(
                        "data/1",
                        () -> {
                          throw new BadInputException("gone");
                        }),
                    to))
        .hasMessage("gone");
    // what was there is whole, and nothing is left beside it
    assertThat(entries(to).get("cells.scripted/data/0")).containsExactly(1, 2, 3, 4);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(to);
    }
  }

  @Test
  @DisplayName("are not put where their names are taken, as by other probes")
  void taken() throws BadInputException, IOException {
    ProbedArchive archive = plan(net("    probe__0 = x", "    return probe__0"), Depth.ATTENTION);

    assertThat(archive.depth()).isEqualTo(Depth.PLAIN);
    assertThat(archive.probes()).isEmpty();
    assertThat(archive.skipped().get(0).reason()).contains("begin with probe__");
  }

  @Test
  @DisplayName("are not there where code is not written as torch prints it")
  void unreadable() throws BadInputException, IOException {
    ProbedArchive archive =
        plan(
            """
            class Net(Module):
              training : bool
              def forward(self: __torch__.Net,
                x: Tensor) -> Tensor:
                return x
            x = 1
            """,
            Depth.ATTENTION);

    assertThat(archive.depth()).isEqualTo(Depth.PLAIN);
    assertThat(archive.skipped())
        .containsExactly(new Skipped("", "its code is not written as torch prints it"));
  }

  @Test
  @DisplayName("leave strings and comments that look like code alone")
  void strings() throws BadInputException, IOException {
    String code =
        net(
            "    y = f(\"torch.softmax(x, -1)\", \"torch.lstm(\\\"(\")",
            "    return torch.softmax(y, 1)");
    assertThat(plan(code, Depth.ATTENTION).probes())
        .extracting(Probe::name)
        .containsExactly("@output");
    assertThat(source(code, Depth.ATTENTION)).contains("f(\"torch.softmax(x, -1)\", ");
  }

  @Test
  @DisplayName("tell recurrent layers that they train, with dropout off, packed or not")
  void recurrent() throws BadInputException, IOException {
    String code =
        net(
            "    a, b, c = torch.lstm(x, [h, c], w, True, 2, 0.10000000000000001, t, False, True)",
            "    a, b = torch.gru(x, sizes, h, w, True, 1, 0., training, False)",
            "    a, b = torch.rnn_tanh(x, h, w, biases, 1, 0.5, False, False, True)",
            "    a, b = torch.rnn_relu(x, y, z, u, v, p, q, r, s)",
            "    return a");
    assertThat(source(code, Depth.PLAIN))
        .contains("torch.lstm(x, [h, c], w, True, 2, 0., True, False, True)")
        .contains("torch.gru(x, sizes, h, w, True, 1, 0., True, False)")
        .contains("torch.rnn_tanh(x, h, w, biases, 1, 0., True, False, True)")
        .contains("torch.rnn_relu(x, y, z, u, v, p, q, r, s)");
  }

  @Test
  @DisplayName("have one name in the two branches of an if, of which only one is run")
  void branches() throws BadInputException, IOException {
    String code =
        net(
            "    if a:",
            "      y = torch.softmax(x, -1)",
            "    else:",
            "      if b:",
            "        y = torch.softmax(x, 3)",
            "      else:",
            "        y = torch.softmax(torch.softmax(x, dim), -1)",
            "    return torch.softmax(y, -1)");
    assertThat(names(plan(code, Depth.ATTENTION), Probe.Kind.ATTENTION))
        .containsExactly("@attention.0", "@attention.1", "@attention.2");
    assertThat(source(code, Depth.ATTENTION))
        .contains(
            "      y = __torch__.probe__.attention(self.probe__, 0, torch.softmax(x, -1), -1, )")
        .contains(
            "    probe__0 = __torch__.probe__.attention(self.probe__, 2, torch.softmax(y, -1), -1, )");
  }

  @Test
  @DisplayName("of functions that call each other without end are left out")
  void recursion() throws BadInputException, IOException {
    String code =
        net("    return __torch__.f(x, )")
            + """
            def f(x: Tensor) -> Tensor:
              return __torch__.g(torch.relu(x), )
            def g(x: Tensor) -> Tensor:
              return __torch__.f(torch.relu(x), )
            """;
    assertThat(names(plan(code, Depth.ATTENTION), Probe.Kind.ATTENTION)).isEmpty();
  }

  @Test
  @DisplayName("are planned within bounds for code that doubles at every call")
  void growth() {
    // 2^60 attentions
    String functions =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    "def f%d(x: Tensor) -> Tensor:\n  y = %s\n  return %s\n"
                        .formatted(i, call(i), call(i)))
            .collect(Collectors.joining());
    // a second or so; without bounds it would not end
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          ProbedArchive doubling =
              plan(net("    return __torch__.f59(x, )") + functions, Depth.ATTENTION);
          assertThat(doubling.probes()).extracting(Probe::name).containsExactly("@output");
          String packs =
              "    if a:\n      y = torch._nested_tensor_from_mask(x, m, False)\n".repeat(20_000);
          assertThat(plan(net(packs + "    return x"), Depth.ATTENTION).probes()).hasSize(1);
        });
  }

  private static String call(int function) {
    return function == 0 ? "torch.softmax(x, -1)" : "__torch__.f" + (function - 1) + "(x, )";
  }

  private static String net(String... body) {
    return """
        class Net(Module):
          training : bool
          def forward(self: __torch__.Net,
            x: Tensor) -> Tensor:
        """
        + String.join("\n", body)
        + "\n";
  }

  /** A model with one attribute and this code. */
  private Path archive(String code) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    byte[] pickle =
        new Pickler()
            .object("__torch__", "Net")
            .dict()
            .operation('(')
            .text("training")
            .operation(0x89)
            .operation('u')
            .operation('b')
            .end();
    entries.put("net/data.pkl", pickle);
    entries.put("net/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
    entries.put("net/constants.pkl", new Pickler().dict().end());
    entries.put("net/version", TestArchives.text("3\n"));
    return Files.write(folder.resolve("net.pt"), TestArchives.zip(entries));
  }

  private ProbedArchive plan(String code, Depth depth) throws BadInputException, IOException {
    return ProbeWriter.plan(archive(code), depth);
  }

  private String source(String code, Depth depth) throws BadInputException, IOException {
    Path to = folder.resolve("probed.pt");
    ProbeWriter.write(archive(code), depth, Map.of(), to);
    return new String(entries(to).get("net/code/__torch__.py"), StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> entries(Path archive) throws BadInputException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipArchive zip = ZipArchive.open(archive)) {
      for (ZipArchive.Entry entry : zip.entries().values()) {
        entries.put(entry.name(), zip.read(entry, 1 << 24));
      }
    }
    return entries;
  }
}
