package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.CellStep;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.MethodCall;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;
import org.loupe.model.Tensor;

/**
 * One step of a recurrent cell, under an input and a time span that stay the same, as a function of
 * the state alone. Many states are stepped at once.
 *
 * @param session the model
 * @param step how a step is made
 * @param input the frozen input, one number per channel
 * @param timespan the frozen time span
 * @param column whether time spans are given as [n,1], as cells take them that multiply by them;
 *     else as [n]
 */
record Cell(ModelSession session, CellStep step, double[] input, double timespan, boolean column) {
  private static final String STATE = "state";
  private static final String NEXT = "@1";

  /** Elements of Jacobians that are held at once. */
  private static final int MOST = 1 << 22;

  /**
   * Where a state goes, and how that depends on it.
   *
   * @param next the state after the step
   * @param jacobian [H,H]: row u is the gradient of the next state's unit u
   */
  record Moved(double[] next, double[][] jacobian) {}

  /**
   * The cell with its time spans in the shape that the method takes.
   *
   * @param state any state
   * @throws BadInputException if it takes neither shape, or gives no next state
   */
  static Cell of(
      ModelSession session, CellStep step, double[] input, double timespan, double[] state)
      throws LoupeException {
    // Several, since a single one fits where none should.
    List<double[]> states = List.of(state, state, state);
    Cell column = new Cell(session, step, input, timespan, true);
    try {
      column.next(states, Progress.none());
      return column;
    } catch (BadInputException refused) {
      Cell flat = new Cell(session, step, input, timespan, false);
      try {
        flat.next(states, Progress.none());
        return flat;
      } catch (BadInputException again) {
        refused.addSuppressed(again);
        throw refused;
      }
    }
  }

  /** The states after one step, in order. */
  List<double[]> next(List<double[]> states, Progress progress) throws LoupeException {
    List<double[]> next = new ArrayList<>();
    int units = states.get(0).length;
    List<Evaluation> all = evaluate(states, Query.everyOutput(), progress);
    for (Evaluation evaluation : all) {
      FloatTensor after = evaluation.outputs().get(NEXT);
      int count = evaluation.batch().size();
      if (after == null || !Arrays.equals(after.shape(), new int[] {count, units})) {
        throw new BadInputException(
            String.format(
                "The exported method '%s' gives %s for states of %s; expected the output and the next state, of the same shape; correct 'step' in the card.",
                step.method(), describe(evaluation.outputs()), Tensor.describe(count, units)));
      }
      for (int n = 0; n < count; n++) {
        next.add(row(after.values(), n, units));
      }
    }
    return next;
  }

  private static String describe(Map<String, FloatTensor> outputs) {
    return String.join(
        " and ", outputs.values().stream().map(each -> Tensor.describe(each.shape())).toList());
  }

  /** The states after one step with their Jacobians, in order. */
  List<Moved> move(List<double[]> states, Progress progress) throws LoupeException {
    int units = states.get(0).length;
    Gradient[] rows =
        IntStream.range(0, units)
            .mapToObj(unit -> Gradient.ofInput(Target.element(NEXT, null, unit), STATE))
            .toArray(Gradient[]::new);
    int atOnce = Math.max(1, MOST / (units * units));
    List<Moved> moved = new ArrayList<>();
    for (int from = 0; from < states.size(); from += atOnce) {
      List<double[]> some = states.subList(from, Math.min(states.size(), from + atOnce));
      for (Evaluation evaluation : evaluate(some, Query.gradients(rows), progress)) {
        for (int n = 0; n < evaluation.batch().size(); n++) {
          double[] next = new double[units];
          double[][] jacobian = new double[units][];
          for (int u = 0; u < units; u++) {
            next[u] = evaluation.gradients().get(u).objective()[n];
            jacobian[u] = row(evaluation.gradients().get(u).gradient().values(), n, units);
          }
          moved.add(new Moved(next, jacobian));
        }
      }
    }
    return moved;
  }

  private List<Evaluation> evaluate(List<double[]> states, Query query, Progress progress)
      throws LoupeException {
    List<Evaluation> evaluations = new ArrayList<>();
    session.evaluate(
        source(states),
        query.calling(new MethodCall(step.method(), step.arguments())),
        evaluations::add,
        progress);
    return evaluations;
  }

  private BatchSource source(List<double[]> states) {
    return new BatchSource() {
      @Override
      public int size() {
        return states.size();
      }

      @Override
      public Batch read(int from, int to) {
        int count = to - from;
        float[] x = new float[count * input.length];
        float[] h = new float[count * states.get(0).length];
        float[] spans = new float[count];
        Arrays.fill(spans, (float) timespan);
        for (int i = 0; i < x.length; i++) {
          x[i] = (float) input[i % input.length];
        }
        for (int i = 0; i < h.length; i++) {
          double[] state = states.get(from + i / states.get(0).length);
          h[i] = (float) state[i % state.length];
        }
        Axis window = Axis.of(Dimension.WINDOW, count);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("x", FloatTensor.of(x, window, Axis.of(Dimension.CHANNEL, input.length)));
        inputs.put(STATE, FloatTensor.of(h, window, Axis.of(Dimension.UNIT, states.get(0).length)));
        inputs.put(
            "timespans",
            column
                ? FloatTensor.of(spans, window, Axis.of(Dimension.VALUE, 1))
                : FloatTensor.of(spans, window));
        return new Batch(IntStream.range(from, to).toArray(), inputs, Map.of());
      }
    };
  }

  private static double[] row(float[] values, int row, int width) {
    double[] copy = new double[width];
    for (int i = 0; i < width; i++) {
      copy[i] = values[row * width + i];
    }
    return copy;
  }
}
