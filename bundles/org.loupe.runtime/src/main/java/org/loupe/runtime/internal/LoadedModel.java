package org.loupe.runtime.internal;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.loupe.checkpoint.Inspection;
import org.loupe.checkpoint.ProbeProtocol;
import org.loupe.checkpoint.Signature;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Device;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;

/**
 * A TorchScript module in native memory. All calls that compute belong on {@link EngineThreads};
 * closing does not.
 */
final class LoadedModel implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(LoadedModel.class.getName());

  /** Begins the name of an array after the arguments: the method that DJL calls with them. */
  private static final String METHOD = "module_method:";

  /** A Java array holds no more; some virtual machines need a few for themselves. */
  private static final long MOST_ELEMENTS = Integer.MAX_VALUE - 8L;

  private final NDManager manager;
  private final PtSymbolBlock block;
  private final Path original;
  private final List<long[]> parameterShapes;
  private final Map<String, Boolean> nested = new ConcurrentHashMap<>();
  private boolean armed;

  private LoadedModel(
      Path original, NDManager manager, PtSymbolBlock block, List<long[]> parameterShapes) {
    this.original = original;
    this.manager = manager;
    this.block = block;
    this.parameterShapes = parameterShapes;
  }

  /**
   * Loads an archive in evaluation mode, its parameters frozen.
   *
   * @param file what is loaded: the original, or a copy with probes
   * @param original the file that people know, for messages and for what forward returns
   * @throws BadInputException if the file does not compile or is damaged
   * @throws ModelException if it does not fit the device
   */
  static LoadedModel load(Path file, Path original, Device device) throws LoupeException {
    NDManager manager = NDManager.newBaseManager(DjlEngine.of(device), DjlEngine.NAME);
    boolean loaded = false;
    try {
      // Loaded as trainable, else the parameters are inference tensors, which have no backward.
      PtSymbolBlock block =
          JniUtils.loadModule(
              (PtNDManager) manager, file, true, new String[0], new String[0], true);
      block.freezeParameters(true);
      JniUtils.enableInferenceMode(block);
      LoadedModel model = new LoadedModel(original, manager, block, shapes(block));
      loaded = true;
      return model;
    } catch (EngineException e) {
      throw refuse(original, device, e);
    } finally {
      if (!loaded) {
        manager.close();
      }
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

  /** Asks the engine, which may fail, so it is done while a failure still frees the module. */
  private static List<long[]> shapes(PtSymbolBlock block) {
    return block.getDirectParameters().values().stream()
        .map(Parameter::getArray)
        .map(array -> array.getShape().getShape())
        .toList();
  }

  /** Shapes of the parameters, in the module's order. */
  List<long[]> parameterShapes() {
    return parameterShapes;
  }

  /** Names of the parameters that are floating point numbers, in the module's order. */
  List<String> parameterNames() {
    return floatingParameters().map(Pair::getKey).toList();
  }

  /**
   * Copies a parameter.
   *
   * @throws BadInputException if there is none of that name, or it is too large for one array
   */
  FloatTensor parameter(String name) throws BadInputException {
    NDArray array =
        floatingParameters()
            .filter(pair -> pair.getKey().equals(name))
            .map(pair -> pair.getValue().getArray())
            .filter(each -> each.size() <= MOST_ELEMENTS)
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        original
                            + " has no floating point parameter '"
                            + name
                            + "' of at most "
                            + MOST_ELEMENTS
                            + " elements; ask for one of those it lists."));
    return copy(array);
  }

  /** The block keeps its handles, and closes them with the module. */
  private Stream<Pair<String, Parameter>> floatingParameters() {
    return block.getDirectParameters().stream()
        .filter(pair -> pair.getValue().getArray().getDataType().isFloating());
  }

  private static FloatTensor copy(NDArray array) {
    List<Axis> axes = new ArrayList<>();
    for (long size : array.getShape().getShape()) {
      axes.add(new Axis("value_" + axes.size(), Dimension.VALUE, Math.toIntExact(size)));
    }
    try (NDArray floats = array.toType(DataType.FLOAT32, true)) {
      return new FloatTensor(axes, floats.toFloatArray());
    }
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
    return flat("forward", IValueUtils.forward(block, inputs, true));
  }

  /**
   * Runs an exported method, whose outputs come as those of forward do.
   *
   * @throws EngineException as libtorch has it
   * @throws UnsupportedOperationException if the outputs are nested
   */
  NDList call(String method, NDList inputs) {
    // DJL's runMethod turns autograd off; its forward does not, and knows a method by this name.
    NDArray named = inputs.head().getManager().zeros(new Shape(1));
    named.setName(METHOD + method);
    NDList arguments = new NDList(inputs);
    arguments.add(named);
    return flat(method, IValueUtils.forward(block, arguments, true));
  }

  private NDList flat(String method, NDList outputs) {
    long named = outputs.stream().filter(output -> output.getName() != null).count();
    if (named != 0 && named != outputs.size()) {
      throw new UnsupportedOperationException();
    }
    if (named == 0 && outputs.size() > 1 && isNested(method)) {
      throw new UnsupportedOperationException();
    }
    return outputs;
  }

  /**
   * Turns probes on: from now on each forward obeys these controls. Only archives with probes can
   * be armed, by one thread at a time.
   *
   * @throws EngineException as libtorch has it
   */
  void arm(Map<String, PtNDArray> controls) {
    armed = true;
    try (IValue dict = IValue.stringMapFrom(controls)) {
      IValueUtils.runMethod(block, ProbeProtocol.ARM, dict).close();
    }
  }

  /** What was recorded since arming, named as the protocol has it. */
  NDList recorded(NDManager arrays) {
    try (IValue dict = IValueUtils.runMethod(block, ProbeProtocol.VALUES)) {
      return dict.toNDList((PtNDManager) arrays);
    }
  }

  /** Turns probes off, if they are on, and forgets what was recorded. */
  void disarm() {
    if (armed) {
      IValueUtils.runMethod(block, ProbeProtocol.DISARM).close();
      armed = false;
    }
  }

  /** Looked up in the file, for DJL flattens what a method returns. */
  private boolean isNested(String method) {
    return nested.computeIfAbsent(
        method, name -> returnType(name).chars().filter(c -> c == '[').count() > 1);
  }

  private String returnType(String name) {
    try {
      return Inspection.outline(original).methods().stream()
          .filter(method -> method.name().equals(name))
          .map(Signature::returns)
          .findFirst()
          .orElse("");
    } catch (BadInputException e) {
      LOG.log(System.Logger.Level.WARNING, "outputs are taken to be flat", e);
      return "";
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
