package org.loupe.runtime.internal;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.Device;
import org.loupe.model.Evaluation;
import org.loupe.model.Evaluation.GradientValues;
import org.loupe.model.FloatTensor;
import org.loupe.model.Intervention;
import org.loupe.model.LoupeException;
import org.loupe.model.MethodCall;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelException;
import org.loupe.model.Progress;
import org.loupe.model.Query;

/** Evaluates one micro-batch. All calls belong on {@link EngineThreads}. */
final class Evaluator {

  private final Device device;

  /** An evaluator on a device. */
  Evaluator(Device device) {
    this.device = device;
  }

  /**
   * Runs forward once, and backward once per target. Native memory is free again afterwards.
   *
   * @param model for this thread alone if the plan looks inside, which leaves it armed
   * @param layouts of the probes that take part
   * @throws OutOfMemoryException if the micro-batch is too large
   */
  Evaluation evaluate(
      LoadedModel model, QueryPlan plan, ProbeLayouts layouts, Portion portion, Progress progress)
      throws LoupeException {
    return guarded(
        plan.hasGradients(),
        progress,
        () -> {
          try (NDManager manager = model.newManager()) {
            return evaluate(manager, model, plan, layouts, portion, progress);
          }
        });
  }

  private Evaluation evaluate(
      NDManager manager,
      LoadedModel model,
      QueryPlan plan,
      ProbeLayouts layouts,
      Portion portion,
      Progress progress)
      throws BadInputException, ModelException {
    Batch batch = portion.batch();
    InputArrays inputs = InputArrays.create(manager, device, plan.card(), batch, plan.inputs());
    if (plan.isInside()) {
      model.arm(
          new Controls(manager, device)
              .read(plan.reads())
              .differentiate(plan.leaves())
              .change(plan.query().interventions(), portion.changes(), layouts, batch.size())
              .arrays());
    }
    OutputArrays outputs;
    try {
      outputs = run(model, plan, batch.size(), inputs);
    } catch (BadInputException e) {
      if (!plan.query().interventions().isEmpty()) {
        checkChanges(manager, model, plan, layouts, portion, inputs);
      }
      throw e;
    }
    RecordedValues recorded =
        new RecordedValues(
            plan.isInside() ? model.recorded(manager) : new NDList(), layouts, batch.size());
    for (Intervention change : plan.query().interventions()) {
      recorded.checkFired(new ProbeCall(change.probe(), change.call()));
    }
    Map<String, FloatTensor> copies = new LinkedHashMap<>();
    for (String name : plan.query().outputs()) {
      if (name.equals(Query.EVERY_OUTPUT)) {
        copies.putAll(outputs.copyAll());
      } else {
        copies.put(name, outputs.copy(name));
      }
    }
    Map<String, FloatTensor> values = new LinkedHashMap<>();
    for (String name : plan.query().probes()) {
      values.put(name, recorded.copy(ProbeCall.of(name)));
    }
    List<GradientValues> gradients =
        new GradientPass(plan, portion, inputs, outputs, recorded).run(manager, progress);
    return new Evaluation(batch, portion.from(), copies, values, gradients);
  }

  /** Where forward failed under changes: do they fit the values that they change? */
  private void checkChanges(
      NDManager manager,
      LoadedModel model,
      QueryPlan plan,
      ProbeLayouts layouts,
      Portion portion,
      InputArrays inputs)
      throws BadInputException {
    model.arm(new Controls(manager, device).read(plan.reads()).arrays());
    run(model, plan, portion.size(), inputs);
    RecordedValues recorded = new RecordedValues(model.recorded(manager), layouts, portion.size());
    for (int i = 0; i < portion.changes().size(); i++) {
      Intervention change = plan.query().interventions().get(i);
      recorded.checkFits(
          new ProbeCall(change.probe(), change.call()), portion.changes().get(i).shape());
    }
  }

  /**
   * Runs forward of an armed module and looks at what it recorded.
   *
   * @param record probes to read
   * @param look at the recorded arrays, named as the protocol has them, and at the outputs
   */
  <T> T look(LoadedModel model, ModelCard card, Batch batch, Set<String> record, Look<T> look)
      throws LoupeException {
    return guarded(
        false,
        Progress.none(),
        () -> {
          try (NDManager manager = model.newManager()) {
            InputArrays inputs = InputArrays.create(manager, device, card, batch, Set.of());
            if (!record.isEmpty()) {
              model.arm(new Controls(manager, device).read(record).arrays());
            }
            NDList outputs = run(model, null, inputs);
            return look.at(outputs, record.isEmpty() ? new NDList() : model.recorded(manager));
          }
        });
  }

  /** Looks at arrays that are freed afterwards. */
  interface Look<T> {
    T at(NDList outputs, NDList recorded) throws LoupeException;
  }

  /** Work whose failures are the engine's. */
  private interface Native<T> {
    T run() throws LoupeException;
  }

  private <T> T guarded(boolean differentiate, Progress progress, Native<T> work)
      throws LoupeException {
    progress.checkCancelled();
    prepareThread();
    JniUtils.setGradMode(differentiate);
    try {
      return work.run();
    } catch (EngineException e) {
      if (Reasons.outOfMemory(e)) {
        release();
        throw new OutOfMemoryException(e);
      }
      throw new ModelException("The engine failed on " + device + ": " + Reasons.of(e) + ".", e);
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  /** What libtorch keeps for later is lacking where others, such as cuBLAS, take their memory. */
  private void release() {
    if (device.kind() == Device.Kind.CUDA) {
      JniUtils.emptyCudaCache();
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

  private OutputArrays run(LoadedModel model, QueryPlan plan, int windows, InputArrays inputs)
      throws BadInputException {
    return new OutputArrays(plan.card(), windows, run(model, plan.query().call(), inputs));
  }

  /**
   * Runs forward, or an exported method.
   *
   * @param call the method, or null
   */
  private NDList run(LoadedModel model, @Nullable MethodCall call, InputArrays inputs)
      throws BadInputException {
    try {
      return call == null ? model.forward(inputs.list()) : model.call(call.method(), inputs.list());
    } catch (EngineException e) {
      if (Reasons.outOfMemory(e) || Reasons.deviceFailed(e)) {
        throw e;
      }
      if (Reasons.elsewhere(e)) {
        throw new BadInputException(
            "The model's own code makes tensors elsewhere than on "
                + device
                + ", where its inputs are; choose the device cpu, or make them on the device of the"
                + " inputs (device=x.device) and save the model again.",
            e);
      }
      throw new BadInputException(
          (call == null ? "The model" : "The model's method '" + call.method() + "'")
              + " cannot be run on "
              + inputs.describe()
              + " ("
              + Reasons.of(e)
              + "); the card's "
              + (call == null
                  ? "inputs must be the arguments of forward in their order, their values in the"
                      + " range the model knows."
                  : "arguments must be the method's in their order."),
          e);
    } catch (UnsupportedOperationException e) {
      throw new BadInputException(
          "The "
              + (call == null ? "model's outputs" : "outputs of method '" + call.method() + "'")
              + " are nested; a tensor, a tuple of tensors or a dict of tensors is expected.",
          e);
    }
  }
}
