package org.loupe.method.overview.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.loupe.analysis.Caveat;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Resampling;

/** What is worth saying about scores, each by a stated rule. */
final class OverviewFindings {
  private static final String RELIANCE_RULE =
      "said when the 95 % interval of the paired difference between the windows as they are and those with the input zeroed, or shuffled across windows, reaches 0 or below";

  private final Resampling resampling;
  private final String windows;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Caveat> caveats = new ArrayList<>();

  /**
   * @param windows '586 windows, 15 recordings, teacher-forced'
   */
  OverviewFindings(Resampling resampling, String windows) {
    this.resampling = resampling;
    this.windows = windows;
  }

  /** The findings so far. */
  List<Finding> findings() {
    return findings;
  }

  /** The caveats so far. */
  List<Caveat> caveats() {
    return caveats;
  }

  /** What a prediction head's scores say. */
  void head(HeadScores head) {
    String name = head.head().name();
    if (!head.lack().isEmpty()) {
      findings.add(
          Finding.caution(
              "no_truth." + name,
              "There is no score of " + name + ": " + head.lack() + ".",
              List.of(),
              "said when a prediction head has no true values",
              "checks"));
    }
    if (head.notFinite() > 0) {
      findings.add(
          Finding.caution(
              "not_finite." + name,
              String.format(
                  "%s gives NaN or infinity at %d positions (%s); they are left out.",
                  name, head.notFinite(), windows),
              List.of((double) head.notFinite()),
              "said when an output that counts is not finite",
              "checks"));
    }
    if (head.isKnown() && head.intact().score().interval() != null) {
      noModel(head);
      head.measured().stream()
          .filter(m -> m.measure().isChanged())
          .map(Measured::input)
          .distinct()
          .forEach(input -> input(head, input));
    }
  }

  private void noModel(HeadScores head) {
    Stream.of(Measure.MAJORITY, Measure.PREVIOUS_TOKEN)
        .flatMap(measure -> head.find(measure, "").stream())
        .min(Comparator.comparingDouble(m -> m.gain().value()))
        .filter(m -> !m.isBeaten())
        .ifPresent(
            m ->
                findings.add(
                    new Finding(
                        "not_above_" + m.measure().key() + "." + head.head().name(),
                        String.format(
                            "%s is %s than %s: %s against %s, %s.",
                            head.head().name(),
                            compared(head, m),
                            m.measure() == Measure.MAJORITY
                                ? (head.isCategorical() ? "the most frequent class" : "the mean")
                                : "what the previous token alone tells",
                            number(head.intact().score().value()),
                            number(m.score().value()),
                            difference(m)),
                        numbers(head, m),
                        "said when the 95 % interval of the paired difference to the better of majority and previous token reaches 0 or below",
                        "difference")));
  }

  private void input(HeadScores head, String input) {
    List<Measured> known =
        Stream.of(Measure.ZEROED, Measure.SHUFFLED)
            .flatMap(measure -> head.find(measure, input).stream())
            .toList();
    Measured least =
        known.stream().min(Comparator.comparingDouble(m -> m.gain().low())).orElse(null);
    if (least == null) {
      return;
    }
    String name = head.head().name();
    String without =
        least.measure() == Measure.ZEROED ? "with it zeroed" : "with that of other windows";
    if (least.isBeaten()) {
      findings.add(
          new Finding(
              "reliance." + name + "." + input,
              String.format(
                  "Prediction head %s uses input %s: its %s is %s, and %s %s; %s.",
                  name,
                  input,
                  score(head),
                  number(head.intact().score().value()),
                  number(least.score().value()),
                  without,
                  difference(least)),
              numbers(head, least),
              "said when the 95 % intervals of both paired differences, to the input zeroed and to it shuffled across windows, lie above 0",
              "difference"));
      return;
    }
    String sentence =
        String.format(
            "%s is %s with %s than %s: %s against %s, %s.",
            name,
            compared(head, least),
            input,
            without,
            number(head.intact().score().value()),
            number(least.score().value()),
            difference(least));
    findings.add(
        new Finding(
            "no_reliance." + name + "." + input,
            sentence,
            numbers(head, least),
            RELIANCE_RULE,
            "difference"));
    caveats.add(
        new Caveat(
            name,
            input,
            sentence
                + " An attribution to "
                + input
                + " says where the model looks, not that this prediction needs it."));
  }

  /** Whether there are enough units for the intervals. */
  void units() {
    resampling.caution("accuracy").ifPresent(findings::add);
  }

  /** The model gives other outputs for the same windows. */
  void random(String remark) {
    findings.add(
        Finding.caution(
            "not_deterministic",
            remark,
            List.of(),
            "said when the same windows, run several times, gave outputs that are not the same to the last bit",
            "checks"));
  }

  /** Something about looking inside that people must know. */
  void remark(String remark) {
    findings.add(
        Finding.caution(
            "probes",
            remark,
            List.of(),
            "said when the check of the model with probes against the model as saved has a remark",
            "checks"));
  }

  private static List<Double> numbers(HeadScores head, Measured measured) {
    return List.of(
        head.intact().score().value(),
        measured.score().value(),
        measured.gain().value(),
        measured.gain().low(),
        measured.gain().high());
  }

  private static String score(HeadScores head) {
    return head.isCategorical() ? "accuracy" : "mean absolute error";
  }

  private static String compared(HeadScores head, Measured measured) {
    String adverb = measured.gain().value() > 0 ? "not certainly more " : "no more ";
    return adverb + (head.isCategorical() ? "accurate" : "exact");
  }

  private String difference(Measured measured) {
    return String.format(
        "the difference is %s (95 %% interval %s to %s; %s)",
        number(measured.gain().value()),
        number(measured.gain().low()),
        number(measured.gain().high()),
        windows);
  }

  static String number(double value) {
    String text =
        Math.abs(value) < 10
            ? String.format(Locale.ROOT, "%.3f", value)
            : String.format(Locale.ROOT, "%.4g", value);
    return text.replace("-0.000", "0.000").replace('-', '−');
  }
}
