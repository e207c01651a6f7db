package org.loupe.method.attention.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Interval;
import org.loupe.analysis.KeptWindows;
import org.loupe.analysis.Resampling;

/** What is worth saying about attention heads, each by a stated rule. */
final class AttentionFindings {
  private static final double CLEAR = 0.9;

  private final List<HeadSummary> heads;
  private final String windows;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param windows '586 windows, 15 recordings'
   */
  AttentionFindings(List<HeadSummary> heads, String windows) {
    this.heads = heads;
    this.windows = windows;
  }

  /**
   * The findings whose rules hold.
   *
   * @param resampling what the windows belong to
   * @param leftOut number of windows whose weights are not finite
   * @param kept the windows whose weights were kept
   * @param remarks on what is not shown
   */
  List<Finding> all(Resampling resampling, int leftOut, KeptWindows kept, List<String> remarks) {
    for (Pattern pattern : List.of(Pattern.LOCAL, Pattern.SPARSE, Pattern.CAUSAL, Pattern.GLOBAL)) {
      pattern(pattern);
    }
    leftOut(leftOut, kept.windows());
    kept.finding("attention weights", "weights").ifPresent(findings::add);
    if (!remarks.isEmpty()) {
      findings.add(
          Finding.caution(
              "not_shown",
              String.join(" ", remarks),
              List.of((double) remarks.size()),
              "said when an attention is left out, or shown in part",
              "attention_heads"));
    }
    resampling.caution("head_metrics").ifPresent(findings::add);
    return findings;
  }

  private void pattern(Pattern pattern) {
    List<HeadSummary> clear =
        heads.stream()
            .filter(head -> head.pattern() == pattern && head.agreement() >= CLEAR)
            .sorted(Comparator.comparingDouble(head -> -head.score()))
            .toList();
    if (clear.isEmpty()) {
      return;
    }
    HeadSummary first = clear.get(0);
    findings.add(
        new Finding(
            pattern.word(),
            String.format(
                Locale.ROOT,
                "%s: %d of %d attention heads, most clearly %s with %s (%s).",
                pattern.title(),
                clear.size(),
                heads.size(),
                first.words(),
                measure(first),
                windows),
            List.of((double) clear.size(), (double) heads.size(), first.score()),
            "said of attention heads that bear the label over all windows and in at least 90 % of them alone; "
                + Pattern.RULE,
            "head_metrics"));
  }

  private static String measure(HeadSummary head) {
    String what =
        switch (head.pattern()) {
          case LOCAL ->
              String.format(
                  Locale.ROOT,
                  "%.1f %% of its weight at most %d step%s from the query",
                  100 * head.score(),
                  HeadMetric.band(head.module().queries()),
                  HeadMetric.band(head.module().queries()) == 1 ? "" : "s");
          case CAUSAL ->
              String.format(
                  Locale.ROOT, "%.1f %% of its weight not after the query", 100 * head.score());
          case SPARSE -> String.format(Locale.ROOT, "a sparsity of %.3f", head.score());
          case GLOBAL ->
              String.format(
                  Locale.ROOT, "an entropy of %.3f of that of an even look", head.score());
          case MIXED -> "no pattern";
        };
    return what + interval(head);
  }

  private static String interval(HeadSummary head) {
    @Nullable Interval interval = head.scoreInterval();
    if (interval == null) {
      return "";
    }
    boolean percent = head.pattern() == Pattern.LOCAL || head.pattern() == Pattern.CAUSAL;
    return percent
        ? String.format(
            Locale.ROOT,
            ", 95 %% interval %.1f to %.1f %%",
            100 * interval.low(),
            100 * interval.high())
        : String.format(
            Locale.ROOT, ", 95 %% interval %.3f to %.3f", interval.low(), interval.high());
  }

  private void leftOut(int leftOut, int all) {
    if (leftOut > 0) {
      findings.add(
          Finding.caution(
              "left_out",
              leftOut
                  + " of "
                  + all
                  + " windows "
                  + (leftOut == 1 ? "is" : "are")
                  + " left out of all means: their attention weights hold NaN or infinity.",
              List.of((double) leftOut, (double) all),
              "said when a weight of a window is not finite",
              "weights"));
    }
  }
}
