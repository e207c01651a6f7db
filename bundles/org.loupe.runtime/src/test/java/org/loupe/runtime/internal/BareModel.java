package org.loupe.runtime.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loupe.checkpoint.ProbeProtocol;
import org.loupe.model.ElementType;

/** An archive in the engine, with nothing of the runtime around it. The engine must be started. */
final class BareModel implements AutoCloseable {

  private final NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), DjlEngine.NAME);
  private final PtSymbolBlock block;

  BareModel(Path archive) {
    JniUtils.setNumThreads(1);
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(false);
    block =
        JniUtils.loadModule(
            (PtNDManager) manager, archive, true, new String[0], new String[0], true);
    block.freezeParameters(true);
    JniUtils.enableInferenceMode(block);
  }

  NDArray array(Npz.Array array) {
    long[] sizes = Arrays.stream(array.shape()).asLongStream().toArray();
    return array.type() == ElementType.FLOAT32
        ? manager.create(array.floats(), new Shape(sizes))
        : manager
            .create(array.longs(), new Shape(sizes))
            .toType(array.type() == ElementType.BOOL ? DataType.BOOLEAN : DataType.INT64, false);
  }

  NDArray scalar(float value) {
    return manager.create(value);
  }

  /** The first tensor that forward returns; of a dict the one named 'z'. */
  NDArray forward(NDList inputs) {
    NDList outputs = IValueUtils.forward(block, inputs, true);
    NDArray named = outputs.get("z");
    return named == null ? outputs.get(0) : named;
  }

  void arm(Map<String, NDArray> controls) {
    Map<String, PtNDArray> dict = new LinkedHashMap<>();
    controls.forEach((key, value) -> dict.put(key, (PtNDArray) value));
    try (IValue controlled = IValue.stringMapFrom(dict)) {
      IValueUtils.runMethod(block, ProbeProtocol.ARM, controlled).close();
    }
  }

  Map<String, NDArray> values() {
    Map<String, NDArray> values = new LinkedHashMap<>();
    try (IValue recorded = IValueUtils.runMethod(block, ProbeProtocol.VALUES)) {
      recorded
          .toIValueMap()
          .forEach((key, value) -> values.put(key, value.toTensor((PtNDManager) manager)));
    }
    return values;
  }

  void disarm() {
    IValueUtils.runMethod(block, ProbeProtocol.DISARM).close();
  }

  @Override
  public void close() {
    manager.close();
  }
}
