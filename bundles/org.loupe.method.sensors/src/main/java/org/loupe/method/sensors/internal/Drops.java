package org.loupe.method.sensors.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.loupe.analysis.Perturbation;
import org.loupe.analysis.VariantSource;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;

/**
 * Changes every unit of every window, round after round, and keeps how far the score drops. All of
 * it is one stream; what a change would leave as it is in every window is not evaluated at all.
 */
final class Drops {
  private final BatchSource windows;
  private final String input;
  private final String head;
  private final Units units;
  private final int rounds;
  private final Change change;
  private final Scoring scoring;
  private final boolean[] leaves;
  private final float[] drop;
  private int microBatch;
  private int done;

  /**
   * @param units channels or groups, in the order of the result
   * @param rounds changes of each
   * @throws BadInputException if the drops of so many windows would not fit the memory
   */
  Drops(
      BatchSource windows,
      String input,
      String head,
      Units units,
      int rounds,
      int channels,
      Change change,
      Scoring scoring)
      throws BadInputException {
    this.windows = windows;
    this.input = input;
    this.head = head;
    this.units = units;
    this.rounds = rounds;
    this.change = change;
    this.scoring = scoring;
    this.leaves = new boolean[channels];
    long variants = (long) units.size() * rounds;
    long bound = Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 16);
    if (variants * windows.size() > bound) {
      throw new BadInputException(
          String.format(
              "%d changes of each of %d windows are more than the %d that fit the memory; choose at most %d windows, for example --windows random:%d, or fewer repeats.",
              variants,
              windows.size(),
              bound,
              Math.max(1, bound / variants),
              Math.max(1, bound / variants)));
    }
    this.drop = new float[units.size() * rounds * windows.size()];
  }

  /**
   * Evaluates.
   *
   * @param numbers of the windows in the dataset
   */
  void run(ModelSession session, int[] numbers, Progress progress) throws LoupeException {
    Arrays.fill(leaves, true);
    Query query = Query.outputs(head);
    microBatch =
        session
            .evaluate(windows, query, this::base, progress.named("sensors, unchanged"))
            .microBatch();
    scoring.check(numbers);
    int[] changed = changed();
    if (changed.length == 0) {
      done = windows.size();
      return;
    }
    Perturbation perturbation =
        (window, variant, values, offset) ->
            change.apply(
                window,
                units.channels().get(changed[variant / rounds]),
                variant % rounds,
                values,
                offset);
    VariantSource variants =
        new VariantSource(windows, changed.length * rounds, input, perturbation);
    Progress named =
        progress.named(
            "sensors, "
                + units.count(changed.length)
                + (rounds == 1 ? "" : " × " + rounds + " repeats"));
    session.evaluate(variants, query, evaluation -> accept(evaluation, changed), named);
  }

  private void base(Evaluation evaluation) {
    scoring.base(evaluation);
    float[] values = ((FloatTensor) evaluation.batch().inputs().get(input)).values();
    int length = values.length / evaluation.batch().size();
    for (int n = 0; n < evaluation.batch().size(); n++) {
      for (int c = 0; c < leaves.length; c++) {
        leaves[c] = leaves[c] && change.leaves(evaluation.from() + n, c, values, n * length);
      }
    }
  }

  /** The units that have a channel which the change does not leave as it is. */
  private int[] changed() {
    boolean[] unchanged = unchanged();
    return IntStream.range(0, units.size()).filter(u -> !unchanged[u]).toArray();
  }

  private void accept(Evaluation evaluation, int[] changed) {
    int variants = changed.length * rounds;
    for (int row = 0; row < evaluation.batch().size(); row++) {
      int window = (evaluation.from() + row) / variants;
      int variant = (evaluation.from() + row) % variants;
      int at = (changed[variant / rounds] * rounds + variant % rounds) * windows.size() + window;
      drop[at] = (float) scoring.drop(evaluation, row, window);
    }
    done = (evaluation.from() + evaluation.batch().size()) / variants;
    microBatch = Math.max(microBatch, evaluation.batch().size());
  }

  /** How many windows, the first ones, have had all their changes. */
  int done() {
    return done;
  }

  /** Per unit, whether the change leaves it as it is in every window: its drops are exactly 0. */
  boolean[] unchanged() {
    boolean[] unchanged = new boolean[units.size()];
    for (int u = 0; u < unchanged.length; u++) {
      unchanged[u] = Arrays.stream(units.channels().get(u)).allMatch(c -> leaves[c]);
    }
    return unchanged;
  }

  /** How far the score drops, [units, rounds, windows], of the windows that are done. */
  float[] values() {
    if (done == windows.size()) {
      return drop;
    }
    float[] some = new float[units.size() * rounds * done];
    for (int row = 0; row < units.size() * rounds; row++) {
      System.arraycopy(drop, row * windows.size(), some, row * done, done);
    }
    return some;
  }

  /** The largest number of windows evaluated at once. */
  int microBatch() {
    return microBatch;
  }
}
