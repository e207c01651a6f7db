package org.loupe.method.states.internal;

import java.util.Arrays;
import java.util.function.Consumer;
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
  private final boolean[] finite;
  private Parts parts;

  /**
   * What is summed up.
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

  private Gathered(int windows, Parts none) {
    this.finite = new boolean[windows];
    this.parts = none;
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
    StateWindow first = reader.first();
    int steps = first.states().length / first.units();
    PerWindow.requireRoom(windows, (long) steps + first.units());
    double[] norms = form == Form.GUIDE ? norms(reader, steps - 1, progress.named("norms")) : null;
    Parts none =
        new Parts(
            Covariance.empty(first.units()),
            Transitions.empty(windows, steps - 1, form, norms),
            Activity.empty(windows, first.units()),
            MeanStates.empty(steps, first.units(), first.channels()),
            Kept.of(windows, steps, first.units(), first.channels()),
            SpanCheck.NONE);
    Gathered gathered = new Gathered(windows, none);
    ModelSession.Report report = reader.read(gathered, progress.named(StatesAnalyzer.ID));
    if (gathered.parts == none) {
      throw new BadInputException(
          reader.describe()
              + " gives NaN or infinite states in all of "
              + windows
              + " windows; look at the model, or choose other windows.");
    }
    return new All(gathered.parts, gathered.finite, report);
  }

  private static double[] norms(StateReader reader, int transitions, Progress progress)
      throws LoupeException {
    double[] squares = new double[transitions];
    reader.read(
        window -> {
          if (window.isFinite()) {
            Transitions.addSquares(window, squares);
          }
        },
        progress);
    return Arrays.stream(squares).map(Math::sqrt).toArray();
  }

  @Override
  public void accept(StateWindow window) {
    if (!window.isFinite()) {
      return;
    }
    finite[window.place()] = true;
    parts = parts.and(window);
  }
}
