package org.loupe.checkpoint;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;

/**
 * What libtorch believes unseen, so that a lie about it reaches beyond its memory: how many
 * elements a tuple has, of which class an object is, and what a list's tag says. Each lie below
 * that is refused here ended the process or read foreign memory in libtorch 1.13; what {@link
 * #checkedByLibtorch} lets through raises an error there.
 */
@DisplayName("Before the engine trusts the types of TorchScript")
class ScriptTypesTest {
  private static final String CODE =
      """
      class Net(Module):
        __parameters__ = []
        __buffers__ = []
        ATTRIBUTES
        def forward(self: __torch__.Net,
          x: Tensor,
          maybe: Optional[Tuple[Tensor, Tensor]]=None,
          any: Any=None,
          either: Union[Tensor, Tuple[int, int], List[int]]=1) -> Tensor:
          STATEMENTS
          return x
        def opened(self: __torch__.Net) -> Optional[Tuple[int, int]]:
          return None
      class Big(Module):
        __parameters__ = []
        __buffers__ = []
        first : int
        last : int
      class Small(Module):
        __parameters__ = []
        __buffers__ = []
        first : int
        def run(self: __torch__.Small,
          x: Tensor) -> Tensor:
          return x
      class Longer(Module):
        __parameters__ = []
        __buffers__ = []
        def run(self: __torch__.Longer,
          x: Tensor,
          y: Tensor) -> Tensor:
          return x
      class Runs(ModuleInterface):
        def run(self, x: Tensor) -> Tensor:
          pass
      class Pair(NamedTuple):
        left : Tensor
        right : int
      class Color(Enum):
        RED = 1
        BLUE = 2
      class Saves(Module):
        __parameters__ = []
        __buffers__ = []
        def __getstate__(self: __torch__.Saves) -> Tuple[int, int]:
          return (1, 2)
        def __setstate__(self: __torch__.Saves,
          state: Tuple[int, int]) -> NoneType:
          a, b, = state
          return None
      def pair(x: Tensor) -> Optional[Tuple[int, int]]:
        return None
      """;

  @TempDir Path folder;

  private static String code(String attributes, String... statements) {
    return CODE.replace("ATTRIBUTES", attributes.replace("\n", "\n  "))
        .replace("STATEMENTS", String.join("\n    ", statements));
  }

  private void check(String code, Consumer<Pickler> attributes)
      throws IOException, BadInputException {
    Pickler data = new Pickler().object("__torch__", "Net").dict();
    attributes.accept(data);
    check(code, data.operation('b').end());
  }

