package org.loupe.method.states.internal;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.PerWindow;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;

/**
 * What one pass over the windows leaves. Memory does not grow with the states: per window there are
 * a few numbers, one per step and one per unit.
 */
final class Gathered implements Consumer<StateWindow> {
  private final int windows;
  private final Form form;
  private final double @Nullable [] norms;
  private final boolean[] finite;
  private @Nullable Parts parts;
  private @Nullable BadInputException refused;

  /**
   * What is summed up once the first window tells steps and units.
   *
   * @param covariance of the states
   * @param transitions from step to step
   * @param activity of the units
   * @param means over windows
   * @param kept windows to be drawn
   * @param spans what the time spans are like
   */
  record Parts(
      Covariance covariance,
      Transitions transitions,
      Activity activity,
      MeanStates means,
      Kept kept,
      SpanCheck spans) {

    /** The same with a further window; of this nothing is used any more. */
    Parts and(StateWindow window) {
      transitions.add(window);
      means.add(window);
      kept.add(window);
      return new Parts(
          covariance.and(window),
          transitions,
          activity.and(window),
          means,
          kept,
          spans.and(window));
    }

    int steps() {
      return means.steps();
    }

    int units() {
      return activity.units();
    }
  }

  private Gathered(int windows, Form form, double @Nullable [] norms) {
    this.windows = windows;
    this.form = form;
    this.norms = norms;
    this.finite = new boolean[windows];
  }

  /**
   * All there is.
   *
   * @param parts the sums
   * @param finite per window whether its states are
   * @param report how the windows were evaluated
   */
  record All(Parts parts, boolean[] finite, ModelSession.Report report) {}

  /**
   * Reads all windows; in the guide's form twice, since its norms are of all of them.
   *
   * @throws BadInputException if there is too much of it, or no window's states are finite
   */
  static All read(StateReader reader, int windows, Form form, Progress progress)
      throws LoupeException {
    double[] norms = form == Form.GUIDE ? norms(reader, progress.named("norms")) : null;
    Gathered gathered = new Gathered(windows, form, norms);
    ModelSession.Report report = reader.read(gathered, progress.named(StatesAnalyzer.ID));
    BadInputException refusal = gathered.refused;
    if (refusal != null) {
      throw refusal;
    }
    Parts parts = gathered.parts;
    if (parts == null) {
      throw new BadInputException(
          reader.describe()
              + " gives NaN or infinite states in all of "
              + windows
              + " windows; look at the model, or choose other windows.");
    }
    return new All(parts, gathered.finite, report);
  }

  private static double[] norms(StateReader reader, Progress progress) throws LoupeException {
    double[][] squares = {{}};
    reader.read(
        window -> {
          if (window.isFinite()) {
            squares[0] =
                squares[0].length >= window.steps() - 1
                    ? squares[0]
                    : Arrays.copyOf(squares[0], window.steps() - 1);
            Transitions.addSquares(window, squares[0]);
          }
        },
        progress);
    return Arrays.stream(squares[0]).map(Math::sqrt).toArray();
  }

  @Override
  public void accept(StateWindow window) {
    if (refused != null || !window.isFinite()) {
      return;
    }
    if (parts == null) {
      int steps = window.states().length / window.units();
      try {
        PerWindow.requireRoom(windows, (long) steps + window.units());
      } catch (BadInputException e) {
        refused = e;
        return;
      }
      parts =
          new Parts(
              Covariance.empty(window.units()),
              Transitions.empty(
                  windows, steps - 1, form, norms == null ? null : Arrays.copyOf(norms, steps - 1)),
              Activity.empty(windows, window.units()),
              MeanStates.empty(steps, window.units(), window.channels()),
              Kept.of(windows, steps, window.units(), window.channels()),
              SpanCheck.NONE);
    }
    finite[window.place()] = true;
    parts = parts.and(window);
  }
}
