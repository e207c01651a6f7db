package org.loupe.method.flips.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;

/** What flips say in single numbers and tables. */
final class FlipsTables {
  /** Rows of windows per checkpoint. */
  private static final int MOST = 1000;

  private FlipsTables() {}

  static List<Scalar> scalars(List<Pair> pairs) {
    List<Scalar> scalars = new ArrayList<>();
    for (Pair pair : pairs) {
      for (HeadChange head : pair.heads()) {
        String of = pair.checkpoint() + "." + head.name();
        String label = head.name() + " of " + pair.checkpoint();
        scalars.add(
            new Scalar("flips." + of, "Flips of " + label, head.share(), head.shareInterval()));
        scalars.add(
            new Scalar(
                "accuracy_difference." + of,
                "Difference in accuracy of " + label,
                head.difference(),
                head.differenceInterval()));
        scalars.add(
            new Scalar(
                "rank_agreement." + of,
                "Rank agreement of windows of " + label,
                head.agreement(),
                null));
      }
    }
    return List.copyOf(scalars);
  }

  static List<Table> all(List<Pair> pairs, int[] windows) {
    return List.of(heads(pairs), windows(pairs, windows));
  }

  private static Table heads(List<Pair> pairs) {
    List<List<Object>> rows = new ArrayList<>();
    for (Pair pair : pairs) {
      for (HeadChange head : pair.heads()) {
        HeadFlips counts = head.counts();
        rows.add(
            List.of(
                pair.checkpoint(),
                head.name(),
                HeadFlips.sum(counts.positions()),
                HeadFlips.sum(counts.flips()),
                head.share(),
                Interval.lowerEnd(head.shareInterval()),
                Interval.upperEnd(head.shareInterval()),
                HeadFlips.sum(counts.gained()),
                HeadFlips.sum(counts.lost()),
                head.before(),
                head.after(),
                head.difference(),
                Interval.lowerEnd(head.differenceInterval()),
                Interval.upperEnd(head.differenceInterval()),
                head.p(),
                head.adjusted(),
                head.verdict(),
                head.agreement()));
      }
    }
    return new Table(
        "heads",
        "Flips by prediction head",
        List.of(
            "checkpoint",
            "prediction head",
            "positions",
            "flips",
            "share",
            "share low",
            "share high",
            "gained",
            "lost",
            "accuracy of the baseline",
            "accuracy",
            "difference",
            "difference low",
            "difference high",
            "p",
            "p adjusted",
            "verdict",
            "rank agreement"),
        rows);
  }

  /** Windows with flips, the most first. */
  private static Table windows(List<Pair> pairs, int[] windows) {
    List<List<Object>> rows = new ArrayList<>();
    for (Pair pair : pairs) {
      IntStream.range(0, windows.length)
          .filter(n -> pair.flips(n) > 0)
          .boxed()
          .sorted(Comparator.comparing((Integer n) -> -pair.flips(n)))
          .limit(MOST)
          .forEach(
              n ->
                  rows.add(
                      List.of(
                          pair.checkpoint(),
                          windows[n],
                          pair.flips(n),
                          pair.positions(n),
                          pair.gained(n),
                          pair.lost(n))));
    }
    return new Table(
        "windows",
        "Windows by flips",
        List.of("checkpoint", "window", "flips", "positions", "gained", "lost"),
        rows);
  }
}
