package org.loupe.method.ablation.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Logits;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;

/**
 * The model as it is, on a block of windows: one pass gives the outputs that everything is compared
 * with and, going backward, the gradient importance.
 *
 * @param outputs of the block's windows
 * @param importance one row per single item, one column per window; empty where it could not be
 *     computed
 * @param remark why not; empty if it could
 * @param microBatch the largest number of windows evaluated at once
 */
record Intact(HeadOutputs outputs, float[][] importance, String remark, int microBatch) {

  /**
   * Evaluates the windows of a block.
   *
   * @param heads all prediction heads
   * @param target what is differentiated
   * @throws LoupeException if the model cannot be evaluated at all
   */
  static Intact of(
      ModelSession session,
      BatchSource inputs,
      List<String> heads,
      Ablator ablator,
      Target target,
      Progress progress)
      throws LoupeException {
    Query plain = Query.outputs(heads.toArray(String[]::new));
    String remark;
    try {
      return evaluate(
          session, inputs, heads, ablator, ablator.withGradients(plain, target), true, progress);
    } catch (BadInputException e) {
      // What has no gradient can still be taken away; what is wrong with the data is said below.
      remark = e.getMessage();
    }
    Intact without = evaluate(session, inputs, heads, ablator, plain, false, progress);
    return new Intact(
        without.outputs(),
        new float[0][],
        "No gradient importance: " + remark,
        without.microBatch());
  }

  private static Intact evaluate(
      ModelSession session,
      BatchSource inputs,
      List<String> heads,
      Ablator ablator,
      Query query,
      boolean gradients,
      Progress progress)
      throws LoupeException {
    HeadOutputs outputs = new HeadOutputs(inputs.size());
    float[][] importance = new float[gradients ? ablator.singles().size() : 0][inputs.size()];
    @Nullable String[] problem = new String[1];
    ModelSession.Report report =
        session.evaluate(
            inputs,
            query,
            evaluation -> {
              if (problem[0] == null) {
                problem[0] = outputs.add(evaluation, heads);
              }
              if (gradients) {
                ablator.importance(evaluation, importance);
              }
            },
            progress);
    HeadOutputs.require(problem[0]);
    return new Intact(outputs, importance, "", report.microBatch());
  }

  /** Whether a window's outputs are all numbers. */
  boolean isUsable(int window, List<String> heads) {
    return heads.stream()
        .allMatch(
            head ->
                Logits.areUsable(
                    outputs.of(head), window * outputs.width(head), outputs.width(head)));
  }

  /**
   * The explained class of every window and position, −1 where there is none.
   *
   * @param truth of all windows
   * @param from place of the block's first window among them
   */
  int[] chosen(Target target, Truth truth, int from) {
    String head = target.predictionHead();
    int units = outputs.units(head);
    int[] chosen = new int[outputs.of(head).length / Math.max(1, units)];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] =
          switch (target.classChoice()) {
            case PREDICTED -> Logits.best(outputs.of(head), i * units, units);
            case TRUE -> truth.classOf(from * outputs.positions(head) + i);
            case NAMED -> target.classIndex();
          };
    }
    return chosen;
  }
}
