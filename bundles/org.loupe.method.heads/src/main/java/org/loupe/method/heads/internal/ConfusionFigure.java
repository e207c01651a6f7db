package org.loupe.method.heads.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.model.Dimension;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Matrix;
import org.loupe.plots.ValueAxis;

/**
 * The confusion matrix of one prediction head: shares of the true class as colours, counts as
 * words.
 */
final class ConfusionFigure {
  /** More classes than these are put together as 'others'. */
  private static final int MOST = 20;

  private final Summary summary;
  private final HeadSummary head;
  private final String positions;

  ConfusionFigure(Summary summary, HeadSummary head, String positions) {
    this.summary = summary;
    this.head = head;
    this.positions = positions;
  }

  Figure figure() {
    Said said = head.head().said();
    List<Integer> shown = shown();
    boolean others = shown.size() < head.classes();
    int size = shown.size() + (others ? 1 : 0);
    int[] row = new int[head.classes()];
    Arrays.fill(row, shown.size());
    for (int i = 0; i < shown.size(); i++) {
      row[shown.get(i)] = i;
    }
    long[] counts = new long[size * size];
    long[] totals = new long[size];
    for (int truth = 0; truth < head.classes(); truth++) {
      for (int k = 0; k < head.classes(); k++) {
        counts[row[truth] * size + row[k]] += head.confused(truth, k);
        totals[row[truth]] += head.confused(truth, k);
      }
    }
    float[] shares = new float[counts.length];
    List<String> words = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      shares[i] = totals[i / size] == 0 ? Float.NaN : (float) counts[i] / totals[i / size];
      words.add(counts[i] == 0 ? "" : Long.toString(counts[i]));
    }
    List<String> names = new ArrayList<>();
    shown.forEach(k -> names.add(said.name(k)));
    if (others) {
      names.add("others");
    }
    int[] classes =
        IntStream.concat(
                shown.stream().mapToInt(k -> k), IntStream.range(0, others ? 1 : 0).map(k -> -1))
            .toArray();
    return new Figure(
        "confusion",
        "Confusion of " + head.name() + " — " + summary.windows(),
        "What prediction head "
            + head.name()
            + " says (columns) where something is true (rows), over "
            + positions
            + " of "
            + summary.ofWindows()
            + ": numbers of positions, coloured by their share of the row."
            + (others
                ? " The "
                    + MOST
                    + " most frequent of "
                    + head.classes()
                    + " classes; the rest are 'others', among which right and wrong are not told apart."
                : "")
            + (head.isScored() ? "" : " No true values are known, so it is empty."),
        Matrix.of(
                new IndexAxis("predicted", Dimension.CLASS, classes, names),
                new IndexAxis("true", Dimension.CLASS, classes, names),
                shares,
                ValueAxis.of("share of the true class").between(0, 1))
            .saying(words));
  }

  /** In the card's order. */
  private List<Integer> shown() {
    return IntStream.range(0, head.classes())
        .boxed()
        .sorted(Comparator.comparingLong(k -> -head.trueCount(k)))
        .limit(head.classes() > MOST ? MOST : head.classes())
        .sorted()
        .toList();
  }
}
