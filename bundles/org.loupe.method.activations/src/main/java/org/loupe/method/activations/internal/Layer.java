package org.loupe.method.activations.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ValueHistogram;
import org.loupe.model.BadInputException;

/**
 * One layer over all windows.
 *
 * @param name as it is chosen by
 * @param summary of all its values
 * @param units its units, in their order
 * @param bounds of its activation function, or null where none are known or supposed
 * @param supposed whether the bounds are only supposed, from the range of the values
 * @param histogram of its values other than zero
 * @param others how many values were NaN or infinite
 */
record Layer(
    String name,
    LayerSummary summary,
    List<Unit> units,
    @Nullable Bounds bounds,
    boolean supposed,
    ValueHistogram histogram,
    long others) {
  /** What is less than this share of the standard deviation is small. */
  private static final double SMALL = 0.01;

  /** What a unit is found to be. */
  enum State {
    /** It does something. */
    ACTIVE,
    /** |a| is below epsilon at every step of every window. */
    DEAD,
    /** Nearly all its values lie near a bound of its activation function. */
    SATURATED,
    /** It always has one and the same value other than zero. */
    CONSTANT
  }

  /**
   * One unit over all windows and steps.
   *
   * @param state what it is found to be
   * @param mean NaN where no value is finite
   * @param std dividing by the number of values
   * @param magnitude the mean of |a|
   * @param sparsity the share of values closer to zero than epsilon
   * @param zeros the share of values that are exactly zero
   * @param near the share of values near the layer's bounds; NaN where it has none
   */
  record Unit(
      State state,
      double mean,
      double std,
      double magnitude,
      double sparsity,
      double zeros,
      double near) {}

  /**
   * Sums up a layer.
   *
   * @param type the class of the module that it is the output of, or empty
   * @throws BadInputException if its values are no layer's
   */
  static Layer of(LayerStatistics statistics, LayerSummary summary, String type)
      throws BadInputException {
    UnitSums[] sums = statistics.units();
    double least = Arrays.stream(sums).mapToDouble(UnitSums::least).min().orElse(Double.NaN);
    double greatest = Arrays.stream(sums).mapToDouble(UnitSums::greatest).max().orElse(Double.NaN);
    boolean zeros = Arrays.stream(sums).anyMatch(unit -> unit.zeros() > 0);
    Bounds known = Bounds.ofType(type).orElse(null);
    // What a module computes is known by its class; only of the card's layers nothing is.
    Bounds bounds = type.isEmpty() ? Bounds.supposed(least, greatest, zeros).orElse(null) : known;
    return new Layer(
        statistics.layer(),
        summary,
        Arrays.stream(sums).map(unit -> unit(unit, bounds)).toList(),
        bounds,
        known == null && bounds != null,
        statistics.histogram(),
        statistics.others());
  }

  private static Unit unit(UnitSums sums, @Nullable Bounds bounds) {
    return new Unit(
        state(sums, bounds),
        sums.mean(),
        Math.sqrt(sums.variance()),
        sums.magnitude(),
        (double) sums.small() / sums.count(),
        (double) sums.zeros() / sums.count(),
        bounds == null ? Double.NaN : sums.near(bounds));
  }

  /** What a unit is found to be, by the layer's bounds. */
  static State state(UnitSums sums, @Nullable Bounds bounds) {
    if (sums.isDead()) {
      return State.DEAD;
    }
    if (bounds != null && sums.isSaturated(bounds)) {
      return State.SATURATED;
    }
    return sums.isConstant() ? State.CONSTANT : State.ACTIVE;
  }

  /** The numbers of the units in a state. */
  int[] in(State state) {
    return IntStream.range(0, units.size()).filter(u -> units.get(u).state() == state).toArray();
  }

  /** The share of values that are exactly zero. */
  double zeros() {
    return units.stream()
        .mapToDouble(Unit::zeros)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /** The share of values that are small beside the layer's standard deviation. */
  double relativeSparsity() {
    double zeros = zeros();
    return histogram.count() == 0
        ? 1
        : zeros + (1 - zeros) * histogram.within(SMALL * summary.std()) / histogram.count();
  }
}
