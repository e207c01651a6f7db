package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;

@DisplayName("Before the engine sees TorchScript")
class ScriptGuardTest {
  @TempDir Path folder;

  /** A statement in the method forward, on line 13. */
  private static String forward(String statement) {
    return TestArchives.NET.replaceFirst(
        "    return x\n", Matcher.quoteReplacement("    " + statement + "\n"));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("net.pt"), bytes);
  }

  private void check(Map<String, byte[]> entries) throws IOException, BadInputException {
    Archives.requireTorchScript(file(TestArchives.zip(entries)));
  }

  @Test
  @DisplayName("a call of an operator that reads files is refused, naming operator, file and line")
  void namesTheOperator() {
    assertThatThrownBy(
            () ->
                check(
                    TestArchives.scriptEntries(
                        forward("return torch.from_file(\"/etc/passwd\", False, 10)"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageEndingWith(
            "net.pt is refused: its code calls torch.from_file, which reads or writes files"
                + " (code/__torch__.py, line 13); save the model without that.");
  }

  @ParameterizedTest
  @DisplayName("code is refused however it reaches for what is not allowed")
  @ValueSource(
      strings = {
        "torch.save(x, \"f\")",
        "f = torch.from_file",
        "torch . from_file(\"f\")",
        "(torch.\n  from_file)(\"f\")",
        "torch.\\\nfrom_file(\"f\")",
        "(x.\n  save)(\"f\")",
        "x.save(\"f\")",
        "\"f\".from_file(False, 10)",
        "f = x.save",
        "getattr(\"f\", \"from_file\")(False)",
        "getattr(\"f\", \"from\\x5ffile\")(False)",
        "getattr(\"f\", \"from_\" \"file\")(False)",
        "getattr((\"f\"), 'from_file')",
        "g = getattr",
        "t = torch",
        "t = [torch][0]",
        "o = ops",
        "o = ops.aten",
        "c = __torch__.torch",
        "c = __torch__.torch.classes.library.Thing(x)",
        "ops.c10d.send(x)",
        "ops.prim.rpc_sync(x)",
        "ops.quantized.linear_prepack(x)",
        "ops.library.run(x)",
        "ops.prim.TupleUnpack(x)",
        "ops.prim.tolist()",
        "torch.ops(x)",
        "torch._index_put_impl_(x)",
        "x.unheard_of()",
        "y = \"\\\\\"; torch.from_file(\"f\")",
        "y = 1 # torch.from_file",
        "y = 1. # type: torch.from_file",
        "y = '\"'; torch.from_file(\"f\")",
        "y = 0x.from_file",
        "__torch__.Net.from_file(x)",
        "y = \"\"\"\n\"\"\"",
        "y = \"open",
        "y = \0",
      })
  void refusedCode(String statement) {
    assertThatThrownBy(() -> check(TestArchives.scriptEntries(forward(statement))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is refused: its code ")
        .hasMessageContaining("(code/__torch__.py, line 1");
  }

  @Test
  @DisplayName("a declaration does not make an operator harmless that is called as a method")
  void declared() {
    String code =
        forward("return \"f\".from_file(False, 1)")
            .replace("  width : int\n", "  from_file : int\n");
    assertThatThrownBy(() -> check(TestArchives.scriptEntries(code)))
        .hasMessageContaining("the method from_file, which reads or writes files");
  }

  @ParameterizedTest
  @DisplayName("code that computes passes")
  @ValueSource(
      strings = {
        "return torch.add(x, torch.size(x)[0], alpha=1)",
        "y = \"torch.from_file( \\\" # \"",
        "y = 'it\\'s torch.save'",
        "y = getattr(self, \"inner\")",
        "y = (self.inner).forward(x, )",
        "y = __torch__.Inner.__new__(__torch__.Inner)",
        "y = [1., .5, 1.e-05, 2j, -1.0000000000000001e-05]",
        "y = ops.prim.NumToTensor(torch.size(x, 0))",
        "y = CONSTANTS.c0.T",
        "y = annotate(List[float], x.tolist())",
        "ops.prim.RaiseException(\"no\")",
      })
  void allowedCode(String statement) {
    assertThatCode(() -> check(TestArchives.scriptEntries(forward(statement))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @DisplayName("code that would exhaust the native stack is refused")
  @CsvSource({
    "'(',100000",
    "'- ',100000",
    "'not ',5000",
    "'x[0] + ',5000",
    "'{1: ',1000",
    "'x if x else ',900"
  })
  void deepCode(String piece, int times) {
    assertThatThrownBy(
            () -> check(TestArchives.scriptEntries(forward("y = " + piece.repeat(times)))))
        .hasMessageContaining("nests more deeply");
  }

  @Test
  @DisplayName("nothing but torch.jit.save's own functions and the code's own classes is pickled")
  void globals() {
    for (String[] global :
        new String[][] {
          {"os", "system"},
          {"posix", "system"},
          {"torch._utils", "_rebuild_qtensor"},
          {"torch.distributed.rpc", "rref"},
          {"__torch__.torch.classes.library", "Thing"}
        }) {
      byte[] call =
          new Pickler()
              .global(global[0], global[1])
              .operation('(')
              .text("true")
              .operation('t')
              .operation('R')
              .end();
      byte[] object = new Pickler().object(global[0], global[1]).dict().operation('b').end();
      for (byte[] pickle : new byte[][] {call, object}) {
        for (String name : new String[] {"data", "constants"}) {
          assertPickleRefused(name, pickle, global[0] + "." + global[1]);
        }
      }
    }
  }

  @Test
  @DisplayName("a number is not called, though libtorch keeps functions as numbers")
  void numberCalled() {
    assertPickleRefused(
        "data", new Pickler().integer(0).operation(')').operation('R').end(), "no function");
  }

  @Test
  @DisplayName("a storage is as long as it says, and tensors stay within it")
  void storages() {
    assertPickleRefused("data", tensor(7, 0, 1), "storage '0' of 7 elements, but the archive has");
    assertPickleRefused("data", tensor(-1, 0, 1), "impossible size");
    assertPickleRefused("data", tensor(6, 1, 6), "leaves its storage");
    assertPickleRefused("data", tensor(6, -1, 6), "begins before its storage");
    assertPickleRefused("constants", tensor(6, 0, 6), "the archive has none");
  }

  private static byte[] tensor(long elements, long offset, long size) {
    return new Pickler()
        .tensor("FloatStorage", "0", elements, offset, new long[] {size}, new long[] {1})
        .end();
  }

  @Test
  @DisplayName("values neither hold themselves nor nest without end, and memory is not promised")
  void shapes() {
    assertPickleRefused(
        "data",
        new Pickler()
            .list()
            .operation('q')
            .operation(0)
            .operation('(')
            .operation('h')
            .operation(0)
            .operation('e')
            .end(),
        "holds itself");
    Pickler deep = new Pickler();
    for (int i = 0; i < 5000; i++) {
      deep.operation(')');
    }
    deep.operation(')');
    for (int i = 0; i < 5000; i++) {
      deep.operation(0x86);
    }
    assertPickleRefused("data", deep.end(), "nested more than");
    assertPickleRefused(
        "data", new Pickler().list().operation('r').number(-2).end(), "to refer to");
    assertPickleRefused("data", new Pickler().list().list().end(), "more than one");
    assertPickleRefused("data", new Pickler().list().list().operation('0').end(), "operation 0x30");
  }

  @Test
  @DisplayName("places in source code refer to texts that are there")
  void debugInformation() throws Exception {
    Map<String, byte[]> entries = TestArchives.scriptEntries(TestArchives.NET);
    for (int text = 0; text < 3; text++) {
      entries.put("net/code/__torch__.py.debug_pkl", places(text, 3));
      if (text < 2) {
        check(entries);
      } else {
        assertThatThrownBy(() -> check(entries)).hasMessageContaining("places in source code");
      }
    }
    entries.put("net/code/__torch__.py.debug_pkl", places(0, 1000));
    assertThatThrownBy(() -> check(entries)).hasMessageContaining("places in source code");
  }

  /** One place, up to a character of a text of two. */
  private static byte[] places(int text, int end) {
    Pickler pickler = new Pickler().operation('(').text("FORMAT_WITH_STRING_TABLE");
    pickler.operation('(').text("return x").text("net.py").operation('t');
    pickler.operation('(').operation('(').integer(0);
    pickler.operation('(').operation('(').tuple(text).integer(1).integer(7).operation('t');
    pickler.integer(0).integer(end).operation('t');
    return pickler.integer(5).operation('t').operation('t').operation('t').end();
  }

  private void assertPickleRefused(String name, byte[] pickle, String reason) {
    Map<String, byte[]> entries = TestArchives.scriptEntries(TestArchives.NET);
    entries.put("net/" + name + ".pkl", pickle);
    assertThatThrownBy(() -> check(entries))
        .as("%s in %s", reason, name)
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @DisplayName("entries that libtorch would find in another way are refused")
  @ValueSource(
      strings = {
        "net/model.json",
        "net/Model.JSON",
        "net/DATA.pkl",
        "net/CODE/__torch__/a.py",
        "net/code/a b.py",
        "Net/code/a.py",
        "other/data.pkl",
      })
  void entries(String name) {
    Map<String, byte[]> entries = TestArchives.scriptEntries(TestArchives.NET);
    entries.put(name, TestArchives.text(""));
    assertThatThrownBy(() -> check(entries))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("is refused: it");
  }

  @Test
  @DisplayName("an archive without a version is refused")
  void version() {
    Map<String, byte[]> entries = new LinkedHashMap<>(TestArchives.scriptEntries(TestArchives.NET));
    entries.put("net/version", TestArchives.text("x"));
    assertThatThrownBy(() -> check(entries)).hasMessageContaining("a number was expected");
  }
}
