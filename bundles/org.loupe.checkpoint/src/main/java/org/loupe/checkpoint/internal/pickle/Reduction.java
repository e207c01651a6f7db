package org.loupe.checkpoint.internal.pickle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.StoredType;

/**
 * What calls of well-known functions come to. Everything else becomes a {@link PickledObject}.
 *
 * <p>The functions are those that PyTorch and NumPy write for plain data; each is imitated here for
 * the data alone.
 */
final class Reduction {
  private static final int MOST_AXES = 64;
  private static final long MOST_COPIED = 256L << 20;

  /** Bytes and pairs copied: a small pickle may ask for the same large value again and again. */
  private long copied;

  @Nullable Object call(Global function, List<?> arguments) throws PickleException {
    try {
      return known(function.name(), arguments);
    } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
      throw new PickleException("a call of " + function.name() + " with wrong arguments");
    }
  }

  private @Nullable Object known(String name, List<?> arguments) throws PickleException {
    return switch (name) {
      case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor" ->
          tensor(arguments.get(0), arguments);
      case "torch._utils._rebuild_tensor_v3" -> untyped(arguments);
      case "torch._tensor._rebuild_from_type", "torch._tensor._rebuild_from_type_v2" ->
          subclassed(arguments);
      case "torch._utils._rebuild_sparse_tensor", "torch._utils._rebuild_sparse_csr_tensor" ->
          new UnreadTensor("a sparse tensor (save it with .to_dense())");
      case "torch._utils._rebuild_qtensor" ->
          new UnreadTensor("a quantised tensor (save it with .dequantize())");
      case "torch._utils._rebuild_meta_tensor_no_storage" ->
          new UnreadTensor("a tensor on the device 'meta', which has no numbers");
      case "torch._utils._rebuild_nested_tensor" ->
          new UnreadTensor("a nested tensor (save it with .to_padded_tensor(0))");
      case "torch._utils._rebuild_wrapper_subclass",
          "torch._utils._rebuild_device_tensor_from_numpy" ->
          new UnreadTensor("a tensor that only its own library can make (save it on the CPU)");
      case "torch._utils._rebuild_parameter",
          "torch._utils._rebuild_parameter_with_state",
          "torch._utils._rebuild_device_tensor_from_cpu_tensor",
          "torch.jit._pickle.restore_type_tag",
          "torch.jit._pickle.build_intlist",
          "torch.jit._pickle.build_doublelist",
          "torch.jit._pickle.build_boollist",
          "torch.jit._pickle.build_tensorlist",
          "torch.Size" ->
          arguments.get(0);
      case "collections.OrderedDict", "builtins.dict", "collections.Counter" -> map(arguments);
      case "collections.defaultdict" -> new LinkedHashMap<>();
      case "builtins.set", "builtins.frozenset" ->
          arguments.isEmpty() ? new ArrayList<>() : (List<?>) arguments.get(0);
      case "builtins.getattr" -> member(name, arguments);
      case "numpy.dtype" -> new PickledObject(name, arguments);
      case "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar" -> scalar(arguments);
      case "_codecs.encode" -> {
        String text = (String) arguments.get(0);
        copy(text.length());
        yield text.getBytes(StandardCharsets.ISO_8859_1);
      }
      default -> new PickledObject(name, arguments);
    };
  }

  /** A tensor whose storage is told its element type: since PyTorch 2.1 for the rarer types. */
  private static Object untyped(List<?> arguments) throws PickleException {
    String type = ((Global) arguments.get(6)).name().replaceFirst("^torch\\.", "");
    if (!(arguments.get(0) instanceof Storage storage)) {
      return tensor(arguments.get(0), arguments);
    }
    for (StoredType known : StoredType.values()) {
      if (known.key().equals(type)) {
        return tensor(
            new Storage(
                known.storageClass(),
                storage.key(),
                storage.elements() / known.bytes(),
                storage.viewOffset()),
            arguments);
      }
    }
    return new UnreadTensor("a tensor of " + type + " (convert it to float32)");
  }

  /** A tensor of a class of its own, which is taken for the plain tensor that it is made from. */
  private Object subclassed(List<?> arguments) throws PickleException {
    Global function = (Global) arguments.get(0);
    // one within the other is nothing that PyTorch writes, and would nest without end
    Object made =
        function.name().startsWith("torch._tensor.")
            ? null
            : call(function, (List<?>) arguments.get(2));
    if (made instanceof PickledTensor || made instanceof UnreadTensor) {
      return made;
    }
    String type = arguments.get(1) instanceof Global global ? global.name() : "unknown";
    return new UnreadTensor("a tensor of the class " + type + ", which needs its Python code");
  }

  /** Nested classes and members of enumerations are asked of what they stand in. */
  private Object member(String name, List<?> arguments) throws PickleException {
    if (arguments.get(0) instanceof Global owner && arguments.get(1) instanceof String member) {
      copy(owner.name().length() + member.length());
      return new Global(owner.name() + "." + member);
    }
    return new PickledObject(name, arguments);
  }

  private static Object tensor(@Nullable Object storage, List<?> arguments) throws PickleException {
    if (storage instanceof PickledObject made) {
      return new UnreadTensor("a tensor whose numbers are made by " + made.className());
    }
    List<Long> shape = longs((List<?>) arguments.get(2));
    List<Long> strides = longs((List<?>) arguments.get(3));
    if (shape.size() != strides.size() || shape.size() > MOST_AXES) {
      throw new PickleException(
          "a tensor of " + shape.size() + " sizes and " + strides.size() + " strides");
    }
    return new PickledTensor(
        (Storage) Objects.requireNonNull(storage), (Long) arguments.get(1), shape, strides);
  }

  private static List<Long> longs(List<?> values) {
    List<Long> longs = new ArrayList<>(Math.min(values.size(), MOST_AXES));
    for (Object value : values) {
      longs.add((Long) value);
      if (longs.size() > MOST_AXES) {
        break;
      }
    }
    return longs;
  }

  private Map<Object, @Nullable Object> map(List<?> arguments) throws PickleException {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    if (!arguments.isEmpty() && arguments.get(0) instanceof List<?> pairs) {
      copy(pairs.size());
      for (Object pair : pairs) {
        map.put(Keys.of(((List<?>) pair).get(0)), ((List<?>) pair).get(1));
      }
    } else if (!arguments.isEmpty() && arguments.get(0) instanceof Map<?, ?> other) {
      copy(other.size());
      other.forEach((key, value) -> map.put(Keys.of(key), value));
    }
    return map;
  }

  private void copy(int size) throws PickleException {
    copied += size;
    if (copied > MOST_COPIED) {
      throw new PickleException("the same values again and again");
    }
  }

  /** A NumPy number, which metrics often are. */
  private static Object scalar(List<?> arguments) throws PickleException {
    String type = (String) ((PickledObject) arguments.get(0)).arguments().get(0);
    byte[] bytes =
        arguments.get(1) instanceof String text
            ? text.getBytes(StandardCharsets.ISO_8859_1)
            : (byte[]) arguments.get(1);
    ByteBuffer number = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int size = type.isEmpty() ? -1 : type.charAt(type.length() - 1) - '0';
    if (bytes.length != size) {
      return new PickledObject("numpy." + type, List.of());
    }
    return switch (type) {
      case "f8" -> number.getDouble();
      case "f4" -> (double) number.getFloat();
      case "i8" -> number.getLong();
      case "i4" -> (long) number.getInt();
      case "i2" -> (long) number.getShort();
      case "i1" -> (long) number.get();
      case "u1" -> number.get() & 0xffL;
      case "b1" -> number.get() != 0;
      default -> new PickledObject("numpy." + type, List.of());
    };
  }
}
