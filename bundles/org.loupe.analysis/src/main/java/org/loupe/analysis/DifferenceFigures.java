package org.loupe.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.PairedDifferences.Item;
import org.loupe.model.Dimension;
import org.loupe.plots.Annotation;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.Histogram;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Statements;
import org.loupe.plots.Table;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;

/**
 * The differences between two checkpoints as figures, the same for every method: a table of the
 * single numbers; per ranking a table; per measure of several items bars around zero; words; the
 * distribution of map agreement.
 */
public final class DifferenceFigures {
  /** What all ids begin with. */
  public static final String PREFIX = "difference";

  /** As many items find room in the table of single numbers. */
  private static final int FEW = 12;

  private static final int MOST_BARS = 20;
  private static final int MOST_ROWS = 300;
  private static final int BINS = 40;

  private final Differences differences;

  private DifferenceFigures(Differences differences) {
    this.differences = differences;
  }

  /** All figures, in the order in which they are shown. */
  public static List<Figure> of(Differences differences) {
    return new DifferenceFigures(differences).all();
  }

  /** The id of the bars of a sample, or of the table where it has a single item. */
  static String chart(PairedDifferences sample) {
    return sample.items().size() > 1 ? PREFIX + "_" + safe(sample.name()) : PREFIX + "s";
  }

  /** The id of the distribution of a map's agreement. */
  static String map(MapAgreement map) {
    return PREFIX + "_map_" + safe(map.name());
  }

  /** A name as part of a figure's id, which is a file's name. */
  static String safe(String name) {
    return name.replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  private List<Figure> all() {
    List<Figure> figures = new ArrayList<>();
    if (differences.isEmpty() && differences.remarks().isEmpty()) {
      return figures;
    }
    figures.add(words());
    List<PairedDifferences> scalars =
        differences.samples().stream().filter(sample -> !hasTable(sample)).toList();
    if (!scalars.isEmpty() || !differences.bare().isEmpty()) {
      figures.add(table(scalars));
    }
    for (PairedDifferences sample : differences.samples()) {
      if (sample.items().size() > 1) {
        figures.add(bars(sample));
      }
      if (hasTable(sample)) {
        figures.add(items(sample));
      }
    }
    differences.maps().forEach(map -> figures.add(histogram(map)));
    return figures;
  }

  /**
   * Whether a sample's items have a table of their own, since there are many or they are ranked.
   */
  private static boolean hasTable(PairedDifferences sample) {
    return sample.kind().isRanking() || sample.items().size() > FEW;
  }

  private String title(String what) {
    return what + ": " + differences.other() + " less " + differences.baseline();
  }

  private String uncertainty() {
    Resampling resampling = differences.pairing().resampling();
    return (resampling.isPossible()
        ? "Paired per window; 95 % intervals from "
            + Bootstrap.RESAMPLES
            + " bootstrap resamples of "
            + resampling.describe()
            + ", widened for their number; p by flipping signs across "
            + resampling.nouns()
            + ", adjusted over the items (Benjamini–Hochberg)."
        : "Paired per window. " + resampling.uncertainty());
  }

  private Figure words() {
    List<Statements.Statement> statements = new ArrayList<>();
    for (Finding finding : differences.findings()) {
      statements.add(
          new Statements.Statement(
              finding.kind() == Finding.Kind.CAUTION ? "caution" : "difference",
              finding.kind() == Finding.Kind.CAUTION ? 1 : 0,
              finding.sentence(),
              finding.rule()));
    }
    for (PairedDifferences sample : differences.samples()) {
      if (sample.kind().isRanking() && sample.items().size() > 1) {
        statements.add(
            new Statements.Statement(
                "ranking",
                2,
                sample.label() + ": " + sample.agreement().words() + ".",
                "Rank agreement of "
                    + differences.baseline()
                    + " and "
                    + differences.other()
                    + "; 1 is the same order, 0 none in common. Noise in either ranking lowers it."));
      }
    }
    differences
        .remarks()
        .forEach(remark -> statements.add(new Statements.Statement("left out", 3, remark, "")));
    return new Figure(
        PREFIX + "_words",
        title("What differs by more than noise"),
        "What differs by more than noise, and how far both rank alike. " + uncertainty(),
        new Statements(statements));
  }

  private Figure table(List<PairedDifferences> samples) {
    Rows rows = new Rows(differences);
    for (PairedDifferences sample : samples) {
      for (Item item : sample.items()) {
        boolean alone = sample.items().size() == 1;
        rows.add(alone ? sample.label() : sample.label() + ", " + item.name(), item);
      }
    }
    differences.bare().forEach(rows::add);
    return new Figure(
        PREFIX + "s",
        title("Differences"),
        uncertainty(),
        rows.table(IndexAxis.named("number", Dimension.VALUE, rows.names)));
  }

  private Figure items(PairedDifferences sample) {
    List<Item> items = sample.byMagnitude();
    List<Item> shown = items.subList(0, Math.min(MOST_ROWS, items.size()));
    Rows rows = new Rows(differences);
    shown.forEach(item -> rows.add(item.name(), item));
    return new Figure(
        PREFIX + "_table_" + safe(sample.name()),
        title(sample.label()),
        "The greatest differences first"
            + (shown.size() < items.size() ? ", " + shown.size() + " of " + items.size() : "")
            + ". "
            + uncertainty(),
        rows.table(axis(sample, shown)));
  }

  private Figure bars(PairedDifferences sample) {
    List<Item> items = sample.byMagnitude();
    List<Item> shown = items.subList(0, Math.min(MOST_BARS, items.size()));
    double[] values = shown.stream().mapToDouble(Item::difference).toArray();
    boolean intervals = shown.stream().allMatch(item -> item.interval() != null);
    Trace real = part(shown, "more than noise", true, intervals).colored(0);
    Trace noise =
        part(
                shown,
                shown.stream().allMatch(item -> Double.isNaN(item.p()))
                    ? "not tested"
                    : "within noise",
                false,
                intervals)
            .colored(1);
    List<Trace> traces = new ArrayList<>(List.of(real, noise));
    traces.removeIf(trace -> Arrays.stream(trace.values()).allMatch(Double::isNaN));
    return new Figure(
        chart(sample),
        title(sample.label()),
        (shown.size() < items.size()
                ? "The " + shown.size() + " greatest differences of " + items.size() + ". "
                : "")
            + sample.real().size()
            + " of "
            + items.size()
            + " differ by more than noise. "
            + uncertainty(),
        new BarChart(
                axis(sample, shown),
                ValueAxis.signed("difference"),
                traces.isEmpty() ? List.of(Trace.of("", values)) : traces,
                true,
                List.of(new Annotation("as " + differences.baseline(), 0)))
            .stacked());
  }

  /** Bars of one colour; those of the other are missing. */
  private static Trace part(List<Item> items, String name, boolean real, boolean intervals) {
    double[] values = new double[items.size()];
    double[] low = new double[values.length];
    double[] high = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      Item item = items.get(i);
      Interval interval = item.interval();
      boolean shown = item.isMoreThanNoise() == real;
      values[i] = shown ? item.difference() : Double.NaN;
      low[i] = shown && interval != null ? interval.low() : Double.NaN;
      high[i] = shown && interval != null ? interval.high() : Double.NaN;
    }
    Trace trace = Trace.of(name, values);
    return intervals ? trace.within(low, high) : trace;
  }

