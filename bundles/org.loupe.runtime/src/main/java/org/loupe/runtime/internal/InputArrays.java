package org.loupe.runtime.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.Device;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.InputCard;
import org.loupe.model.LongTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelException;
import org.loupe.model.Tensor;

/**
 * The arguments of forward in native memory.
 *
 * @param byName in the card's order; optional ones that were left out are missing
 */
record InputArrays(Map<String, NDArray> byName) {

  /**
   * Converts a batch to the element types of the card.
   *
   * @param differentiated inputs that gradients are wanted for
   * @throws BadInputException if the batch does not fit the card
   */
  static InputArrays create(
      NDManager manager, Device device, ModelCard card, Batch batch, Set<String> differentiated)
      throws BadInputException, ModelException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    String leftOut = null;
    for (InputCard input : card.inputs()) {
      Tensor tensor = batch.inputs().get(input.name());
      if (tensor == null) {
        checkOptional(input);
        leftOut = input.name();
        continue;
      }
      if (leftOut != null) {
        throw new BadInputException(
            "Input '"
                + leftOut
                + "' is left out although '"
                + input.name()
                + "' after it is given;"
                + " only the last inputs can be left out.");
      }
      check(input, tensor, batch.size());
      NDArray array = convert(manager, device, input, tensor);
      if (differentiated.contains(input.name())) {
        array.setRequiresGradient(true);
      }
      arrays.put(input.name(), array);
    }
    checkGiven(differentiated, arrays);
    return new InputArrays(arrays);
  }

  private static void checkOptional(InputCard input) throws BadInputException {
    if (!input.optional()) {
      throw new BadInputException(
          "Input '" + input.name() + "' is missing, and the card does not call it optional.");
    }
  }

  private static void checkGiven(Set<String> differentiated, Map<String, NDArray> arrays)
      throws BadInputException {
    for (String name : differentiated) {
      if (!arrays.containsKey(name)) {
        throw new BadInputException(
            "Input '" + name + "' is left out, so there is no gradient with respect to it.");
      }
    }
  }

  private static void check(InputCard input, Tensor tensor, int windows) throws BadInputException {
    int[] shape = tensor.shape();
    if (shape.length != input.axes().size() || shape[0] != windows) {
      throw new BadInputException(
          "Input '"
              + input.name()
              + "' has the shape "
              + Tensor.describe(shape)
              + " for "
              + windows
              + " windows, the card expects the axes "
              + input.axes()
              + "; correct the card or the data.");
    }
  }

  private static NDArray convert(NDManager manager, Device device, InputCard input, Tensor tensor)
      throws BadInputException, ModelException {
    boolean floating = input.elementType().isFloatingPoint();
    checkRange(input, tensor);
    Shape shape = new Shape(Arrays.stream(tensor.shape()).asLongStream().toArray());
    DataType written = floating ? DataType.FLOAT32 : DataType.INT64;
    if ((long) tensor.size() * written.getNumOfBytes() > Integer.MAX_VALUE) {
      throw new ModelException(
          "Input '"
              + input.name()
              + "' "
              + Tensor.describe(tensor.shape())
              + " is larger than 2 GiB; choose a smaller micro-batch.");
    }
    // Written straight into libtorch's memory: no second copy, and none that waits for the garbage
    // collector.
    NDArray array = manager.create(shape, written, ai.djl.Device.cpu());
    if (tensor.size() > 0) {
      ByteBuffer buffer = array.toByteBuffer(true);
      if (floating) {
        buffer.asFloatBuffer().put(floats(tensor));
      } else {
        buffer.asLongBuffer().put(longs(tensor));
      }
    }
    return array.toType(dataType(input.elementType()), false).toDevice(DjlEngine.of(device), false);
  }

  private static float[] floats(Tensor tensor) {
    if (tensor instanceof FloatTensor floats) {
      return floats.values();
    }
    long[] values = longs(tensor);
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = values[i];
    }
    return floats;
  }

  private static long[] longs(Tensor tensor) {
    if (tensor instanceof LongTensor longs) {
      return longs.values();
    }
    float[] values = ((FloatTensor) tensor).values();
    long[] longs = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      longs[i] = (long) values[i];
    }
    return longs;
  }

  private static void checkRange(InputCard input, Tensor tensor) throws BadInputException {
    long[] range = range(input.elementType());
    if (range == null || input.elementType() == tensor.elementType()) {
      return;
    }
    for (int i = 0; i < tensor.size(); i++) {
      double value = tensor.number(i);
      if (value != Math.rint(value) || !(value >= range[0] && value <= range[1])) {
        throw new BadInputException(
            "Input '"
                + input.name()
                + "' holds "
                + value
                + ", which "
                + input.elementType().key()
                + " cannot; correct the card's dtype or the data.");
      }
    }
  }

  /** The smallest and the largest integer of a type, or null if it is no integer type. */
  private static long @Nullable [] range(ElementType type) {
    return switch (type) {
      case FLOAT16, FLOAT32, FLOAT64 -> null;
      case BOOL -> new long[] {0, 1};
      case UINT8 -> new long[] {0, 255};
      case INT8 -> new long[] {Byte.MIN_VALUE, Byte.MAX_VALUE};
      case INT16 -> new long[] {Short.MIN_VALUE, Short.MAX_VALUE};
      case INT32 -> new long[] {Integer.MIN_VALUE, Integer.MAX_VALUE};
      case INT64 -> new long[] {Long.MIN_VALUE, Long.MAX_VALUE};
    };
  }

  private static DataType dataType(ElementType type) {
    return switch (type) {
      case FLOAT16 -> DataType.FLOAT16;
      case FLOAT32 -> DataType.FLOAT32;
      case FLOAT64 -> DataType.FLOAT64;
      case INT8 -> DataType.INT8;
      case INT16 -> DataType.INT16;
      case INT32 -> DataType.INT32;
      case INT64 -> DataType.INT64;
      case UINT8 -> DataType.UINT8;
      case BOOL -> DataType.BOOLEAN;
    };
  }

  /** The array of an input that is there. */
  NDArray get(String name) {
    NDArray array = byName.get(name);
    if (array == null) {
      throw new IllegalStateException("no array for input " + name);
    }
    return array;
  }

  /** All of them, in order and unnamed, for names would be read as structure. */
  NDList list() {
    return new NDList(List.copyOf(byName.values()));
  }

  /** What was given, for messages: {@code continuous [3,64,155] float32, …}. */
  String describe() {
    StringBuilder text = new StringBuilder();
    byName.forEach(
        (name, array) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(name)
                .append(' ')
                .append(OutputArrays.shape(array))
                .append(' ')
                .append(array.getDataType().name().toLowerCase(Locale.ROOT)));
    return text.toString();
  }
}
