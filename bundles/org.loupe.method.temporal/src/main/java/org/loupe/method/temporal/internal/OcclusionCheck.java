package org.loupe.method.temporal.internal;

import java.util.Arrays;
import org.loupe.analysis.Bootstrap;

/**
 * How the outputs change when parts of the input are set to their mean: mean |change| over windows,
 * steps and values.
 *
 * @param windows how many were looked at
 * @param words these in words
 * @param strongest the channels held against random ones; may be empty
 * @param sets how many random sets of as many channels there are
 * @param singles how many channels were occluded one by one: all or none
 * @param quarters how many parts of the window were
 * @param timed whether the time spans were
 * @param changes in this order: all channels, the strongest, the sets, the single channels, the
 *     quarters, the time spans
 */
record OcclusionCheck(
    int windows,
    String words,
    int[] strongest,
    int sets,
    int singles,
    int quarters,
    boolean timed,
    Bootstrap.Means changes) {
  private static final double LEVEL = 0.95;

  /** The column of the strongest channels, where there are any. */
  int strongestColumn() {
    return 1;
  }

  private int setsFrom() {
    return strongest.length == 0 ? 1 : 2;
  }

  private int singlesFrom() {
    return setsFrom() + sets;
  }

  /** The column of a channel by itself, where they were occluded one by one. */
  int singleColumn(int channel) {
    return singlesFrom() + channel;
  }

  /** The column of a quarter. */
  int quarterColumn(int quarter) {
    return singlesFrom() + singles + quarter;
  }

  /** The column of the time spans, where they were occluded. */
  int spansColumn() {
    return quarterColumn(quarters);
  }

  /** Of all channels. */
  double all() {
    return changes.mean()[0];
  }

  /** Of the strongest channels. */
  double ofStrongest() {
    return changes.mean()[strongestColumn()];
  }

  /** Of the random sets, ascending. */
  double[] ofSets() {
    double[] some = Arrays.copyOfRange(changes.mean(), setsFrom(), setsFrom() + sets);
    Arrays.sort(some);
    return some;
  }

  /** Of the channels one by one; empty where there are too many. */
  double[] ofSingles() {
    return Arrays.copyOfRange(changes.mean(), singlesFrom(), singlesFrom() + singles);
  }

  /** Of the quarters; empty where there are too few steps. */
  double[] ofQuarters() {
    return Arrays.copyOfRange(changes.mean(), quarterColumn(0), quarterColumn(quarters));
  }

  /** Of the time spans. */
  double ofSpans() {
    return changes.mean()[spansColumn()];
  }

  /** Whether there is something to compare with. */
  boolean isComparison() {
    return strongest.length > 0 && sets > 0;
  }

  /** How many random sets change the outputs less than the strongest channels. */
  int beaten() {
    return (int) Arrays.stream(ofSets()).filter(change -> change < ofStrongest()).count();
  }

  /** Whether the strongest channels change the outputs more than nearly all random sets. */
  boolean isConfirmed() {
    return isComparison() && beaten() >= LEVEL * sets;
  }
}