  private static IndexAxis axis(PairedDifferences sample, List<Item> items) {
    return new IndexAxis(
        DifferenceWords.noun(sample.dimension()),
        sample.dimension(),
        items.stream().mapToInt(Item::place).toArray(),
        items.stream().map(Item::name).toList());
  }

  private Figure histogram(MapAgreement map) {
    double[] edges = IntStream.rangeClosed(0, BINS).mapToDouble(i -> -1 + 2.0 * i / BINS).toArray();
    return new Figure(
        map(map),
        "Agreement of maps ("
            + map.name()
            + "): "
            + differences.baseline()
            + " and "
            + differences.other(),
        "Per window, how alike both maps are: the cosine of the angle between them, and Spearman's"
            + " ρ over their cells; 1 is the same, 0 nothing in common. Over "
            + DifferenceWords.windows(map.cosine().length)
            + ".",
        new Histogram(
            ValueAxis.of("agreement").between(-1, 1),
            ValueAxis.of("windows"),
            edges,
            List.of(
                Trace.of("cosine", counts(map.cosine())),
                Trace.of("Spearman's ρ", counts(map.spearman()))),
            List.of()));
  }

  private static double[] counts(double[] values) {
    double[] counts = new double[BINS];
    for (double value : values) {
      if (!Double.isNaN(value)) {
        counts[Math.min(BINS - 1, Math.max(0, (int) ((value + 1) / 2 * BINS)))]++;
      }
    }
    return counts;
  }

  /** Rows of a table as they are collected. */
  private static final class Rows {
    private final Differences differences;
    private final List<String> names = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private final List<String> difference = new ArrayList<>();
    private final List<String> interval = new ArrayList<>();
    private final List<String> p = new ArrayList<>();
    private final List<String> verdict = new ArrayList<>();

    Rows(Differences differences) {
      this.differences = differences;
    }

    void add(String name, Item item) {
      row(name, item.before(), item.after(), item.difference());
      interval.add(DifferenceWords.interval(item));
      p.add(DifferenceWords.p(item.adjusted()));
      verdict.add(item.verdict());
    }

    void add(Differences.Bare scalar) {
      row(scalar.label(), scalar.before(), scalar.after(), scalar.difference());
      interval.add("no interval: " + scalar.reason());
      p.add("—");
      verdict.add("—");
    }

    private void row(String name, double one, double other, double change) {
      names.add(name);
      before.add(DifferenceWords.significant(one));
      after.add(DifferenceWords.significant(other));
      difference.add(DifferenceWords.signed(change));
    }

    Table table(IndexAxis axis) {
      return new Table(
          axis,
          List.of(
              number(differences.baseline(), before),
              number(differences.other(), after),
              number("difference", difference),
              Table.Column.of("95 % interval", interval),
              number("adjusted p", p),
              Table.Column.of("verdict", verdict)));
    }

    private static Table.Column number(String title, List<String> words) {
      return new Table.Column(title, words, new double[0], true);
    }
  }
}
