package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Numbers;

/** What is worth saying about embeddings, each by a stated rule. */
final class EmbeddingsFindings {
  private static final double MOST_OF_IT = 0.8;
  private static final double LEAK = 0.1;
  private static final double TRUST = 0.9;

  private final EmbeddingsParameters parameters;
  private final EmbeddingsResult.Points points;
  private final Pca pca;
  private final Quality quality;
  private final List<Finding> findings = new ArrayList<>();

  EmbeddingsFindings(
      EmbeddingsParameters parameters, EmbeddingsResult.Points points, Pca pca, Quality quality) {
    this.parameters = parameters;
    this.points = points;
    this.pca = pca;
    this.quality = quality;
  }

  List<Finding> all() {
    variance();
    for (Quality.OfLabel label : quality.labels()) {
      if (label.space().equals("embedding")) {
        label(label);
      }
    }
    trust();
    leftOut();
    sampled();
    return List.copyOf(findings);
  }

  private void variance() {
    double sum = 0;
    int count = 0;
    while (count < pca.shares().length && sum < MOST_OF_IT) {
      sum += pca.shares()[count++];
    }
    if (sum >= MOST_OF_IT && points.units() > 2 * count) {
      findings.add(
          new Finding(
              "variance",
              String.format(
                  Locale.ROOT,
                  "%d of %d directions %s %.1f %% of the variance (%s).",
                  count,
                  points.units(),
                  count == 1 ? "carries" : "carry",
                  100 * sum,
                  points.describe()),
              List.of((double) count, (double) points.units(), sum),
              "said when at most 10 components, less than half of the units, carry 80 % of the variance",
              "explained_variance"));
    }
  }

  private void label(Quality.OfLabel label) {
    if (label.classes() < 2) {
      findings.add(
          Finding.caution(
              "one_class/" + label.label(),
              String.format(
                  "All %d windows have the same %s: there is nothing to tell apart.",
                  label.windows(), label.label()),
              List.of((double) label.classes()),
              "said when a label has one class in these windows",
              "quality"));
      return;
    }
    if (Double.isNaN(label.grouped())) {
      return;
    }
    Interval interval = label.groupedInterval();
    String noun = points.resampling().noun();
    if (label.plain() - label.grouped() >= LEAK) {
      findings.add(
          Finding.caution(
              "leak/" + label.label(),
              String.format(
                  Locale.ROOT,
                  "Neighbours share the %s in %.1f %% of windows, but only in %.1f %%%s among windows of other %ss: much of it is windows of one %s lying together.",
                  label.label(),
                  100 * label.plain(),
                  100 * label.grouped(),
                  Numbers.percents(interval),
                  noun,
                  noun),
              List.of(label.plain(), label.grouped()),
              "said when the 5-nearest-neighbour accuracy of a label falls by 10 points or more with whole clusters held out",
              "quality"));
    }
    if (interval != null && interval.low() > label.majority()) {
      findings.add(
          new Finding(
              "carries/" + label.label(),
              String.format(
                  Locale.ROOT,
                  "The embedding tells the %s of %ss it has not seen: right for %.1f %% of windows%s, where the most frequent class is %.1f %%.",
                  label.label(),
                  noun,
                  100 * label.grouped(),
                  Numbers.percents(interval),
                  100 * label.majority()),
              List.of(label.grouped(), interval.low(), interval.high(), label.majority()),
              "said when the 95 % interval of the 5-nearest-neighbour accuracy with whole clusters held out lies above the share of the most frequent class",
              "quality"));
    } else if (interval != null) {
      findings.add(
          new Finding(
              "does_not_carry/" + label.label(),
              String.format(
                  Locale.ROOT,
                  "Among windows of other %ss the 5 nearest tell the %s for %.1f %% of windows%s, not surely more than the most frequent class, %.1f %%.",
                  noun,
                  label.label(),
                  100 * label.grouped(),
                  Numbers.percents(interval),
                  100 * label.majority()),
              List.of(label.grouped(), interval.low(), interval.high(), label.majority()),
              "said when the 95 % interval of the 5-nearest-neighbour accuracy with whole clusters held out begins at or below the share of the most frequent class",
              "quality"));
    }
  }

  private void trust() {
    if (quality.trustworthiness() < TRUST) {
      findings.add(
          Finding.caution(
              "trust",
              String.format(
                  Locale.ROOT,
                  "The %s picture is to be read with care: trustworthiness %.3f, so neighbours in it are often none in the embedding.",
                  parameters.projection().title(),
                  quality.trustworthiness()),
              List.of(quality.trustworthiness()),
              "said when the trustworthiness with 12 neighbours is below 0.9",
              "projection"));
    }
  }

  private void leftOut() {
    int missing = points.windows() - points.finite();
    if (missing > 0) {
      findings.add(
          Finding.caution(
              "not_finite",
              String.format(
                  "%d of %d windows have NaN or infinity in the representation and are left out.",
                  missing, points.windows()),
              List.of((double) missing),
              "said when a row is not finite",
              "projection"));
    }
  }

  private void sampled() {
    if (points.places().length < points.finite()) {
      findings.add(
          Finding.caution(
              "sample",
              String.format(
                  "Shown is a sample of %d of %d windows.",
                  points.places().length, points.finite()),
              List.of((double) points.places().length, (double) points.finite()),
              "said when there are more than 5000 windows",
              "projection"));
    }
  }
}
