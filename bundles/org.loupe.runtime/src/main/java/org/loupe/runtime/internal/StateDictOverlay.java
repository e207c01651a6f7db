package org.loupe.runtime.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.util.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.StateDict;
import org.loupe.checkpoint.StateDictMapping;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/**
 * Replaces the parameters of an architecture by those of a training checkpoint. Buffers stay as the
 * architecture has them, for DJL does not list them: a checkpoint that brings some is refused
 * unless the card's rules leave them out.
 */
final class StateDictOverlay {

  private static final StateDictRules AS_IT_IS =
      new StateDictRules(List.of(), List.of(), List.of());

  private StateDictOverlay() {}

  /**
   * Writes every parameter.
   *
   * @param parameters of the loaded architecture, by name
   * @param rules how the checkpoint's names become the architecture's, or null for as they are
   * @throws BadInputException if a parameter is missing, left over or of another shape; then none
   *     was written
   */
  static void apply(
      ParameterList parameters, Path checkpoint, @Nullable StateDictRules rules, NDManager manager)
      throws BadInputException {
    StateDictRules used = rules == null ? AS_IT_IS : rules;
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    List<TensorInfo> wanted = new ArrayList<>();
    for (Pair<String, Parameter> parameter : parameters) {
      NDArray array = parameter.getValue().getArray();
      List<Long> shape = Arrays.stream(array.getShape().getShape()).boxed().toList();
      arrays.put(parameter.getKey(), array);
      wanted.add(
          new TensorInfo(parameter.getKey(), StoredType.FLOAT32, shape, TensorInfo.Role.PARAMETER));
    }
    try (StateDict dict = StateDict.open(checkpoint)) {
      Map<String, String> names = StateDictMapping.map(dict, used, wanted);
      for (Map.Entry<String, NDArray> entry : arrays.entrySet()) {
        float[] values = dict.read(names.get(entry.getKey()), used.sections()).floats();
        write(values, entry.getValue(), manager);
      }
    }
  }

  private static void write(float[] values, NDArray parameter, NDManager manager) {
    try (NDManager copies = manager.newSubManager()) {
      NDArray source = copies.create(parameter.getShape(), DataType.FLOAT32, ai.djl.Device.cpu());
      if (values.length > 0) {
        source.toByteBuffer(true).asFloatBuffer().put(values);
      }
      // not copyTo, whose native code prints a warning
      parameter.set(
          new NDIndex("..."),
          source.toType(parameter.getDataType(), false).toDevice(parameter.getDevice(), false));
    }
  }
}
