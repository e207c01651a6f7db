package org.loupe.checkpoint.internal.guard;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.TensorBytes;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.checkpoint.internal.pickle.Global;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickleRules;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.checkpoint.internal.pickle.PickledTuple;
import org.loupe.checkpoint.internal.pickle.Storage;

/**
 * What torch.jit.save writes, and no more. Libtorch reads the same bytes with fewer checks: it
 * keeps functions as numbers on its stack, believes the sizes of storages, and lays tensors over
 * them unseen. So whatever it could read in another way than {@link
 * org.loupe.checkpoint.internal.pickle.Pickle} does is refused.
 */
final class ScriptPickleRules implements PickleRules {
  private static final String OPERATIONS = "])qr(NKMJXGt}elduhjcbRQs";
  private static final Set<Integer> MORE_OPERATIONS =
      Set.of(0x80, 0x81, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a);

  private static final int MOST_TYPES = 50;
  private static final long LARGEST_KEY = 1 << 20;

  private static final Set<String> FUNCTIONS =
      Set.of(
          "builtins.complex",
          "collections.OrderedDict",
          "torch._utils._rebuild_tensor_v2",
          "torch.device",
          "torch.jit._pickle.build_boollist",
          "torch.jit._pickle.build_doublelist",
          "torch.jit._pickle.build_intlist",
          "torch.jit._pickle.build_tensorlist",
          "torch.jit._pickle.restore_type_tag");

  /** Bytes per element by libtorch's names of storages. */
  private static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("ByteStorage", 1),
          Map.entry("CharStorage", 1),
          Map.entry("BoolStorage", 1),
          Map.entry("ShortStorage", 2),
          Map.entry("HalfStorage", 2),
          Map.entry("BFloat16Storage", 2),
          Map.entry("IntStorage", 4),
          Map.entry("FloatStorage", 4),
          Map.entry("ComplexHalfStorage", 4),
          Map.entry("LongStorage", 8),
          Map.entry("DoubleStorage", 8),
          Map.entry("ComplexFloatStorage", 8),
          Map.entry("ComplexDoubleStorage", 16));

  private final TorchZip zip;
  private final String folder;
  private final Types types;
  private final List<@Nullable Object> remembered = new ArrayList<>();
  private final Map<Object, TypeName> tags = new IdentityHashMap<>();

  /**
   * Rules for one pickle.
   *
   * @param folder where its storages stand: {@code data} or {@code constants}
   * @param types of the archive's code
   */
  ScriptPickleRules(TorchZip zip, String folder, Types types) {
    this.zip = zip;
    this.folder = folder;
    this.types = types;
  }

  /** The values that other places of the pickle may refer to. */
  List<@Nullable Object> remembered() {
    return remembered;
  }

  /** The types that the pickle gives to lists and dictionaries. */
  Map<Object, TypeName> tags() {
    return tags;
  }

  @Override
  public void operation(int operation) throws PickleException {
    if (OPERATIONS.indexOf(operation) < 0 && !MORE_OPERATIONS.contains(operation)) {
      throw new PickleException(
          "the operation 0x" + Integer.toHexString(operation) + ", which TorchScript never writes");
    }
  }

  @Override
  public void remember(long key, @Nullable Object value) throws PickleException {
    if (key > LARGEST_KEY) {
      // libtorch makes room for all numbers below
      throw new PickleException("a value to refer to as number " + key);
    }
    remembered.add(value);
  }

  @Override
  public void call(@Nullable Object function, List<?> arguments) throws PickleException {
    if (!(function instanceof Global global)) {
      throw new PickleException("a call of something that is no function");
    }
    if (!FUNCTIONS.contains(global.name())) {
      throw new PickleException("a call of " + global.name() + ", which TorchScript never writes");
    }
    for (Object argument : arguments) {
      // libtorch reads types of lists and dictionaries level by level, on the native stack
      if (argument instanceof String text
          && text.chars().filter(c -> c == '[').count() > MOST_TYPES) {
        throw new PickleException("the type " + text.substring(0, MOST_TYPES) + "…");
      }
    }
    tag(global.name(), arguments);
  }

  private static final Map<String, TypeName> LISTS =
      Map.of(
          "torch.jit._pickle.build_boollist", TypeName.plain("bool"),
          "torch.jit._pickle.build_doublelist", TypeName.plain("float"),
          "torch.jit._pickle.build_intlist", TypeName.plain("int"),
          "torch.jit._pickle.build_tensorlist", TypeName.plain("Tensor"));

  private void tag(String function, List<?> arguments) throws PickleException {
    TypeName element = LISTS.get(function);
    if (element == null && !function.endsWith(".restore_type_tag")) {
      return;
    }
    Object value = arguments.isEmpty() ? null : arguments.get(0);
    TypeName type = element == null ? tagged(arguments) : TypeName.list(element);
    boolean list = value instanceof List && !(value instanceof PickledTuple) && type.is("List");
    if (value == null || !list && !(value instanceof Map && type.is("Dict"))) {
      throw new PickleException("the type " + type + " for something else");
    }
    TypeName before = tags.put(value, type);
    if (before != null && !before.equals(type)) {
      throw new PickleException("both types " + before + " and " + type + " for one value");
    }
  }

  private static TypeName tagged(List<?> arguments) throws PickleException {
    Object type = arguments.size() == 2 ? arguments.get(1) : null;
    return TypeName.parse(String.valueOf(type))
        .orElseThrow(() -> new PickleException("the type '" + type + "', which is unknown"));
  }

  @Override
  public boolean isMember(Global type, @Nullable Object value) {
    ClassShape shape = types.type(type.name());
    return value != null && shape != null && shape.isEnum() && shape.members().contains(value);
  }

  @Override
  public void make(@Nullable Object type, List<?> arguments) throws PickleException {
    String name = type instanceof Global global ? global.name() : "something that is no class";
    ClassShape shape = types.type(name);
    if (shape == null
        || shape.isEnum()
        || shape.isNamedTuple()
        || shape.isInterface()
        || !arguments.isEmpty()) {
      throw new PickleException("an object of " + name + ", which is no class of its code");
    }
  }

  @Override
  public void build(@Nullable Object value) throws PickleException {
    if (!(value instanceof PickledObject object) || object.state() != null) {
      throw new PickleException("a state for something that is no new object");
    }
  }

  @Override
  public void storage(Storage storage) throws PickleException {
    Integer bytes = BYTES.get(storage.type());
    if (bytes == null) {
      throw new PickleException("numbers of type " + storage.type() + ", which are not read");
    }
    OptionalLong size = zip.size(folder + "/" + storage.key());
    long elements = storage.elements();
    if (elements < 0 || storage.viewOffset() != 0) {
      throw new PickleException("storage '" + storage.key() + "' of impossible size");
    }
    if (elements > 0 && (size.isEmpty() || elements > size.getAsLong() / bytes)) {
      throw new PickleException(
          "storage '"
              + storage.key()
              + "' of "
              + elements
              + " elements, but the archive has "
              + (size.isEmpty() ? "none" : size.getAsLong() + " bytes")
              + " for it");
    }
  }

  @Override
  public void tensor(PickledTensor tensor) throws PickleException {
    TensorBytes.checkView(tensor, tensor.storage().elements());
  }

  @Override
  public void end(int left) throws PickleException {
    if (left > 0) {
      throw new PickleException(left + " values more than one");
    }
  }
}
