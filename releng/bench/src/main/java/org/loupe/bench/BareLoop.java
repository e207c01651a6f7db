package org.loupe.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Path;
import java.util.Arrays;
import org.loupe.model.Batch;
import org.loupe.model.Checkpoint;
import org.loupe.model.FloatTensor;
import org.loupe.model.InputCard;
import org.loupe.model.LongTensor;
import org.loupe.model.Tensor;

/**
 * The engine alone, one thread per operation, on inputs that are already in native memory: what
 * cannot be undercut.
 */
final class BareLoop implements AutoCloseable {

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  private final NDList inputs = new NDList();
  private final PtSymbolBlock block;
  private final String head;

  BareLoop(Checkpoint checkpoint, Batch batch, String head) {
    this(checkpoint, checkpoint.file(), batch, head);
  }

  /** On another file of the same model. */
  BareLoop(Checkpoint checkpoint, Path file, Batch batch, String head) {
    this.head = head;
    JniUtils.setNumThreads(1);
    JniUtils.setGraphExecutorOptimize(false);
    block =
        JniUtils.loadModule((PtNDManager) manager, file, true, new String[0], new String[0], true);
    block.freezeParameters(true);
    JniUtils.enableInferenceMode(block);
    for (InputCard input : checkpoint.card().inputs()) {
      Tensor tensor = batch.inputs().get(input.name());
      if (tensor != null) {
        inputs.add(array(tensor));
      }
    }
  }

  /** Loads an archive and frees it again. */
  static void load(Path file) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      JniUtils.loadModule((PtNDManager) manager, file, true, new String[0], new String[0], true);
    }
  }

  private NDArray array(Tensor tensor) {
    Shape shape = new Shape(Arrays.stream(tensor.shape()).asLongStream().toArray());
    if (tensor instanceof FloatTensor floats) {
      NDArray array = manager.create(floats.values(), shape);
      array.setRequiresGradient(true);
      return array;
    }
    return manager.create(((LongTensor) tensor).values(), shape);
  }

  private NDArray run(NDManager arrays) {
    NDList local = new NDList(inputs);
    local.attach(arrays);
    NDList outputs = IValueUtils.forward(block, local, true);
    local.attach(manager);
    return outputs.stream()
        .filter(output -> head.equals(output.getName()))
        .findFirst()
        .orElseThrow();
  }

  void forward() {
    JniUtils.setGradMode(false);
    try (NDManager arrays = manager.newSubManager()) {
      run(arrays);
    }
  }

  void forwardBackward() {
    JniUtils.setGradMode(true);
    try (NDManager arrays = manager.newSubManager()) {
      NDArray logits = run(arrays);
      int last = logits.getShape().dimension() - 1;
      NDArray chosen = logits.stopGradient().argMax(last).expandDims(last);
      NDArray target = logits.logSoftmax(last).gather(chosen, last);
      JniUtils.backward((PtNDArray) target, (PtNDArray) target.onesLike(), false, false);
      JniUtils.zeroGrad((PtNDArray) inputs.get(0));
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
