package org.loupe.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.loupe.analysis.PairedDifferences.Item;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.plots.Figure;

/**
 * What differs between results of one method on several checkpoints, as a result of its own: stored
 * and put into reports like those of methods that compare.
 *
 * @param provenance the baseline's, with the others' checkpoints
 * @param sides the baseline first
 * @param pairs the baseline with each of the others, in their order
 * @param leftOut says of every checkpoint that could not be held against the baseline why
 */
public record DifferencesResult(
    Provenance provenance, List<Side> sides, List<Differences> pairs, List<Finding> leftOut)
    implements Result {
  /** Copies the lists. */
  public DifferencesResult {
    sides = List.copyOf(sides);
    pairs = List.copyOf(pairs);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Compares the baseline with each of the others. One that cannot be compared is left out, and a
   * finding says why.
   *
   * @param sides two or more, the baseline first
   * @param progress asked whether to go on
   * @throws BadInputException if none can be compared: the first one's reason, as {@link
   *     Differences#of} gives it
   */
  public static DifferencesResult of(List<Side> sides, Progress progress) throws BadInputException {
    long started = System.nanoTime();
    List<Differences> pairs = new ArrayList<>();
    List<Provenance.Compared> others = new ArrayList<>();
    List<Finding> leftOut = new ArrayList<>();
    Side baseline = sides.get(0);
    List<Side> compared = new ArrayList<>(List.of(baseline));
    BadInputException first = null;
    for (Side other : sides.subList(1, sides.size())) {
      Provenance provenance = other.digest().provenance();
      try {
        pairs.add(Differences.of(baseline, other, progress));
        compared.add(other);
        others.add(Provenance.Compared.of(provenance));
      } catch (BadInputException e) {
        first = first == null ? e : first;
        leftOut.add(ComparedSubjects.leftOut(other.name(), e));
      }
    }
    if (first != null && pairs.isEmpty()) {
      throw first;
    }
    return new DifferencesResult(
        baseline.digest().provenance().against(others, started), compared, pairs, leftOut);
  }

  /** Whether there is nothing that could be told of any pair. */
  public boolean isEmpty() {
    return pairs.stream().allMatch(Differences::isEmpty);
  }

  /** The figures of each pair, then rankings and numbers over three checkpoints or more. */
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (Differences pair : pairs) {
      for (Figure figure : DifferenceFigures.of(pair)) {
        figures.add(
            new Figure(id(figure.id(), pair), figure.title(), figure.caption(), figure.plot()));
      }
    }
    figures.addAll(RankCourse.figures(sides));
    List<Digest> digests = sides.stream().map(Side::digest).toList();
    List<String> names = sides.stream().map(Side::name).toList();
    for (String scalar : Timeline.scalars(digests)) {
      Figure figure = Timeline.figure(digests, names, scalar);
      figures.add(
          new Figure(
              figure.id() + "_" + DifferenceFigures.safe(scalar),
              figure.title(),
              "In the order given." + figure.caption().replaceFirst("^[^.]*\\.", ""),
              figure.plot()));
    }
    return figures;
  }

  /** The id of a figure of one pair, where there are several with the other's name. */
  private String id(String figure, Differences pair) {
    return pairs.size() == 1 ? figure : figure + "." + DifferenceFigures.safe(pair.other());
  }

  /**
   * Per pair and sample, I common items: {@code difference/<sample>/<other>}, {@code p_value/…} and
   * {@code q_value/…} [I], {@code interval/…} [I,2]; per pair and map, N common windows: {@code
   * cosine/<map>/<other>} and {@code spearman/…} [N]. NaN where there is none.
   */
  @Override
  public Map<String, Tensor> arrays() {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    for (Differences pair : pairs) {
      for (PairedDifferences sample : pair.samples()) {
        String of = sample.name() + "/" + pair.other();
        Axis axis = Axis.of(sample.dimension(), sample.items().size());
        arrays.put("difference/" + of, items(sample, axis, Item::difference));
        float[] ends = new float[2 * sample.items().size()];
        for (int i = 0; i < sample.items().size(); i++) {
          Interval interval = sample.items().get(i).interval();
          ends[2 * i] = interval == null ? Float.NaN : (float) interval.low();
          ends[2 * i + 1] = interval == null ? Float.NaN : (float) interval.high();
        }
        arrays.put(
            "interval/" + of, FloatTensor.of(ends, axis, new Axis("end", Dimension.VALUE, 2)));
        arrays.put("p_value/" + of, items(sample, axis, Item::p));
        arrays.put("q_value/" + of, items(sample, axis, Item::adjusted));
      }
      for (MapAgreement map : pair.maps()) {
        String of = map.name() + "/" + pair.other();
        arrays.put("cosine/" + of, windows(map.cosine()));
        arrays.put("spearman/" + of, windows(map.spearman()));
      }
    }
    return arrays;
  }

  private static FloatTensor items(
      PairedDifferences sample, Axis axis, ToDoubleFunction<Item> number) {
    float[] values = new float[sample.items().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) number.applyAsDouble(sample.items().get(i));
    }
    return FloatTensor.of(values, axis);
  }

  private static FloatTensor windows(double[] numbers) {
    float[] values = new float[numbers.length];
    for (int n = 0; n < values.length; n++) {
      values[n] = (float) numbers[n];
    }
    return FloatTensor.of(values, Axis.of(Dimension.WINDOW, values.length));
  }

  /** Rank agreement and the medians of map agreement. */
  @Override
  public List<Scalar> scalars() {
    List<Scalar> scalars = new ArrayList<>();
    for (Differences pair : pairs) {
      for (PairedDifferences sample : pair.samples()) {
        if (sample.kind().isRanking() && sample.items().size() > 1) {
          agreement(sample, pair.other(), scalars);
        }
      }
      for (MapAgreement map : pair.maps()) {
        scalars.add(
            new Scalar(
                "cosine/" + map.name() + "/" + pair.other(),
                "Median cosine of maps (" + map.name() + ") with " + pair.other(),
                MapAgreement.median(map.cosine()),
                null));
        scalars.add(
            new Scalar(
                "spearman/" + map.name() + "/" + pair.other(),
                "Median Spearman's ρ of maps (" + map.name() + ") with " + pair.other(),
                MapAgreement.median(map.spearman()),
                null));
      }
    }
    return scalars;
  }

  private static void agreement(PairedDifferences sample, String other, List<Scalar> scalars) {
    RankAgreement agreement = sample.agreement();
    String of = sample.name() + "/" + other;
    scalars.add(
        new Scalar(
            "rank_agreement/" + of,
            "Rank agreement with " + other + " (Spearman's ρ): " + sample.label(),
            agreement.spearman(),
            agreement.range()));
    for (RankAgreement.Overlap overlap : agreement.overlaps()) {
      scalars.add(
          new Scalar(
              "top_" + overlap.k() + "/" + of,
              String.format(
                  "Share of the first %d that are the same in %s (by chance %s): %s",
                  overlap.k(), other, Numbers.fixed(overlap.expected(), 2), sample.label()),
              overlap.share(),
              null));
    }
  }

  @Override
  public List<Table> tables() {
    List<List<Object>> rows = new ArrayList<>();
    for (Differences pair : pairs) {
      for (PairedDifferences sample : pair.samples()) {
        sample.items().forEach(item -> rows.add(row(pair, sample, item)));
      }
      for (Differences.Bare bare : pair.bare()) {
        rows.add(
            List.of(
                pair.other(),
                bare.name(),
                bare.label(),
                "",
                bare.before(),
                bare.after(),
                bare.difference(),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                "no interval: " + bare.reason()));
      }
    }
    return List.of(
        new Table(
            "differences",
            "Differences to " + provenance.checkpoint(),
            List.of(
                "checkpoint",
                "name",
                "measure",
                "item",
                "baseline",
                "value",
                "difference",
                "low",
                "high",
                "p",
                "p adjusted",
                "units",
                "verdict"),
            rows));
  }

  private static List<Object> row(Differences pair, PairedDifferences sample, Item item) {
    Interval interval = item.interval();
    return List.of(
        pair.other(),
        sample.name(),
        sample.label(),
        item.name(),
        item.before(),
        item.after(),
        item.difference(),
        Interval.lowerEnd(interval),
        Interval.upperEnd(interval),
        item.p(),
        item.adjusted(),
        item.units(),
        item.verdict());
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(leftOut);
    for (Differences pair : pairs) {
      for (Finding finding : pair.findings()) {
        String figure = finding.figure();
        findings.add(
            new Finding(
                finding.id(),
                finding.kind(),
                finding.sentence(),
                finding.numbers(),
                finding.rule(),
                figure == null ? null : id(figure, pair),
                finding.claim()));
      }
      for (String remark : pair.remarks()) {
        findings.add(
            Finding.caution(
                "left_out." + pair.other(),
                remark,
                List.of(),
                "said where windows or items are not of both",
                null));
      }
    }
    return findings;
  }
}
