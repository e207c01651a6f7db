package org.loupe.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.loupe.analysis.PairedDifferences.Item;

/** What is worth saying of the differences between two checkpoints. */
final class DifferenceFindings {
  private static final int MOST_SENTENCES = 3;
  private static final String RULE =
      "more than noise: p < "
          + PairedDifferences.LEVEL
          + " of a sign-flip test, Benjamini–Hochberg over the items; the three greatest are said";

  private final Differences differences;
  private final List<Finding> findings = new ArrayList<>();

  private DifferenceFindings(Differences differences) {
    this.differences = differences;
  }

  static List<Finding> of(Differences differences) {
    DifferenceFindings all = new DifferenceFindings(differences);
    for (PairedDifferences sample : differences.samples()) {
      all.sample(sample);
    }
    differences.maps().forEach(all::map);
    return List.copyOf(all.findings);
  }

  private void sample(PairedDifferences sample) {
    long tested = sample.items().stream().filter(item -> !Double.isNaN(item.p())).count();
    if (tested == 0) {
      if (sample.items().stream().anyMatch(item -> !Double.isNaN(item.difference()))) {
        tooFew(sample);
      }
      return;
    }
    List<Item> real = sample.real();
    if (real.isEmpty()) {
      none(sample, tested);
    }
    for (Item item : real.subList(0, Math.min(MOST_SENTENCES, real.size()))) {
      findings.add(
          new Finding(
              id(sample) + "." + item.name(),
              sentence(sample, item),
              List.of(item.difference(), item.adjusted()),
              RULE,
              DifferenceFigures.chart(sample)));
    }
    if (real.size() > MOST_SENTENCES) {
      findings.add(
          new Finding(
              id(sample),
              String.format(
                  "%s: %d of %d differ between %s and %s by more than noise.",
                  sample.label(), real.size(), tested, differences.baseline(), differences.other()),
              List.of((double) real.size(), (double) tested),
              RULE,
              DifferenceFigures.chart(sample)));
    }
    coarse(sample, tested);
  }

  private String id(PairedDifferences sample) {
    return "difference." + sample.name() + "." + differences.other();
  }

  private String sentence(PairedDifferences sample, Item item) {
    String what = DifferenceWords.item(sample, item);
    boolean more = item.difference() > 0;
    boolean matters = sample.kind() == Sample.Kind.IMPORTANCE;
    String verb =
        matters
            ? String.format("%s matters %s", capital(what), more ? "more" : "less")
            : String.format(
                "%s%s is %s",
                sample.label(),
                sample.items().size() == 1 && item.name().isEmpty() ? "" : " of " + what,
                more ? "higher" : "lower");
    return String.format(
        "%s in %s than in %s%s: %s %s, adjusted p %s, %d %s.",
        verb,
        differences.other(),
        differences.baseline(),
        matters ? " (" + lower(sample.label()) + ")" : "",
        DifferenceWords.signed(item.difference()),
        DifferenceWords.interval(item),
        DifferenceWords.p(item.adjusted()),
        item.units(),
        item.noun());
  }

  private void none(PairedDifferences sample, long tested) {
    findings.add(
        new Finding(
            id(sample),
            String.format(
                "%s: within noise between %s and %s%s, of %s.",
                sample.label(),
                differences.baseline(),
                differences.other(),
                tested == 1 ? "" : " in all " + tested,
                sample.resampling().describe()),
            List.of((double) tested),
            "said where no adjusted p-value is below " + PairedDifferences.LEVEL,
            DifferenceFigures.chart(sample)));
  }

  private void tooFew(PairedDifferences sample) {
    findings.add(
        Finding.caution(
            id(sample),
            String.format(
                "%s: whether %s differs from %s cannot be tested on %s; %d are needed.",
                sample.items().size() == 1
                    ? sample.label()
                    : sample.label() + " by " + DifferenceWords.noun(sample.dimension()),
                differences.other(),
                differences.baseline(),
                sample.resampling().describe(),
                SignFlips.LEAST_CLUSTERS),
            List.of((double) sample.resampling().units()),
            "said below " + SignFlips.LEAST_CLUSTERS + " " + sample.resampling().nouns(),
            DifferenceFigures.chart(sample)));
  }

  /** With few units even the smallest p-value does not survive the correction by itself. */
  private void coarse(PairedDifferences sample, long tested) {
    double least = SignFlips.least(sample.resampling().units());
    if (least * tested >= PairedDifferences.LEVEL && sample.real().isEmpty()) {
      findings.add(
          Finding.caution(
              id(sample) + ".coarse",
              String.format(
                  "%s: the test is coarse; on %s no p-value is below %s, and corrected over %d one"
                      + " difference alone can never be more than noise. The intervals say more.",
                  sample.label(),
                  sample.resampling().describe(),
                  Numbers.significant(least),
                  tested),
              List.of(least, (double) tested),
              "said when the least p-value, times the number of items, is not below "
                  + PairedDifferences.LEVEL,
              DifferenceFigures.chart(sample)));
    }
  }

  private void map(MapAgreement map) {
    double cosine = MapAgreement.median(map.cosine());
    double spearman = MapAgreement.median(map.spearman());
    findings.add(
        new Finding(
            "map_agreement." + map.name() + "." + differences.other(),
            String.format(
                "Maps (%s) of %s and %s agree with a median cosine of %s and Spearman's ρ of %s over"
                    + " %s.",
                map.name(),
                differences.baseline(),
                differences.other(),
                Numbers.fixed(cosine, 2),
                Numbers.fixed(spearman, 2),
                DifferenceWords.windows(map.cosine().length)),
            List.of(cosine, spearman),
            "said of all maps per window",
            DifferenceFigures.map(map)));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String lower(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
