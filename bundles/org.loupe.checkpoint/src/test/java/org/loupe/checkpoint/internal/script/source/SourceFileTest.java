package org.loupe.checkpoint.internal.script.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.checkpoint.ZipArchive;
import org.loupe.model.BadInputException;

@DisplayName("TorchScript source")
class SourceFileTest {
  private static final Path ARCHIVES = Path.of("src/test/resources/org/loupe/checkpoint/archives");

  private static final String SOURCE =
      """
      op_version_set = 1
      class Net(Module):
        __parameters__ = ["weight", "bias", ]
        __buffers__ = []
        weight : Tensor
        __annotations__["0"] = __torch__.Inner
        width : Final[int] = 4
        def forward(self: __torch__.Net,
          x: Tensor,
          mode: str="a, b: (c",
          sizes: List[int]=[1, 2]) -> Tuple[Tensor, Dict[str, Tensor]]:
          _0 = __torch__.helper
          if torch.gt(torch.size(x, 0), 5):
            y = _0(x, "):", )
          else:
            y = x
          return (y, {"x": x})
      class Inner(Interface):
        def forward(self, x: Tensor) -> Tensor:
          pass
      class Plain:
        n : int
      def helper(x: Tensor,
          text: str) -> Tensor:
        return x
      """;

  static Stream<Path> archives() throws IOException {
    return Files.walk(ARCHIVES).filter(file -> file.toString().endsWith(".pt"));
  }

  @ParameterizedTest
  @MethodSource("archives")
  @DisplayName("of every archive is printed as torch printed it")
  void lossless(Path archive) throws IOException, BadInputException {
    int files = 0;
    try (ZipArchive zip = ZipArchive.open(archive)) {
      for (ZipArchive.Entry entry : zip.entries().values()) {
        if (entry.name().endsWith(".py")) {
          String text = new String(zip.read(entry, 1 << 24), StandardCharsets.UTF_8);
          assertThat(SourceFile.parse(text).isAllOf(text)).as(entry.name()).isTrue();
          files++;
        }
      }
    }
    assertThat(files).isPositive();
  }

  @Test
  @DisplayName("is taken apart into classes, methods and functions")
  void parts() {
    SourceFile file = SourceFile.parse(SOURCE);

    assertThat(file.isAllOf(SOURCE)).isTrue();
    assertThat(file.definitions().keySet()).containsExactly("Net", "Inner", "Plain", "helper");
    ClassDef net = file.type("Net").orElseThrow();
    assertThat(net.isModule()).isTrue();
    assertThat(net.parameters()).containsExactly("weight", "bias");
    assertThat(net.attributes())
        .containsEntry("0", "__torch__.Inner")
        .containsEntry("width", "Final[int] = 4");
    FunctionDef forward = net.method("forward").orElseThrow();
    assertThat(forward.parameters())
        .containsExactly(
            new Parameter("self", "__torch__.Net", null),
            new Parameter("x", "Tensor", null),
            new Parameter("mode", "str", "\"a, b: (c\""),
            new Parameter("sizes", "List[int]", "[1, 2]"));
    assertThat(forward.returns()).isEqualTo("Tuple[Tensor, Dict[str, Tensor]]");
    assertThat(forward.body()).hasSize(6);
    assertThat(file.type("Plain").orElseThrow().base()).isEmpty();
    assertThat(file.function("helper").orElseThrow().body()).startsWith("  return x");
  }

  @Test
  @DisplayName("that torch does not print so is known for it")
  void lossy() {
    for (String source :
        List.of(
            "class A(Module):\n  def f(self):\n    pass\n  late : int\n",
            "class A(Module):\n  x : int\nclass A(Module):\n  y : int\n",
            "def f(x: Tensor) -> Tensor:\n  return x\nx = 1\n",
            "def f(x: Tensor\n",
            "def f(x: (Tensor) -> Tensor:\n  return x\n")) {
      assertThat(SourceFile.parse(source).isAllOf(source)).as(source).isFalse();
    }
  }

  @Test
  @DisplayName("is searched for names and calls outside of strings")
  void references() {
    String line = "    y, z = f(\"g(x)\", (self).h(torch.softmax(a.b, -1), 1.5e-3), [c])";
    List<Reference> references = Reference.in(line);

    assertThat(references)
        .extracting(Reference::name)
        .containsExactly("y", "z", "f", "self", "torch.softmax", "a.b", "c");
    assertThat(references.stream().filter(Reference::isCall))
        .extracting(Reference::name)
        .containsExactly("f", "torch.softmax");
    assertThat(references.get(2).arguments(line))
        .extracting(span -> span.of(line))
        .containsExactly("\"g(x)\"", "(self).h(torch.softmax(a.b, -1), 1.5e-3)", "[c]");
    assertThat(Reference.in("f(x").get(0).isCall()).isFalse();
    assertThat(Reference.in("'f(")).isEmpty();
  }

  @Test
  @DisplayName("is changed at several places of a line at once")
  void edits() {
    String line = "f(g(x))";
    LineEdit edit = new LineEdit(line);
    edit.replace(new Reference.Span(2, 3), "other");
    edit.insert(0, "[");
    edit.insert(4, "first, ");
    edit.insert(7, "]");

    assertThat(edit.apply()).isEqualTo("[f(other(first, x))]");
  }

  @Test
  @DisplayName("knows under which line each line stands")
  void parents() {
    assertThat(Indent.parents(List.of("  if a:", "    b", "", "  else:", "    if c:", "      d")))
        .containsExactly(-1, 0, -1, -1, 3, 4);
  }
}
