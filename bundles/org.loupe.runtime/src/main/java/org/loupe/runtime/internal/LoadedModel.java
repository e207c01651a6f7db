package org.loupe.runtime.internal;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;

/** A TorchScript module in native memory. All calls belong on {@link EngineThreads}. */
final class LoadedModel implements AutoCloseable {

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  private final NDManager manager;
  private final PtSymbolBlock block;
  private volatile boolean knownFlat;

  private LoadedModel(NDManager manager, PtSymbolBlock block) {
    this.manager = manager;
    this.block = block;
  }

  /**
   * Loads a checkpoint in evaluation mode, its parameters frozen.
   *
   * @throws BadInputException if the file is no TorchScript archive or does not compile
   * @throws ModelException if it does not fit the device
   */
  static LoadedModel load(Checkpoint checkpoint, Device device) throws LoupeException {
    Path file = checkpoint.architecture() == null ? checkpoint.file() : checkpoint.architecture();
    checkArchive(file);
    NDManager manager = NDManager.newBaseManager(DjlEngine.of(device), "PyTorch");
    boolean loaded = false;
    try {
      // Loaded as trainable, else the parameters are inference tensors, which have no backward.
      PtSymbolBlock block =
          JniUtils.loadModule(
              (PtNDManager) manager, file, true, new String[0], new String[0], true);
      block.freezeParameters(true);
      JniUtils.enableInferenceMode(block);
      loaded = true;
      return new LoadedModel(manager, block);
    } catch (EngineException e) {
      throw refuse(file, device, e);
    } finally {
      if (!loaded) {
        manager.close();
      }
    }
  }

  private static void checkArchive(Path file) throws BadInputException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("There is no file " + file + ".");
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (!java.util.Arrays.equals(in.readNBytes(ZIP.length), ZIP)) {
        throw new BadInputException(
            file + " is no TorchScript archive (not a ZIP file); save it with torch.jit.save.");
      }
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static LoupeException refuse(Path file, Device device, EngineException e) {
    String reason = Reasons.of(e);
    if (Reasons.outOfMemory(e)) {
      return new ModelException(
          file + " does not fit into the memory of " + device + "; choose another device.", e);
    }
    if (reason.contains("zip archive") || reason.contains("PytorchStreamReader")) {
      return new BadInputException(
          file + " is damaged or incomplete (" + reason + "); copy or save it again.", e);
    }
    return new BadInputException(
        file
            + " cannot be loaded as TorchScript ("
            + reason
            + "); save it with torch.jit.save in a PyTorch no newer than 2.7.",
        e);
  }

  /** Shapes of the parameters, in the module's order. */
  List<long[]> parameterShapes() {
    return block.getDirectParameters().values().stream()
        .map(Parameter::getArray)
        .map(array -> array.getShape().getShape())
        .toList();
  }

  /** A manager for the arrays of one micro-batch; the caller closes it. */
  NDManager newManager() {
    return manager.newSubManager();
  }

  /**
   * Runs forward. A dict's tensors come named, those of a tuple or a list in their order.
   *
   * @throws EngineException as libtorch has it
   * @throws UnsupportedOperationException if the outputs are nested
   */
  NDList forward(NDList inputs) {
    NDList outputs = IValueUtils.forward(block, inputs, true);
    long named = outputs.stream().filter(output -> output.getName() != null).count();
    if (named != 0 && named != outputs.size()) {
      throw new UnsupportedOperationException();
    }
    if (named == 0 && outputs.size() > 1 && !knownFlat) {
      checkFlat(inputs);
      knownFlat = true;
    }
    return outputs;
  }

  /** Runs forward once more to see its structure, which DJL does not keep. */
  private void checkFlat(NDList inputs) {
    IValue[] arguments =
        inputs.stream().map(array -> IValue.from((PtNDArray) array)).toArray(IValue[]::new);
    try (IValue result = IValueUtils.forward(block, arguments)) {
      if (!result.isTuple()) {
        return;
      }
      boolean flat = true;
      for (IValue element : result.toIValueTuple()) {
        flat &= element.isTensor();
        element.close();
      }
      if (!flat) {
        throw new UnsupportedOperationException();
      }
    } finally {
      for (IValue argument : arguments) {
        argument.close();
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