  private void check(String code, byte[] data) throws IOException, BadInputException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("net/data.pkl", data);
    entries.put("net/code/__torch__.py", TestArchives.text(code));
    entries.put("net/constants.pkl", new Pickler().operation(')').end());
    entries.put("net/version", TestArchives.text("3\n"));
    Archives.requireTorchScript(Files.write(folder.resolve("net.pt"), TestArchives.zip(entries)));
  }

  /** Attributes under the names a, b, …; each writes one value. */
  @SafeVarargs
  private static Consumer<Pickler> values(Consumer<Pickler>... values) {
    return pickler -> {
      for (int i = 0; i < values.length; i++) {
        pickler.text(String.valueOf((char) ('a' + i)));
        values[i].accept(pickler);
        pickler.setItem();
      }
    };
  }

  private static Consumer<Pickler> tuple(long... elements) {
    return pickler -> pickler.tuple(elements);
  }

  private static Consumer<Pickler> object(String name) {
    return pickler -> pickler.object("__torch__", name).dict().operation('b');
  }

  /** A list of one element, with a tag. */
  private static Consumer<Pickler> list(String tag, Consumer<Pickler> element) {
    return pickler -> {
      pickler.global("torch.jit._pickle", "restore_type_tag").operation('(').list();
      pickler.operation('(');
      element.accept(pickler);
      pickler.operation('e').text(tag).operation('t').operation('R');
    };
  }

  private static void refused(ThrowingCallable check, String... reasons) {
    var thrown = assertThatThrownBy(check).isInstanceOf(BadInputException.class);
    for (String reason : reasons) {
      thrown.hasMessageContaining(reason);
    }
  }

  @ParameterizedTest
  @DisplayName("a tuple has as many elements as its attribute declares, at any depth")
  @CsvSource(
      delimiter = '|',
      value = {
        "Tuple[int, int]",
        "Optional[Tuple[int, int]]",
        "Tuple[()]",
        "__torch__.Pair",
        "Union[Tensor, Tuple[int, int], Tuple[int, int, int, int]]",
      })
  void arity(String type) {
    refused(
        () -> check(code("a : " + type), values(tuple(1, 2, 3))),
        "a tuple of 3 elements where its code declares " + type);
    refused(
        () ->
            check(
                code("a : Tuple[" + type + "]"),
                values(
                    pickler -> {
                      pickler.operation('(').tuple(1, 2, 3);
                      pickler.operation('t');
                    })),
        "a tuple of 3 elements");
    refused(
        () ->
            check(
                code("a : List[" + type + "]"), values(list("List[" + type + "]", tuple(1, 2, 3)))),
        "a tuple of 3 elements");
  }

  @Test
  @DisplayName("and one that has is let through")
  void genuineTuples() {
    assertThatCode(
            () ->
                check(
                    code("a : Tuple[int, int]\nb : Optional[__torch__.Pair]\nc : Any"),
                    values(tuple(1, 2), tuple(1, 2), tuple(1, 2, 3))))
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("an object is of the class that is declared, or has an interface's methods")
  void classes() {
    for (String type : new String[] {"Big", "Longer", "Pair", "Color"}) {
      refused(
          () -> check(code("a : __torch__." + type), values(object("Small"))),
          "an object of __torch__.Small where its code declares __torch__." + type);
    }
    refused(
        () -> check(code("a : __torch__.Runs"), values(object("Longer"))),
        "an object of __torch__.Longer where its code declares __torch__.Runs");
    assertThatCode(
            () ->
                check(
                    code("a : __torch__.Runs\nb : Optional[__torch__.Small]\nc : Any"),
                    values(object("Small"), object("Small"), object("Big"))))
        .doesNotThrowAnyException();
  }

  @Test
  @DisplayName("interfaces, named tuples and enumerations are not made as objects")
  void noObjects() {
    for (String type : new String[] {"Runs", "Pair", "Color", "pair"}) {
      refused(
          () -> check(code("a : Any"), values(object(type))),
          "an object of __torch__." + type + ", which is no class");
    }
  }

  @Test
  @DisplayName("a state goes to a __setstate__ that takes it")
  void state() throws Exception {
    Consumer<Pickler> good =
        pickler -> pickler.object("__torch__", "Saves").tuple(1, 2).operation('b');
    Consumer<Pickler> bad = pickler -> pickler.object("__torch__", "Saves").tuple(1).operation('b');
    check(code("a : __torch__.Saves"), values(good));
    refused(() -> check(code("a : __torch__.Saves"), values(bad)), "a tuple of 1 elements");
  }

  @Test
  @DisplayName("lists and dictionaries have one type each")
  void tags() throws Exception {
    check(code("a : List[int]"), values(list("List[int]", p -> p.integer(1))));
    refused(
        () -> check(code("a : List[Tuple[int, int]]"), values(list("List[Any]", tuple(1, 2)))),
        "a List of type List[Any] where its code declares List[Tuple[int, int]]");
    refused(
        () -> check(code("a : Any"), values(list("List[Tuple[int, int]]", tuple(1)))),
        "a tuple of 1 elements");
    refused(() -> check(code("a : Any"), values(list("List[int", tuple(1)))), "which is unknown");
    refused(
        () -> check(code("a : Any"), values(list("Dict[str, int]", tuple(1)))),
        "the type Dict[str, int] for something else");
    Consumer<Pickler> kept = pickler -> pickler.list().operation('q').operation(7);
    Consumer<Pickler> again = pickler -> pickler.operation('h').operation(7);
    refused(
        () -> check(code("a : List[Tuple[int, int]]\nb : List[Tuple[int]]"), values(kept, again)),
        "a List of type ",
        " and also ");
    check(code("a : List[Tensor]\nb : List[Tensor]"), values(kept, again));
  }

  @Test
  @DisplayName("members of enumerations are those that the code declares")
  void enumerations() throws Exception {
    for (long value : new long[] {1, 2, 3}) {
      Consumer<Pickler> member =
          pickler -> pickler.global("__torch__", "Color").integer(value).operation('R');
      if (value < 3) {
        check(code("a : __torch__.Color"), values(member));
      } else {
        refused(() -> check(code("a : __torch__.Color"), values(member)), "a call without a tuple");
      }
    }
    refused(
        () ->
            check(
                code("a : __torch__.Color"),
                values(p -> p.global("__torch__", "Color").tuple(1).operation('R'))),
        "a call of __torch__.Color");
    refused(
        () ->
            check(
                code("a : int"),
                values(p -> p.global("__torch__", "Small").integer(1).operation('R'))),
        "a call without a tuple");
  }

  @Test
  @DisplayName("what libtorch checks itself is left to it")
  void checkedByLibtorch() throws Exception {
    check(code("a : Tensor\nb : Tuple[int, int]\nc : __torch__.Big"), values(p -> p.integer(1)));
    check(
        code("a : Tensor\nb : Tuple[int, int]\nc : __torch__.Big\nd : __torch__.Color"),
        values(tuple(1), p -> p.integer(1), p -> p.text("x"), p -> p.integer(1)));
    check(code("a : int"), values(object("Small")));
    check(code("a : bool", "self.a = (1, 2)", "y = annotate(Tuple[int], 3)"), values());
  }

  @ParameterizedTest
  @DisplayName("a cast that only takes None away, or follows a test, is let through")
  @ValueSource(
      strings = {
        "y = unchecked_cast(Tuple[Tensor, Tensor], maybe)",
        "y = unchecked_cast(Tensor, any)",
        "y = unchecked_cast(List[int], any)",
        "y = unchecked_cast(Any, maybe)",
        "y = (unchecked_cast(Tuple[Tensor, Tensor], maybe))[0]",
        "z = maybe\n    y = unchecked_cast(Tuple[Tensor, Tensor], z)",
        "z = self.a\n    y = unchecked_cast(Tuple[int, int], z)",
        "y = unchecked_cast(Tuple[int, int], (self).a)",
        "y = unchecked_cast(Tuple[int, int], getattr(self, \"a\"))",
        "z = (self).opened()\n    y = unchecked_cast(Tuple[int, int], z)",
        "z = __torch__.pair(x)\n    y = unchecked_cast(Tuple[int, int], z)",
        "z = (1, 2)\n    y = unchecked_cast(Tuple[int, int], z)",
        "if isinstance(any, Tuple[int, int]):\n      y = unchecked_cast(Tuple[int, int], any)",
        "_0 = isinstance(any, Tuple[int, int])\n    if torch.__not__(_0):\n      y = 1\n    else:\n"
            + "      z = 2\n      y = unchecked_cast(Tuple[int, int], any)",
        "if x:\n      z = unchecked_cast(tuple, any)\n    else:\n      z = any\n"
            + "    _0 = isinstance(z, Tuple[int, int])\n    if _0:\n"
            + "      y = unchecked_cast(Tuple[int, int], z)",
        "if isinstance(either, Tensor):\n      y = 1\n    else:\n"
            + "      if isinstance(either, List[int]):\n        y = 2\n      else:\n"
            + "        y = unchecked_cast(Tuple[int, int], either)",
        "if isinstance(either, Tensor):\n      y = 1\n    else:\n"
            + "      y = unchecked_cast(Union[Tuple[int, int], List[int]], either)",
      })
  void genuineCasts(String statement) {
    assertThatCode(() -> check(code("a : Optional[Tuple[int, int]]", statement), values()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @DisplayName("any other cast to what libtorch believes is refused")
  @ValueSource(
      strings = {
        "y = unchecked_cast(Tuple[Tensor], maybe)",
        "y = unchecked_cast(Tuple[int, int], any)",
        "y = unchecked_cast(Tuple[int, int], either)",
        "y = unchecked_cast(__torch__.Big, self.b)",
        "y = unchecked_cast(__torch__.Runs, __torch__.Longer.__new__(__torch__.Longer))",
        "z = [(1, 2)]\n    y = unchecked_cast(List[Any], z)",
        "z = (1,)\n    y = unchecked_cast(Tuple[int, int], z)",
        "z, w, = (1,), 2\n    y = unchecked_cast(Tuple[int, int], z)",
        "z, w = (1,), 2\n    y = unchecked_cast(Tuple[int, int], z)",
        "maybe = (1,)\n    y = unchecked_cast(Tuple[Tensor, Tensor], maybe)",
        "z: Optional[Tuple[int, int]] = None\n    z = (1,)\n"
            + "    y = unchecked_cast(Tuple[int, int], z)",
        "(maybe) = (1,)\n    y = unchecked_cast(Tuple[Tensor, Tensor], maybe)",
        "(maybe\n    ) = (1,)\n    y = unchecked_cast(Tuple[Tensor, Tensor], maybe)",
        "[maybe, z] = [(1,), 2]\n    y = unchecked_cast(Tuple[Tensor, Tensor], maybe)",
        "maybe += (1,)\n    y = unchecked_cast(Tuple[Tensor, Tensor], maybe)",
        "for maybe in [(1,)]:\n      y = unchecked_cast(Tuple[Tensor, Tensor], maybe)",
        "for z, maybe in [(1, (1,))]:\n      y = unchecked_cast(Tuple[Tensor, Tensor], maybe)",
        "with x as maybe:\n      y = unchecked_cast(Tuple[Tensor, Tensor], maybe)",
        "if isinstance(any, Tuple[int]):\n      y = unchecked_cast(Tuple[int, int], any)",
        "if isinstance(any, Tuple[int, int]):\n      y = 1\n    else:\n"
            + "      y = unchecked_cast(Tuple[int, int], any)",
        "if isinstance(any, Tuple[int, int]):\n      y = 1\n"
            + "    y = unchecked_cast(Tuple[int, int], any)",
        "if isinstance(any, Tuple[int, int]):\n      any = (1,)\n"
            + "      y = unchecked_cast(Tuple[int, int], any)",
        "_0 = isinstance(any, Tuple[int, int])\n    _0 = True\n    if _0:\n"
            + "      y = unchecked_cast(Tuple[int, int], any)",
        "if x:\n      _0, z = False, (1,)\n    else:\n      _0, z = False, maybe\n    _0 = True\n"
            + "    if _0:\n      y = unchecked_cast(Tuple[Tensor, Tensor], z)",
        "f = unchecked_cast",
        "y = unchecked_cast (Tuple[Tensor], maybe)",
        "y = ops.prim.unchecked_cast(maybe)",
        "y = unchecked_cast(Tuple[Tensor,\n      Tensor], maybe)",
        "y = unchecked_cast(tuple[int, int], any)",
        "y = unchecked_cast(Tuple[int, int] | None, any)",
      })
  void casts(String statement) {
    refused(
        () ->
            check(code("a : Optional[Tuple[int, int]]\nb : __torch__.Small", statement), values()),
        "is refused: its code ");
  }

  @ParameterizedTest
  @DisplayName("declarations that torch could read in another way are refused")
  @ValueSource(
      strings = {
        "a: Tuple[int, int]",
        "a : Tuple[int,\n  int]",
        "a : tuple[int, int]",
        "a : Tuple[int, int] | None",
        "a : Unheard",
        "a : Tuple[int]\na : Tuple[int, int]",
        "  a : int",
        "a : int = 3",
        "a = 3",
        "__annotations__[\"a\\x62\"] = int",
      })
  void declarations(String attributes) {
    refused(() -> check(code(attributes), values()), "is refused: its code ");
  }

  @Test
  @DisplayName("classes that a reader of lines would not see are refused")
  void hiddenClasses() {
    for (String more :
        new String[] {
          "class  Hidden(Module):\n  a : int\n",
          " class Hidden(Module):\n  a : int\n",
          "class Hidden(Module) :\n  a : int\n",
          "class Net(Module):\n  a : int\n",
          "def pair(x: Tensor) -> int:\n  return 1\n",
        }) {
      refused(() -> check(code("a : int") + more, values()), "otherwise than torch prints them");
    }
  }
}
