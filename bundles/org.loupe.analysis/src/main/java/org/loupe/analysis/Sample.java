package org.loupe.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;

/**
 * The per-window numbers that scalars or a ranking of a result are made of, so that two results can
 * be held against each other window by window. The value of an item is the sum of its numerators
 * over the windows by the sum of its denominators: the share of right positions, or without
 * denominators the mean over the windows that have it.
 *
 * @param name stable within the method: {@code drop}
 * @param label what is measured, shown to people: 'Drop of mean log-probability'
 * @param dimension what the items are; places are positions of the dimension
 * @param items their names, by which results of several checkpoints are paired
 * @param numerator [N,I] row-major, N windows in the order of the result's provenance; NaN where a
 *     window has no such item; shared, not copied
 * @param denominator [N,I] likewise; null where every window that has an item counts once
 * @param kind what the values say of the items
 * @param scalars one name per item of those of the result's scalars that the values are; empty
 *     where they are none
 */
public record Sample(
    String name,
    String label,
    Dimension dimension,
    List<String> items,
    float[] numerator,
    float @Nullable [] denominator,
    Kind kind,
    List<String> scalars) {
  /** The most numbers of one sample, 64 MiB as single precision. */
  public static final int MOST = 1 << 24;

  /** What values say of their items. */
  public enum Kind {
    /** Numbers beside each other, whose order means nothing. */
    NUMBERS,
    /** The items are ranked by them, the greatest first. */
    RANKING,
    /** The same, and an item with a greater value matters more. */
    IMPORTANCE;

    /** Whether items are ranked. */
    public boolean isRanking() {
      return this != NUMBERS;
    }
  }

  /** Copies the lists and checks the lengths. */
  public Sample {
    items = List.copyOf(items);
    scalars = List.copyOf(scalars);
    if (items.isEmpty() || numerator.length % items.size() != 0) {
      throw new IllegalArgumentException(
          numerator.length + " numbers of sample '" + name + "' for " + items.size() + " items");
    }
    if (denominator != null && denominator.length != numerator.length) {
      throw new IllegalArgumentException(
          denominator.length + " denominators for " + numerator.length + " numerators");
    }
    if (!scalars.isEmpty() && scalars.size() != items.size()) {
      throw new IllegalArgumentException(
          scalars.size() + " scalars for " + items.size() + " items of sample '" + name + "'");
    }
  }

  /** Means over windows. */
  public static Sample means(
      String name, String label, Dimension dimension, List<String> items, float[] values) {
    return new Sample(name, label, dimension, items, values, null, Kind.NUMBERS, List.of());
  }

  /** Ratios of sums over windows. */
  public static Sample ratios(
      String name,
      String label,
      Dimension dimension,
      List<String> items,
      float[] numerator,
      float[] denominator) {
    return new Sample(
        name, label, dimension, items, numerator, denominator, Kind.NUMBERS, List.of());
  }

  /** The same, ranked by the values. */
  public Sample ranked() {
    return new Sample(name, label, dimension, items, numerator, denominator, Kind.RANKING, scalars);
  }

  /** The same as an importance. */
  public Sample ofImportance() {
    return new Sample(
        name, label, dimension, items, numerator, denominator, Kind.IMPORTANCE, scalars);
  }

  /** The same, saying which scalars the items' values are. */
  public Sample ofScalars(List<String> names) {
    return new Sample(name, label, dimension, items, numerator, denominator, kind, names);
  }

  /** One value per item over all windows; NaN where no window has it. */
  public double[] values() {
    double[] above = new double[items.size()];
    double[] below = new double[items.size()];
    for (int i = 0; i < numerator.length; i++) {
      float counts = denominator == null ? 1 : denominator[i];
      if (Float.isFinite(numerator[i]) && Float.isFinite(counts)) {
        above[i % above.length] += numerator[i];
        below[i % above.length] += counts;
      }
    }
    for (int i = 0; i < above.length; i++) {
      above[i] /= below[i];
    }
    return above;
  }

  /** How many windows there are. */
  public int windows() {
    return numerator.length / items.size();
  }

  /** The numerator with its axes. */
  public FloatTensor above() {
    return tensor(numerator);
  }

  /** The denominator with its axes, or null. */
  public @Nullable FloatTensor below() {
    return denominator == null ? null : tensor(denominator);
  }

  private FloatTensor tensor(float[] values) {
    return FloatTensor.of(
        values,
        Axis.of(Dimension.WINDOW, windows()),
        dimension == Dimension.WINDOW
            ? new Axis("item", dimension, items.size())
            : Axis.of(dimension, items.size()));
  }
}
