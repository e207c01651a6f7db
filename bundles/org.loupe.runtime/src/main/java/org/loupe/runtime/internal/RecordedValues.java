package org.loupe.runtime.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.ProbeProtocol;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;

/** What an armed module has recorded during one forward. */
final class RecordedValues {

  private final Map<String, NDArray> arrays = new HashMap<>();
  private final ProbeLayouts layouts;
  private final int windows;

  /**
   * Sorts recorded arrays.
   *
   * @param recorded named as the protocol has them
   * @param layouts how they count windows
   * @param windows of the forward
   */
  RecordedValues(NDList recorded, ProbeLayouts layouts, int windows) {
    for (NDArray array : recorded) {
      arrays.put(array.getName(), array);
    }
    this.layouts = layouts;
    this.windows = windows;
  }

  /** Names what a call has recorded. */
  private interface Key {
    String of(String probe, int call);
  }

  /** One call's value as the module has it, or null if there was no such call. */
  @Nullable NDArray find(String probe, int call) {
    return arrays.get(ProbeProtocol.read(probe, call));
  }

  /** Shapes of the values as the module has them, by call; of those probes that fired. */
  Map<String, List<long[]>> shapes(Set<String> probes) {
    Map<String, List<long[]>> shapes = new HashMap<>();
    for (String probe : probes) {
      List<long[]> calls = new ArrayList<>();
      NDArray value;
      while ((value = find(probe, calls.size())) != null) {
        calls.add(value.getShape().getShape());
      }
      if (!calls.isEmpty()) {
        shapes.put(probe, calls);
      }
    }
    return shapes;
  }

  /**
   * A value with its windows first, [n, …] or [n, calls, …]; still part of the graph.
   *
   * @throws BadInputException if the probe did not fire, or its values are of no such shape
   */
  NDArray value(ProbeCall probe) throws BadInputException {
    return join(probe, calls(ProbeProtocol::read, probe));
  }

  /** A copy of a value, [n, …] or [n, calls, …]. */
  FloatTensor copy(ProbeCall probe) throws BadInputException {
    return copy(probe, value(probe));
  }

  private FloatTensor copy(ProbeCall probe, NDArray value) {
    long[] shape = value.getShape().getShape();
    List<Dimension> dimensions =
        new ArrayList<>(Collections.nCopies(shape.length, Dimension.VALUE));
    dimensions.set(0, Dimension.WINDOW);
    if (isSequence(probe)) {
      dimensions.set(1, Dimension.TIME);
    }
    return new FloatTensor(OutputArrays.axes(dimensions, shape), OutputArrays.floats(value));
  }

  /** Also where a sequence of one step is evaluated, so that the axes do not depend on the data. */
  private boolean isSequence(ProbeCall probe) {
    return probe.call() == null
        && (layouts.count(probe.probe()) > 1
            || arrays.containsKey(ProbeProtocol.read(probe.probe(), 1))
            || arrays.containsKey(ProbeProtocol.leaf(probe.probe(), 1)));
  }

  /** The arrays that stand for the probe's value in the graph, one per call. */
  List<NDArray> leaves(ProbeCall probe) throws BadInputException {
    return calls(ProbeProtocol::leaf, probe);
  }

  /**
   * Checks that a probe has fired.
   *
   * @throws BadInputException if it has not, or there was no such call
   */
  void checkFired(ProbeCall probe) throws BadInputException {
    calls(ProbeProtocol::read, probe);
  }

  /**
   * Checks that a probe's values can be changed by others.
   *
   * @param given shape of those, windows first
   * @throws BadInputException if an axis has another size, and not 1
   */
  void checkFits(ProbeCall probe, int[] given) throws BadInputException {
    List<NDArray> calls = calls(ProbeProtocol::read, probe);
    int first = probe.call() == null ? 0 : probe.call();
    for (int i = 0; i < calls.size(); i++) {
      long[] value =
          layouts
              .of(probe.probe(), first + i)
              .windowsFirst(probe.toString(), calls.get(i), windows)
              .getShape()
              .getShape();
      boolean fits = value.length == given.length;
      for (int axis = 0; fits && axis < value.length; axis++) {
        fits = given[axis] == 1 || given[axis] == value[axis];
      }
      if (!fits) {
        throw CallLayout.doesNotFit(probe.toString(), given, value);
      }
    }
  }

  private List<NDArray> calls(Key key, ProbeCall probe) throws BadInputException {
    List<NDArray> calls = new ArrayList<>();
    NDArray value;
    while ((value = arrays.get(key.of(probe.probe(), calls.size()))) != null) {
      calls.add(value);
    }
    if (calls.isEmpty()) {
      throw new BadInputException(
          "Probe '"
              + probe.probe()
              + "' did not fire: with these inputs forward does not call its module.");
    }
    Integer call = probe.call();
    if (call == null) {
      return calls;
    }
    if (call >= calls.size()) {
      throw new BadInputException(
          "Probe '"
              + probe.probe()
              + "' has no call "
              + call
              + "; it fires "
              + calls.size()
              + " times, counted from 0.");
    }
    return List.of(calls.get(call));
  }

  private NDArray join(ProbeCall probe, List<NDArray> calls) throws BadInputException {
    int first = probe.call() == null ? 0 : probe.call();
    List<NDArray> inOrder = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      CallLayout layout = layouts.of(probe.probe(), first + i);
      inOrder.add(layout.windowsFirst(probe.toString(), calls.get(i), windows));
    }
    NDArray one = inOrder.get(0);
    if (!isSequence(probe)) {
      return one;
    }
    for (NDArray other : inOrder) {
      if (!other.getShape().equals(one.getShape())) {
        throw new BadInputException(
            "Probe '"
                + probe
                + "' fires "
                + inOrder.size()
                + " times with values of differing shapes, "
                + OutputArrays.shape(one)
                + " and "
                + OutputArrays.shape(other)
                + "; ask for a single call, such as '"
                + probe
                + "#0'.");
      }
    }
    return NDArrays.stack(new NDList(inOrder), 1);
  }

  /**
   * What backward left at a probe, [n, …] or [n, calls, …]; zeros where the target does not depend
   * on it.
   *
   * @param scope frees what is made on the way
   * @throws BadInputException if the value is common to all windows
   */
  FloatTensor gradient(ProbeCall probe, NDManager scope) throws BadInputException {
    List<NDArray> gradients = new ArrayList<>();
    List<NDArray> leaves = leaves(probe);
    int first = probe.call() == null ? 0 : probe.call();
    for (int i = 0; i < leaves.size(); i++) {
      if (layouts.of(probe.probe(), first + i).order() == CallLayout.Order.SAME) {
        throw new BadInputException(
            "Probe '"
                + probe
                + "' has one value for all windows, so there is no gradient for each of them.");
      }
      NDArray gradient = JniUtils.getGradient((PtNDArray) leaves.get(i));
      if (gradient == null) {
        gradient = leaves.get(i).zerosLike();
      }
      gradient.attach(scope);
      gradients.add(gradient);
    }
    return copy(probe, join(probe, gradients));
  }
}
