package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.Evaluation;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;

/** Compares evaluations bit for bit. */
final class BitCheck {

  private BitCheck() {}

  static void sameForAllThreads(
      DjlModelRuntime runtime, Checkpoint checkpoint, BatchSource in, Query query)
      throws LoupeException {
    List<Evaluation> one = evaluate(runtime, checkpoint, in, query, 1);
    for (int threads : new int[] {2, 4}) {
      List<Evaluation> several = evaluate(runtime, checkpoint, in, query, threads);
      assertThat(several).hasSameSizeAs(one);
      for (int i = 0; i < one.size(); i++) {
        same(one.get(i), several.get(i), threads + " threads");
      }
    }
  }

  private static List<Evaluation> evaluate(
      DjlModelRuntime runtime, Checkpoint checkpoint, BatchSource in, Query query, int threads)
      throws LoupeException {
    List<Evaluation> evaluations = new ArrayList<>();
    try (ModelSession session = runtime.open(checkpoint, new SessionOptions(Device.CPU, threads))) {
      session.evaluate(in, query, evaluations::add, Progress.none());
    }
    return evaluations;
  }

  private static void same(Evaluation one, Evaluation other, String where) {
    one.outputs()
        .forEach(
            (name, tensor) ->
                same(other.outputs().get(name).values(), tensor.values(), name + ", " + where));
    one.probes()
        .forEach(
            (name, tensor) ->
                same(other.probes().get(name).values(), tensor.values(), name + ", " + where));
    for (int i = 0; i < one.gradients().size(); i++) {
      same(
          other.gradients().get(i).gradient().values(),
          one.gradients().get(i).gradient().values(),
          "gradient " + i + ", " + where);
      same(
          other.gradients().get(i).objective(),
          one.gradients().get(i).objective(),
          "objective " + i + ", " + where);
    }
  }

  private static void same(float[] actual, float[] expected, String what) {
    assertThat(Arrays.mismatch(actual, expected)).as(what + ": first other element").isEqualTo(-1);
  }
}
