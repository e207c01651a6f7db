package org.loupe.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;

/**
 * What an interval's resamples are made of: whole clusters (recordings, machines) where the card
 * names them, since neighbouring windows are not independent; else windows.
 *
 * @param unit per window, in the windows' order, the unit it belongs to, counted from 0; shared,
 *     not copied
 * @param units how many there are
 * @param noun what a unit is, in the singular: {@code recording}
 */
public record Resampling(int[] unit, int units, String noun) {
  /** With fewer units than this, intervals are uncertain themselves. */
  public static final int LEAST_UNITS = 6;

  /**
   * The units of a subject's windows.
   *
   * @throws BadInputException if the card's clusters array is missing or is not one number per
   *     window
   */
  public static Resampling of(Subject subject) throws BadInputException {
    ArrayReference clusters = subject.card().clusters();
    return clusters == null
        ? windows(subject.windows().size())
        : clusters(subject.windows(), clusters);
  }

  /** Every window is a unit. */
  public static Resampling windows(int count) {
    int[] unit = new int[count];
    for (int i = 0; i < count; i++) {
      unit[i] = i;
    }
    return new Resampling(unit, count, "window");
  }

  private static Resampling clusters(Windows windows, ArrayReference array)
      throws BadInputException {
    Tensor numbers = windows.dataset().read(array, windows.numbers());
    if (numbers.size() != windows.size()) {
      throw new BadInputException(
          "The card's clusters array '"
              + array.array()
              + "' has the shape "
              + Tensor.describe(numbers.shape())
              + " where one number per window, "
              + Tensor.describe(windows.size())
              + ", is expected; correct 'clusters' in the card.");
    }
    Map<Double, Integer> seen = new LinkedHashMap<>();
    int[] unit = new int[windows.size()];
    for (int i = 0; i < unit.length; i++) {
      seen.putIfAbsent(numbers.number(i), seen.size());
      unit[i] = seen.get(numbers.number(i));
    }
    return new Resampling(unit, seen.size(), array.array());
  }

  /** The same units seen by some of the windows, given by their places. */
  public Resampling subset(int[] places) {
    Map<Integer, Integer> seen = new LinkedHashMap<>();
    int[] some = new int[places.length];
    for (int i = 0; i < some.length; i++) {
      seen.putIfAbsent(unit[places[i]], seen.size());
      some[i] = seen.get(unit[places[i]]);
    }
    return new Resampling(some, seen.size(), noun);
  }

  /** Whether there are enough units for an interval: two. */
  public boolean isPossible() {
    return units > 1;
  }

  /**
   * What to say of the intervals where several windows belong to few units.
   *
   * @param figure id of a figure with intervals
   * @return empty with {@value #LEAST_UNITS} units or more, or a single window
   */
  public Optional<Finding> caution(String figure) {
    if (unit.length < 2 || units >= LEAST_UNITS) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.caution(
            "few_units",
            (isPossible()
                    ? "The intervals are uncertain themselves: they resample"
                    : "There are too few clusters for an interval:")
                + " only "
                + describe()
                + ".",
            List.of((double) units),
            "said when several windows belong to fewer than " + LEAST_UNITS + " resampled units",
            figure));
  }

  /** How many of what: '15 recordings', 'one window'. */
  public String describe() {
    return units == 1 ? "one " + noun : units + " " + nouns();
  }

  /** What units are, in the plural: {@code recordings}. */
  public String nouns() {
    return noun + "s";
  }

  /** How sure numbers with intervals are, in a sentence of its own. */
  public String uncertainty() {
    if (isPossible()) {
      return "Intervals are 95 %, from "
          + Bootstrap.RESAMPLES
          + " bootstrap resamples of "
          + describe()
          + ".";
    }
    return unit.length == 1
        ? "One window has no interval."
        : "All windows are of " + describe() + ": too few for an interval.";
  }

  /**
   * Says of what numbers are, naming a single window: 'window 394' or '586 windows, 15 recordings'.
   *
   * @param numbers of the windows in the dataset
   */
  public String describeWindows(int[] numbers) {
    return numbers.length == 1 ? "window " + numbers[0] : describeWindows();
  }

  /** The same inside a sentence: '586 windows of 15 recordings'. */
  public static String phrase(String windows) {
    return windows.replace(", ", " of ");
  }

  /** Says of what numbers are: '586 windows, 15 recordings', or '586 windows' without clusters. */
  public String describeWindows() {
    String windows = unit.length == 1 ? "one window" : unit.length + " windows";
    return noun.equals("window") ? windows : windows + ", " + describe();
  }
}
