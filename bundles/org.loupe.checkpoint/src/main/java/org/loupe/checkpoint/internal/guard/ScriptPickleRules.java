package org.loupe.checkpoint.internal.guard;

import java.util.ArrayList;
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
  private final Declarations declarations;
  private final List<@Nullable Object> remembered = new ArrayList<>();

  /**
   * Rules for one pickle.
   *
   * @param folder where its storages stand: {@code data} or {@code constants}
   * @param declarations of the archive's code
   */
  ScriptPickleRules(TorchZip zip, String folder, Declarations declarations) {
    this.zip = zip;
    this.folder = folder;
    this.declarations = declarations;
  }

  /** The values that other places of the pickle may refer to. */
  List<@Nullable Object> remembered() {
    return remembered;
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
  }

  @Override
  public void make(@Nullable Object type, List<?> arguments) throws PickleException {
    String name = type instanceof Global global ? global.name() : "something that is no class";
    if (!declarations.defines(name) || !arguments.isEmpty()) {
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
