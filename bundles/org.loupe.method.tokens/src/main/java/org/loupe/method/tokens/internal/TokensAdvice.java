package org.loupe.method.tokens.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;

/** What to do about classes of tokens: which need more data, which more weight in the loss. */
final class TokensAdvice {
  private static final int NAMED = 5;
  private static final int CLASSES = 4;

  /** Of fewer tokens that are all wrong, resamples know no interval. */
  private static final int ENOUGH = 5;

  private static final double MOST = 10;

  private final TokenSummary summary;

  TokensAdvice(TokenSummary summary) {
    this.summary = summary;
  }

  /**
   * The advice.
   *
   * @param rareAreWrong whether rare classes are wrong more often, by test
   */
  List<Finding> all(boolean rareAreWrong) {
    List<Finding> advice = new ArrayList<>();
    int[] classes = summary.byCount();
    if (classes.length >= CLASSES) {
      double median = median(classes);
      data(classes, median).ifPresent(advice::add);
      if (rareAreWrong) {
        weights(classes, median).ifPresent(advice::add);
      }
    }
    return advice;
  }

  private double median(int[] classes) {
    double[] counts =
        Arrays.stream(classes).mapToDouble(k -> summary.counts()[k]).sorted().toArray();
    return (counts[(counts.length - 1) / 2] + counts[counts.length / 2]) / 2;
  }

  private Optional<Finding> data(int[] classes, double median) {
    double whole = summary.value(summary.together(), TokenSummary.ACCURACY);
    List<Integer> lacking =
        Arrays.stream(classes)
            .filter(k -> summary.counts()[k] >= ENOUGH && summary.counts()[k] < median)
            .filter(k -> isBelow(summary.interval(k, TokenSummary.ACCURACY), whole))
            .boxed()
            .toList();
    if (lacking.isEmpty()) {
      return Optional.empty();
    }
    String named =
        lacking.stream()
            .limit(NAMED)
            .map(
                k ->
                    String.format(
                        Locale.ROOT,
                        "%s (%d tokens, %s right)",
                        summary.name(k),
                        summary.counts()[k],
                        Numbers.percent(summary.value(k, TokenSummary.ACCURACY))))
            .collect(Collectors.joining(", "));
    return Optional.of(
        Finding.recommendation(
            "more_data",
            String.format(
                Locale.ROOT,
                "Collect more data of %s%s: rarer than the median class (%.0f tokens) and less often right than all tokens together (%s).",
                named,
                more(lacking.size() - NAMED),
                median,
                Numbers.percent(whole)),
            List.of((double) lacking.size(), median, whole),
            "said of classes with at least 5 tokens, but fewer than the median class, whose 95 % interval of accuracy lies below the accuracy of all tokens",
            "error_frequency"));
  }

  private static boolean isBelow(@Nullable Interval interval, double value) {
    return interval != null && interval.high() < value;
  }

  private Optional<Finding> weights(int[] classes, double median) {
    List<Integer> rare =
        Arrays.stream(classes).filter(k -> summary.counts()[k] <= median / 2).boxed().toList();
    if (rare.isEmpty()) {
      return Optional.empty();
    }
    String named =
        rare.stream()
            .limit(NAMED)
            .map(
                k ->
                    String.format(
                        Locale.ROOT,
                        "%s ×%.1f",
                        summary.name(k),
                        Math.min(MOST, median / summary.counts()[k])))
            .collect(Collectors.joining(", "));
    return Optional.of(
        Finding.recommendation(
            "weights",
            String.format(
                Locale.ROOT,
                "Give rare classes more weight in the loss: %s%s (the median class's count over theirs, at most ×%.0f).",
                named,
                more(rare.size() - NAMED),
                MOST),
            List.of((double) rare.size(), median),
            "said of classes with at most half the tokens of the median class, when rare classes are wrong more often by the test of the rank correlation",
            "error_frequency"));
  }

  /** ' and 3 others'; empty where all are named. */
  private static String more(int count) {
    return count <= 0 ? "" : count == 1 ? " and 1 other" : " and " + count + " others";
  }
}
