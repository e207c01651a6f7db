package org.loupe.method.heads.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;

/** What to do about prediction heads: which one to improve first, how, and what data it lacks. */
final class HeadsAdvice {
  private static final double NEAR = 0.5;
  private static final int ERRORS = 20;
  private static final int ORDERED = 10;

  /** Ends of a 95 % Wilson interval. */
  private static final double Z = 1.959964;

  private final Summary summary;

  HeadsAdvice(Summary summary) {
    this.summary = summary;
  }

  List<Finding> all() {
    List<Finding> advice = new ArrayList<>();
    improve().ifPresent(advice::add);
    summary.scored().forEach(head -> data(head).ifPresent(advice::add));
    return advice;
  }

  /** The head that is surely the least often right. */
  private Optional<Finding> improve() {
    List<HeadSummary> scored =
        summary.scored().stream()
            .sorted(Comparator.comparingDouble(head -> head.value(Measure.ACCURACY)))
            .toList();
    if (scored.size() < 2) {
      return Optional.empty();
    }
    HeadSummary worst = scored.get(0);
    Interval its = worst.interval(Measure.ACCURACY);
    boolean surely =
        its != null
            && scored.stream()
                .skip(1)
                .map(head -> head.interval(Measure.ACCURACY))
                .allMatch(other -> other != null && its.high() < other.low());
    if (!surely) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.recommendation(
            "improve",
            String.format(
                Locale.ROOT,
                "Improve prediction head %s first: it is right at %s of its positions (95 %% interval %.1f to %.1f %%), less often than every other.%s",
                worst.name(),
                Numbers.percent(worst.value(Measure.ACCURACY)),
                100 * its.low(),
                100 * its.high(),
                near(worst) + sure(worst)),
            List.of(worst.value(Measure.ACCURACY), its.low(), its.high(), nearShare(worst)),
            "said of the prediction head whose 95 % interval of accuracy lies below that of every other; errors are near where at least 50 % of 20 or more are of the next smaller or larger class of at least 10 that are numbers; confidence is too high where the 95 % interval of its mean minus accuracy lies above 0",
            "accuracy"));
  }

  private static String near(HeadSummary head) {
    double share = nearShare(head);
    return share >= NEAR
        ? String.format(
            Locale.ROOT,
            " %s of its errors are of the next smaller or larger class: a loss that knows how near a guess is, such as a regression or ordinal loss, suits it.",
            Numbers.percent(share))
        : "";
  }

  private static String sure(HeadSummary head) {
    Interval gap = head.interval(Measure.GAP);
    return gap != null && gap.low() > 0
        ? String.format(
            Locale.ROOT,
            " It is surer than it is right by %.1f points: calibrate its confidence, for example by temperature scaling.",
            100 * head.value(Measure.GAP))
        : "";
  }

  /** Share of errors that are of a neighbouring class; NaN where classes are no numbers. */
  static double nearShare(HeadSummary head) {
    int[] place = places(head);
    long errors = 0;
    long near = 0;
    for (int truth = 0; truth < place.length; truth++) {
      for (int k = 0; k < place.length; k++) {
        if (truth != k) {
          errors += head.confused(truth, k);
          near += Math.abs(place[truth] - place[k]) == 1 ? head.confused(truth, k) : 0;
        }
      }
    }
    return place.length == 0 || errors < ERRORS ? Double.NaN : (double) near / errors;
  }

  /** The place of each class among numbers in ascending order; empty if they are no numbers. */
  private static int[] places(HeadSummary head) {
    List<double[]> classes = new ArrayList<>();
    for (int k = 0; k < head.classes(); k++) {
      String name = head.head().said().name(k);
      if (!name.matches("[-+]?\\d+(\\.\\d+)?")) {
        return new int[0];
      }
      classes.add(new double[] {Double.parseDouble(name), k});
    }
    if (classes.size() < ORDERED) {
      return new int[0];
    }
    classes.sort(Comparator.comparingDouble(each -> each[0]));
    int[] place = new int[classes.size()];
    for (int i = 0; i < place.length; i++) {
      place[(int) classes.get(i)[1]] = i;
    }
    return place;
  }

  /** The class that is rarest of those surely less often right than the head as a whole. */
  private static Optional<Finding> data(HeadSummary head) {
    Interval whole = head.interval(Measure.ACCURACY);
    if (whole == null || head.classes() < 3) {
      return Optional.empty();
    }
    double median = medianCount(head);
    int found = -1;
    for (int k = 0; k < head.classes(); k++) {
      long count = head.trueCount(k);
      boolean lacks =
          count > 0 && count < median && highest(head.confused(k, k), count) < whole.low();
      if (lacks && (found < 0 || count < head.trueCount(found))) {
        found = k;
      }
    }
    if (found < 0) {
      return Optional.empty();
    }
    long count = head.trueCount(found);
    double right = (double) head.confused(found, found) / count;
    return Optional.of(
        Finding.recommendation(
            "more_data/" + head.name(),
            String.format(
                Locale.ROOT,
                "Collect more data of %s for prediction head %s: it is true at %d positions, where the classes have %.0f in the median, and recognised at %s of them against %s over all.",
                head.head().said().name(found),
                head.name(),
                count,
                median,
                Numbers.percent(right),
                Numbers.percent(head.value(Measure.ACCURACY))),
            List.of((double) count, median, right, head.value(Measure.ACCURACY)),
            "said of the rarest class with fewer positions than the median class whose 95 % Wilson interval of being recognised, which takes positions as independent, lies below the interval of the head's accuracy",
            "confusion"));
  }

  private static double medianCount(HeadSummary head) {
    double[] counts = new double[head.classes()];
    int used = 0;
    for (int k = 0; k < counts.length; k++) {
      if (head.trueCount(k) > 0) {
        counts[used++] = head.trueCount(k);
      }
    }
    double[] sorted = Arrays.copyOf(counts, used);
    Arrays.sort(sorted);
    return used == 0 ? 0 : (sorted[(used - 1) / 2] + sorted[used / 2]) / 2;
  }

  /** Upper end of Wilson's interval (E. B. Wilson, 1927) of a share. */
  private static double highest(long right, long count) {
    double share = (double) right / count;
    double z2 = Z * Z / count;
    return (share + z2 / 2 + Z * Math.sqrt(share * (1 - share) / count + z2 / (4 * count)))
        / (1 + z2);
  }
}
