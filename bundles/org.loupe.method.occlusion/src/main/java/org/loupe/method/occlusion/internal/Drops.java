package org.loupe.method.occlusion.internal;

import org.loupe.analysis.InputLayout;
import org.loupe.analysis.VariantSource;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Evaluation;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;

/** Hides every place of every window once, and keeps how far the target's value drops. */
final class Drops {
  private final BatchSource windows;
  private final String input;
  private final InputLayout layout;
  private final Units units;
  private final Grid grid;
  private final float[] baseline;
  private final Objective objective;
  private final float[] drop;

  /**
   * Of nothing yet.
   *
   * @param baseline what stands in place of what is hidden, in the input's layout
   * @throws BadInputException if the drops of so many windows would not fit the memory
   */
  Drops(
      BatchSource windows,
      String input,
      InputLayout layout,
      Units units,
      Grid grid,
      float[] baseline,
      Objective objective)
      throws BadInputException {
    this.windows = windows;
    this.input = input;
    this.layout = layout;
    this.units = units;
    this.grid = grid;
    this.baseline = baseline;
    this.objective = objective;
    long most = Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 32);
    long each = Math.max(grid.size(), (long) grid.steps() * grid.units());
    if (each * windows.size() > most) {
      throw new BadInputException(
          String.format(
              "%d places in each of %d windows are more than fit the memory; choose at most %d windows, for example --windows random:%d, or larger strides.",
              grid.size(), windows.size(), Math.max(1, most / each), Math.max(1, most / each)));
    }
    this.drop = new float[windows.size() * grid.size()];
  }

  /**
   * Evaluates.
   *
   * @param numbers of the windows in the dataset
   * @return the largest number of windows evaluated at once
   */
  int run(ModelSession session, Query query, int[] numbers, Progress progress)
      throws LoupeException {
    String id = OcclusionAnalyzer.ID;
    int first =
        session
            .evaluate(windows, query, objective::base, progress.named(id + ", nothing hidden"))
            .microBatch();
    objective.check(numbers);
    String task = id + ", " + grid.size() + (grid.size() == 1 ? " place" : " places");
    int second =
        session
            .evaluate(
                new VariantSource(windows, grid.size(), input, this::hide),
                query,
                this::accept,
                progress.named(task))
            .microBatch();
    requireFinite(numbers);
    return Math.max(first, second);
  }

  private void hide(int window, int variant, float[] values, int offset) {
    Grid.Place place = grid.place(variant);
    for (int u = place.fromUnit(); u < place.toUnit(); u++) {
      for (int c : units.channels().get(u)) {
        for (int t = place.fromStep(); t < place.toStep(); t++) {
          int at = layout.position(0, t, c);
          values[offset + at] = baseline[at];
        }
      }
    }
  }

  private void accept(Evaluation evaluation) {
    for (int row = 0; row < evaluation.batch().size(); row++) {
      int position = evaluation.from() + row;
      int window = position / grid.size();
      drop[position] = (float) objective.drop(evaluation, row, window);
    }
  }

  private void requireFinite(int[] numbers) throws BadInputException {
    for (int i = 0; i < drop.length; i++) {
      if (!Float.isFinite(drop[i])) {
        Grid.Place place = grid.place(i % grid.size());
        throw new BadInputException(
            "The model's answer for window "
                + numbers[i / grid.size()]
                + " with "
                + place.stepWords()
                + " of "
                + units.range(place.fromUnit(), place.toUnit())
                + " hidden is not a finite number; choose another baseline, or leave the window"
                + " out.");
      }
    }
  }

  /** How far the target drops, [windows, places]; positive where what is hidden supports it. */
  float[] values() {
    return drop;
  }

  /** The mean over all places that hide an element, [windows, steps, units]. */
  float[] attribution() {
    int elements = grid.steps() * grid.units();
    float[] attribution = new float[windows.size() * elements];
    for (int n = 0; n < windows.size(); n++) {
      grid.average(drop, n * grid.size(), attribution, n * elements);
    }
    return attribution;
  }
}
