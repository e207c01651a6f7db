package org.loupe.method.saliency.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Plot;
import org.loupe.plots.PointColors;
import org.loupe.plots.Scatter;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/**
 * Tells whether the steps of integrated gradients sufficed.
 *
 * @param completeness of all windows of the result
 * @param numbers of these windows in the dataset
 * @param places of the windows that are told of
 * @param windows these in words
 */
record CompletenessReport(Completeness completeness, int[] numbers, int[] places, String windows) {
  /** Rows that a table may have; the arrays have the numbers of all windows. */
  static final int MOST = 10_000;

  /** A thousandth of a per cent. */
  private static final double LEAST_SHARE = 1e-5;

  /** One row per window; of very many, of those whose steps suffice least. */
  Table table() {
    boolean all = places.length <= MOST;
    List<List<Object>> rows = new ArrayList<>();
    for (int n : all ? places : worst()) {
      rows.add(
          List.of(
              numbers[n],
              (double) completeness.objective()[n],
              (double) completeness.baseline()[n],
              completeness.difference(n),
              completeness.delta()[n],
              completeness.share(n),
              completeness.steps()[n],
              completeness.suffices(n) ? "yes" : "no"));
    }
    return new Table(
        "completeness",
        "Completeness of integrated gradients per window"
            + (all ? "" : ", the " + MOST + " with the greatest share of delta"),
        List.of("window", "F(x)", "F(x')", "difference", "delta", "share", "steps", "sufficed"),
        rows);
  }

  /** In the order of the places. */
  private int[] worst() {
    return IntStream.of(places)
        .boxed()
        .sorted(Comparator.comparingDouble(n -> -completeness.share(n)))
        .limit(MOST)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  List<Scalar> scalars() {
    return List.of(
        new Scalar(
            "complete",
            "Share of windows whose steps sufficed",
            (double) (places.length - completeness.insufficient(places).length) / places.length,
            null),
        new Scalar("delta_share", "Median |delta| / |F(x) − F(x′)|", median(), null));
  }

  private double median() {
    double[] shares = IntStream.of(places).mapToDouble(completeness::share).sorted().toArray();
    int middle = shares.length / 2;
    return shares.length % 2 == 1 ? shares[middle] : (shares[middle - 1] + shares[middle]) / 2;
  }

  /** The finding that says whether the steps sufficed. */
  List<Finding> findings(PathParameters path) {
    int[] not = completeness.insufficient(places);
    String rule =
        "said of every run of integrated gradients; complete means |delta| of at most the tolerance times |F(x) − F(x′)|";
    if (not.length == 0) {
      return List.of(
          new Finding(
              "complete",
              sufficient() + " The median error is " + small(median()) + ".",
              List.of(completeness.tolerance(), median()),
              rule,
              "completeness"));
    }
    int worst = not[0];
    return List.of(
        Finding.caution(
            "incomplete",
            String.format(
                Locale.ROOT,
                "%s For window %d, the worst, the error (delta) is %.3g where F(x) − F(x′) is %.3g%s.",
                insufficient(not),
                numbers[worst],
                completeness.delta()[worst],
                completeness.difference(worst),
                advice(path)),
            List.of(
                (double) not.length,
                (double) places.length,
                completeness.delta()[worst],
                completeness.difference(worst)),
            rule,
            "completeness"));
  }

  private static String advice(PathParameters path) {
    return path.adaptive() ? "" : "; 'Adaptive' (adaptive=true) takes more steps until it is small";
  }

  private String sufficient() {
    return String.format(
        "%s %s for %s: attributions add up to F(x) − F(x′) with an error of at most %s.",
        steps(), steps().equals("1 step") ? "suffices" : "suffice", all(), tolerance());
  }

  private String insufficient(int[] not) {
    return String.format(
        "%s do not suffice for %s: attributions miss F(x) − F(x′) by more than %s of it.",
        steps(),
        places.length == 1 ? windows : not.length + " of " + places.length + " windows",
        tolerance());
  }

  private String all() {
    return places.length == 1 ? windows : "all of " + windows;
  }

  private String tolerance() {
    return percent(completeness.tolerance());
  }

  /** More digits of an error that is next to nothing say nothing. */
  private static String small(double share) {
    return share < LEAST_SHARE ? "below " + percent(LEAST_SHARE) : percent(share);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2g %%", 100 * share);
  }

  /** '50 steps', '50 to 800 steps'. */
  private String steps() {
    int least = IntStream.of(places).map(n -> completeness.steps()[n]).min().orElse(0);
    int most = IntStream.of(places).map(n -> completeness.steps()[n]).max().orElse(0);
    return (least == most ? "" : least + " to ") + most + (most == 1 ? " step" : " steps");
  }

  /** Σ attributions against what they should sum to. */
  Figure figure(Explained explained) {
    int[] not = completeness.insufficient(places);
    String verdict = not.length == 0 ? sufficient() : insufficient(not);
    return new Figure(
        "completeness",
        "Completeness of the " + explained.phrase() + " — " + windows,
        "The attributions should sum to F(x) − F(x′); delta is what is missing or too much. "
            + verdict
            + (not.length == 0
                ? ""
                : " Attributions there are approximate, however plausible they look.")
            + explained.means(),
        places.length == 1 ? bars(places[0]) : scatter());
  }

  private Plot bars(int n) {
    double difference = completeness.difference(n);
    double delta = completeness.delta()[n];
    return new BarChart(
        IndexAxis.named(
            "", Dimension.VALUE, List.of("F(x) − F(x′)", "sum of attributions", "delta")),
        ValueAxis.signed("change of F"),
        List.of(Trace.of("", new double[] {difference, difference + delta, delta})),
        true,
        List.of());
  }

  private Plot scatter() {
    float[] expected = new float[places.length];
    float[] found = new float[places.length];
    int[] category = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      double difference = completeness.difference(places[i]);
      expected[i] = (float) difference;
      found[i] = (float) (difference + completeness.delta()[places[i]]);
      category[i] = completeness.suffices(places[i]) ? 0 : 1;
    }
    int[] shown = Arrays.stream(places).map(n -> numbers[n]).toArray();
    return Scatter.of(
            ValueAxis.of("F(x) − F(x′)"),
            ValueAxis.of("sum of attributions"),
            new IndexAxis("window", Dimension.WINDOW, shown, List.of()),
            expected,
            found)
        .colored(
            new PointColors.Categories(
                "|delta| ≤ " + tolerance(), category, List.of("steps sufficed", "more needed")))
        .with(Annotation.diagonal("complete"));
  }
}
