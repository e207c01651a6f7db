package org.loupe.method.occlusion.internal;

import java.util.Arrays;
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
  private int done;
  private int microBatch;

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
   */
  void run(ModelSession session, Query query, int[] numbers, Progress progress)
      throws LoupeException {
    String id = OcclusionAnalyzer.ID;
    session.evaluate(windows, query, this::base, progress.named(id + ", nothing hidden"));
    objective.check(numbers);
    String task = id + ", " + grid.size() + (grid.size() == 1 ? " place" : " places");
    session.evaluate(
        new VariantSource(windows, grid.size(), input, this::hide),
        query,
        this::accept,
        progress.named(task));
    for (int i = 0; i < drop.length; i++) {
      if (!Float.isFinite(drop[i])) {
        throw notFinite(numbers[i / grid.size()], grid.place(i % grid.size()));
      }
    }
  }

  private void base(Evaluation evaluation) {
    objective.base(evaluation);
    microBatch = Math.max(microBatch, evaluation.batch().size());
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
    done = (evaluation.from() + evaluation.batch().size()) / grid.size();
    microBatch = Math.max(microBatch, evaluation.batch().size());
  }

  private BadInputException notFinite(int window, Grid.Place place) {
    return new BadInputException(
        "The model's answer for window "
            + window
            + " with "
            + place.stepWords()
            + " of "
            + units.range(place.fromUnit(), place.toUnit())
            + " hidden is not a finite number; choose another baseline, or leave the window out.");
  }

  /** How many windows, the first ones, have had all their places hidden, up to one not finite. */
  int done() {
    int first = 0;
    while (first < done * grid.size() && Float.isFinite(drop[first])) {
      first++;
    }
    return first / grid.size();
  }

  /** The largest number of windows evaluated at once. */
  int microBatch() {
    return microBatch;
  }

  /**
   * How far the target drops, [windows, places]; positive where what is hidden supports it.
   *
   * @param count of the windows, the first ones
   */
  float[] values(int count) {
    return Arrays.copyOf(drop, count * grid.size());
  }

  /**
   * The mean over all places that hide an element, [windows, steps, units].
   *
   * @param count of the windows, the first ones
   */
  float[] attribution(int count) {
    int elements = grid.steps() * grid.units();
    float[] attribution = new float[count * elements];
    for (int n = 0; n < count; n++) {
      grid.average(drop, n * grid.size(), attribution, n * elements);
    }
    return attribution;
  }
}
