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
      case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor" -> tensor(arguments);
      case "torch._utils._rebuild_parameter",
          "torch._utils._rebuild_parameter_with_state",
          "torch.jit._pickle.restore_type_tag",
          "torch.jit._pickle.build_intlist",
          "torch.jit._pickle.build_doublelist",
          "torch.jit._pickle.build_boollist",
          "torch.jit._pickle.build_tensorlist",
          "torch.Size" ->
          arguments.get(0);
      case "collections.OrderedDict", "builtins.dict" -> map(arguments);
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

  private static PickledTensor tensor(List<?> arguments) throws PickleException {
    List<Long> shape = longs((List<?>) arguments.get(2));
    List<Long> strides = longs((List<?>) arguments.get(3));
    if (shape.size() != strides.size() || shape.size() > MOST_AXES) {
      throw new PickleException(
          "a tensor of " + shape.size() + " sizes and " + strides.size() + " strides");
    }
    return new PickledTensor(
        (Storage) Objects.requireNonNull(arguments.get(0)),
        (Long) arguments.get(1),
        shape,
        strides);
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
