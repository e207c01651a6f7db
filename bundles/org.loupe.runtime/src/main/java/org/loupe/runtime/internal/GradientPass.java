package org.loupe.runtime.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation.GradientValues;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Target;

/**
 * Differentiates the targets of one forward, one after the other through the same graph. What a
 * target needs is freed before the next, so that many rows of a Jacobian need no more memory than
 * one.
 */
final class GradientPass {

  private final QueryPlan plan;
  private final Portion portion;
  private final InputArrays inputs;
  private final OutputArrays outputs;
  private final RecordedValues recorded;
  private final List<NDArray> differentiated = new ArrayList<>();
  private final Map<String, NDArray> targets = new HashMap<>();

  /**
   * A pass over what one forward gave.
   *
   * @throws BadInputException if a probe that is differentiated by did not fire
   */
  GradientPass(
      QueryPlan plan,
      Portion portion,
      InputArrays inputs,
      OutputArrays outputs,
      RecordedValues recorded)
      throws BadInputException {
    this.plan = plan;
    this.portion = portion;
    this.inputs = inputs;
    this.outputs = outputs;
    this.recorded = recorded;
    plan.inputs().forEach(name -> differentiated.add(inputs.get(name)));
    for (String probe : plan.leaves()) {
      differentiated.addAll(recorded.leaves(new ProbeCall(probe, null)));
    }
  }

  /** The gradients, in the query's order. */
  List<GradientValues> run(NDManager manager, Progress progress) throws BadInputException {
    Map<Gradient, GradientValues> computed = new HashMap<>();
    List<Target> all = plan.targets();
    for (int i = 0; i < all.size(); i++) {
      progress.checkCancelled();
      if (i > 0) {
        differentiated.forEach(GradientPass::clear);
      }
      try (NDManager scope = manager.newSubManager()) {
        differentiate(all.get(i), i < all.size() - 1, scope, computed);
      }
    }
    List<GradientValues> inOrder = new ArrayList<>();
    plan.query().gradients().forEach(wanted -> inOrder.add(computed.get(wanted)));
    return inOrder;
  }

  private void differentiate(
      Target target, boolean keepGraph, NDManager scope, Map<Gradient, GradientValues> computed)
      throws BadInputException {
    Optional<PredictionHead> head = QueryPlan.findHead(plan.card(), target.predictionHead());
    boolean regression =
        head.map(PredictionHead::kind).filter(PredictionHead.Kind.REGRESSION::equals).isPresent();
    String what =
        (head.isPresent() ? "Prediction head '" : "Output '") + target.predictionHead() + "'";
    NDArray output = output(target.predictionHead(), head.isPresent());
    output.tempAttach(scope);
    Objective objective = Objective.of(output, what, regression, target, portion.batch());
    if (!objective.backward(keepGraph)) {
      throw new BadInputException(
          what + " does not depend on " + places() + " in a way that can be differentiated.");
    }
    float[] perWindow = objective.perWindow();
    for (Gradient wanted : plan.query().gradients()) {
      if (wanted.target().equals(target)) {
        computed.put(wanted, new GradientValues(gradient(wanted, scope), perWindow));
      }
    }
  }

  private String places() {
    List<String> places = new ArrayList<>();
    if (!plan.inputs().isEmpty()) {
      places.add("the inputs " + plan.inputs());
    }
    if (!plan.leaves().isEmpty()) {
      places.add("the probes " + plan.leaves());
    }
    return String.join(" and ", places);
  }

  /** What is explained: an output, or where there is none of that name the value at a probe. */
  private NDArray output(String name, boolean head) throws BadInputException {
    NDArray known = targets.get(name);
    if (known != null) {
      return known;
    }
    ProbeCall probe = ProbeCall.of(name);
    NDArray output =
        !head && !outputs.has(name) && plan.reads().contains(probe.probe())
            ? recorded.value(probe)
            : outputs.get(name);
    int rank = output.getShape().dimension();
    if (!head && rank != 2 && rank != 3) {
      throw new BadInputException(
          "'"
              + name
              + "' has the shape "
              + OutputArrays.shape(output)
              + "; elements can be explained of [N,units] and [N,steps,units].");
    }
    targets.put(name, output);
    return output;
  }

  private FloatTensor gradient(Gradient wanted, NDManager scope) throws BadInputException {
    FloatTensor gradient =
        switch (wanted.place()) {
          case INPUT -> {
            NDArray input = inputs.get(wanted.name());
            yield new FloatTensor(
                portion.batch().inputs().get(wanted.name()).axes(), gradient(input, scope));
          }
          case PROBE -> recorded.gradient(ProbeCall.of(wanted.name()), scope);
        };
    // A second target's gradient is added to zeros, which turns −0 into +0: the first one's too.
    float[] values = gradient.values();
    for (int i = 0; i < values.length; i++) {
      values[i] += 0f;
    }
    return gradient;
  }

  private static void clear(NDArray array) {
    try (NDArray gradient = JniUtils.getGradient((PtNDArray) array)) {
      if (gradient != null) {
        JniUtils.zeroGrad((PtNDArray) array);
      }
    }
  }

  /** What backward left on an input; zeros where the target does not depend on it. */
  private static float[] gradient(NDArray input, NDManager scope) {
    NDArray gradient = JniUtils.getGradient((PtNDArray) input);
    if (gradient == null) {
      return new float[Math.toIntExact(input.size())];
    }
    gradient.attach(scope);
    return OutputArrays.floats(gradient);
  }
}
