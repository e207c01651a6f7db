package org.loupe.method.summary.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loupe.analysis.Digest;
import org.loupe.analysis.Finding;
import org.loupe.method.summary.internal.Agreement.Source;
import org.loupe.method.summary.internal.Agreement.Verdict;

/** Findings of all methods in reading order, each marked by what other methods say of it. */
final class Collected {
  private final List<Source> sources;
  private final List<Agreement> agreements;

  /** Collects from results. */
  Collected(List<? extends Digest> digests) {
    sources =
        digests.stream()
            .flatMap(
                digest ->
                    digest.findings().stream()
                        .map(finding -> new Source(digest.provenance().analyzer(), finding)))
            .distinct()
            .sorted(Comparator.comparingInt(source -> place(source.finding().kind())))
            .toList();
    agreements = Agreement.among(sources);
  }

  /** Something to do comes first, what limits the rest comes last. */
  private static int place(Finding.Kind kind) {
    return switch (kind) {
      case RECOMMENDATION -> 0;
      case OBSERVATION -> 1;
      case CAUTION -> 2;
    };
  }

  List<Source> sources() {
    return sources;
  }

  List<Agreement> agreements() {
    return agreements;
  }

  /** 'confirmed by sensors, contradicted by ablation', or empty. */
  String mark(Source source) {
    return Stream.of(Verdict.CONFIRMED, Verdict.CONTRADICTED)
        .map(verdict -> mark(source, verdict))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private String mark(Source source, Verdict verdict) {
    String others =
        agreements.stream()
            .filter(each -> each.verdict() == verdict && each.concerns(source))
            .map(each -> each.other(source))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" and "));
    return others.isEmpty() ? "" : verdict.name().toLowerCase(Locale.ROOT) + " by " + others;
  }

  /** The findings under their methods' names, and what the methods say of each other. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Source source : sources) {
      Finding finding = source.finding();
      String mark = mark(source);
      findings.add(
          new Finding(
              source.method() + "." + finding.id(),
              finding.kind(),
              source.method()
                  + ": "
                  + finding.sentence()
                  + (mark.isEmpty() ? "" : " (" + mark + ")"),
              finding.numbers(),
              finding.rule(),
              finding.figure() == null ? null : source.method() + "/" + finding.figure(),
              null));
    }
    for (int i = 0; i < agreements.size(); i++) {
      Agreement agreement = agreements.get(i);
      if (agreement.verdict() != Verdict.UNDECIDED) {
        findings.add(
            new Finding(
                agreement.verdict().name().toLowerCase(Locale.ROOT) + "_" + (i + 1),
                agreement.verdict() == Verdict.CONFIRMED
                    ? Finding.Kind.OBSERVATION
                    : Finding.Kind.CAUTION,
                agreement.sentence(),
                List.of((double) agreement.shared(), agreement.chance(), agreement.p()),
                Agreement.RULE,
                SummaryView.AGREEMENT,
                null));
      }
    }
    return findings;
  }
}
