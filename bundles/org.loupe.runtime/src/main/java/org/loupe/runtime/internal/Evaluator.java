package org.loupe.runtime.internal;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.Device;
import org.loupe.model.Evaluation;
import org.loupe.model.Evaluation.GradientValues;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;
import org.loupe.model.Tensor;

/** Evaluates one micro-batch. All calls belong on {@link EngineThreads}. */
final class Evaluator {

  private final LoadedModel model;
  private final Device device;

  /** An evaluator of a model. */
  Evaluator(LoadedModel model, Device device) {
    this.model = model;
    this.device = device;
  }

  /**
   * Runs forward once, and backward once per target. Native memory is free again afterwards.
   *
   * @param from position of the batch within its source
   * @throws OutOfMemoryException if the micro-batch is too large
   */
  Evaluation evaluate(QueryPlan plan, Batch batch, int from, Progress progress)
      throws LoupeException {
    progress.checkCancelled();
    prepareThread();
    JniUtils.setGradMode(plan.hasGradients());
    try (NDManager manager = model.newManager()) {
      InputArrays inputs =
          InputArrays.create(manager, device, plan.card(), batch, plan.differentiated());
      OutputArrays outputs = forward(plan, batch, inputs);
      Map<String, FloatTensor> copies = new LinkedHashMap<>();
      for (String name : plan.query().outputs()) {
        if (name.equals(Query.EVERY_OUTPUT)) {
          copies.putAll(outputs.copyAll());
        } else {
          copies.put(name, outputs.copy(name));
        }
      }
      return new Evaluation(
          batch, from, copies, Map.of(), gradients(plan, batch, inputs, outputs, progress));
    } catch (EngineException e) {
      if (Reasons.outOfMemory(e)) {
        throw new OutOfMemoryException(e);
      }
      throw new ModelException("The engine failed on " + device + ": " + Reasons.of(e) + ".", e);
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  /** libtorch keeps these per thread. */
  private static void prepareThread() {
    // One thread per operation: several would change the last bits of sums.
    if (JniUtils.getNumThreads() != 1) {
      JniUtils.setNumThreads(1);
    }
    // Optimising costs seconds in the first calls and gains nothing afterwards.
    JniUtils.setGraphExecutorOptimize(false);
  }

  private OutputArrays forward(QueryPlan plan, Batch batch, InputArrays inputs)
      throws BadInputException {
    try {
      return new OutputArrays(plan.card(), batch.size(), model.forward(inputs.list()));
    } catch (EngineException e) {
      if (Reasons.outOfMemory(e) || Reasons.deviceFailed(e)) {
        throw e;
      }
      throw new BadInputException(
          "The model cannot be run on "
              + inputs.describe()
              + " ("
              + Reasons.of(e)
              + "); the card's inputs must be the arguments of forward in their order, their values"
              + " in the range the model knows.",
          e);
    } catch (UnsupportedOperationException e) {
      throw new BadInputException(
          "The model's outputs are nested; a tensor, a tuple of tensors or a dict of tensors is"
              + " expected.",
          e);
    }
  }

  private List<GradientValues> gradients(
      QueryPlan plan, Batch batch, InputArrays inputs, OutputArrays outputs, Progress progress)
      throws LoupeException {
    Map<Gradient, GradientValues> computed = new HashMap<>();
    List<Target> targets = plan.targets();
    for (int i = 0; i < targets.size(); i++) {
      progress.checkCancelled();
      Target target = targets.get(i);
      Objective objective =
          Objective.of(
              outputs.get(target.predictionHead()),
              QueryPlan.head(plan.card(), target.predictionHead()),
              target,
              batch);
      if (i > 0) {
        plan.differentiated().forEach(name -> clear(inputs.get(name)));
      }
      if (!objective.backward(i < targets.size() - 1)) {
        throw new BadInputException(
            "Prediction head '"
                + target.predictionHead()
                + "' does not depend on the inputs "
                + plan.differentiated()
                + " in a way that can be differentiated.");
      }
      float[] perWindow = objective.perWindow();
      for (Gradient wanted : plan.query().gradients()) {
        if (wanted.target().equals(target)) {
          Tensor input = batch.inputs().get(wanted.name());
          computed.put(
              wanted,
              new GradientValues(
                  new FloatTensor(input.axes(), gradient(inputs.get(wanted.name()))), perWindow));
        }
      }
    }
    List<GradientValues> inOrder = new ArrayList<>();
    plan.query().gradients().forEach(wanted -> inOrder.add(computed.get(wanted)));
    return inOrder;
  }

  private static void clear(NDArray input) {
    try (NDArray gradient = JniUtils.getGradient((PtNDArray) input)) {
      if (gradient != null) {
        JniUtils.zeroGrad((PtNDArray) input);
      }
    }
  }

  /** What backward left on an input; zeros where the target does not depend on it. */
  private static float[] gradient(NDArray input) {
    try (NDArray gradient = JniUtils.getGradient((PtNDArray) input)) {
      float[] values =
          gradient == null
              ? new float[Math.toIntExact(input.size())]
              : OutputArrays.floats(gradient);
      // A second target's gradient is added to zeros, which turns −0 into +0: the first one's too.
      for (int i = 0; i < values.length; i++) {
        values[i] += 0f;
      }
      return values;
    }
  }
}
