package org.loupe.runtime.internal;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.LongTensor;
import org.loupe.model.Target;
import org.loupe.model.Tensor;

/**
 * The scalar of each window that is differentiated, as a weighted sum of values: its gradient is
 * that of the values, with the weights handed to backward.
 *
 * @param values [n, steps, values]
 * @param weights of the same shape, 1 or 0
 * @param windows n
 */
record Objective(NDArray values, NDArray weights, int windows) {

  /**
   * Builds the objective of a target on top of an output.
   *
   * @param output [n, …, classes], attached to the graph
   * @param what the output is, for messages: {@code Prediction head 'type'}
   * @param regression whether it holds values, not logits
   * @throws BadInputException if the head has no such step or class, or true values are missing
   */
  static Objective of(NDArray output, String what, boolean regression, Target target, Batch batch)
      throws BadInputException {
    long[] shape = output.getShape().getShape();
    int windows = batch.size();
    long classes = shape[shape.length - 1];
    int steps =
        Math.toIntExact(Arrays.stream(shape, 1, shape.length - 1).reduce(1, Math::multiplyExact));
    NDArray flat = output.reshape(windows, steps, classes);
    Integer step = target.step();
    if (step != null) {
      if (step < 0 || step >= steps) {
        throw new BadInputException(
            what + " has no step " + step + "; it has " + steps + ", counted from 0.");
      }
      flat = flat.get(new NDIndex(":, {}:{}, :", step, step + 1));
    }
    NDArray values =
        switch (target.objective()) {
          case LOG_PROBABILITY -> flat.logSoftmax(2);
          case PROBABILITY -> flat.softmax(2);
          case LOGIT -> flat;
        };
    return switch (target.classChoice()) {
      case PREDICTED ->
          regression
              ? all(values, windows)
              : all(pick(values, flat.stopGradient().argMax(2).expandDims(2)), windows);
      case NAMED ->
          all(
              values.get(
                  new NDIndex(
                      ":, :, {}:{}", named(what, target, classes), target.classIndex() + 1)),
              windows);
      case TRUE -> ofTrueClass(values, what, truth(target, batch, steps), batch);
    };
  }

  private static NDArray pick(NDArray values, NDArray classes) {
    return values.gather(classes, 2);
  }

  private static Objective all(NDArray values, int windows) {
    return new Objective(values, values.onesLike(), windows);
  }

  private static int named(String what, Target target, long classes) throws BadInputException {
    int index = target.classIndex();
    if (index < 0 || index >= classes) {
      throw new BadInputException(
          what + " has no class " + index + "; it has " + classes + ", counted from 0.");
    }
    return index;
  }

  /** A negative class, such as torch's ignore_index, marks a position that does not count. */
  private static Objective ofTrueClass(NDArray values, String what, long[] truth, Batch batch)
      throws BadInputException {
    int windows = batch.size();
    long classes = values.getShape().get(2);
    float[] weights = new float[truth.length];
    long[] chosen = new long[truth.length];
    for (int i = 0; i < truth.length; i++) {
      if (truth[i] >= classes) {
        throw new BadInputException(
            what
                + " has "
                + classes
                + " classes, counted from 0, but the true class "
                + truth[i]
                + " in window "
                + batch.windows()[i / (truth.length / windows)]
                + "; correct the target in the card or the data (a negative number marks a position"
                + " that does not count).");
      }
      chosen[i] = Math.max(0, truth[i]);
      weights[i] = truth[i] >= 0 ? 1 : 0;
    }
    NDManager manager = values.getManager();
    Shape shape = new Shape(values.getShape().get(0), values.getShape().get(1), 1);
    ai.djl.Device device = values.getDevice();
    return new Objective(
        pick(values, manager.create(chosen, shape).toDevice(device, false)),
        manager.create(weights, shape).toType(values.getDataType(), false).toDevice(device, false),
        windows);
  }

  /** The true class per window and chosen step. */
  private static long[] truth(Target target, Batch batch, int steps) throws BadInputException {
    Tensor truth = batch.targets().get(target.predictionHead());
    if (!(truth instanceof LongTensor classes) || truth.size() != batch.size() * steps) {
      throw new BadInputException(
          "The true classes of prediction head '"
              + target.predictionHead()
              + "' "
              + (truth == null
                  ? "are missing"
                  : "are " + truth.elementType().key() + " " + Tensor.describe(truth.shape()))
              + ", expected integers "
              + Tensor.describe(batch.size(), steps)
              + "; correct the target in the card.");
    }
    Integer step = target.step();
    if (step == null) {
      return classes.values();
    }
    long[] column = new long[batch.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = classes.values()[i * steps + step];
    }
    return column;
  }

  /**
   * Adds the gradient of the sum over all windows to the inputs.
   *
   * @return false if the values do not depend on an input in a way that can be differentiated
   */
  boolean backward(boolean keepGraph) {
    try {
      JniUtils.backward((PtNDArray) values, (PtNDArray) weights, keepGraph, false);
      return true;
    } catch (EngineException e) {
      // There is no safe question beforehand: DJL's requiresGrad denies it for every computed
      // array, and its name of the gradient function crashes where there is none.
      if (String.valueOf(e.getMessage()).contains("does not require grad")) {
        return false;
      }
      throw e;
    }
  }

  /** The objective of each window. */
  float[] perWindow() {
    float[] all = OutputArrays.floats(values.stopGradient());
    float[] weight = OutputArrays.floats(weights);
    float[] sums = new float[windows];
    int length = windows == 0 ? 0 : all.length / windows;
    for (int i = 0; i < windows; i++) {
      double sum = 0;
      for (int j = i * length; j < (i + 1) * length; j++) {
        // a product would turn an infinite value that does not count into NaN
        sum += weight[j] == 0 ? 0 : all[j];
      }
      sums[i] = (float) sum;
    }
    return sums;
  }
}
