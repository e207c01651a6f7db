package org.loupe.method.summary.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.loupe.analysis.Digest;
import org.loupe.analysis.Finding;
import org.loupe.method.summary.internal.Agreement.Source;
import org.loupe.method.summary.internal.Agreement.Verdict;

/**
 * Findings of all methods in reading order, each marked by what other methods say of it. What
 * several methods say alike is said once, by the one that looked at most windows.
 *
 * @param sources the findings
 * @param alike which other methods say the same of a finding
 * @param agreements how claims of different methods go together
 */
record Collected(List<Source> sources, Map<Source, Set<String>> alike, List<Agreement> agreements) {
  /** Copies the lists. */
  Collected {
    sources = List.copyOf(sources);
    agreements = List.copyOf(agreements);
  }

  /** Collects from results. */
  static Collected of(List<? extends Digest> digests) {
    Map<String, List<Source>> statements = new LinkedHashMap<>();
    digests.stream()
        .sorted(Comparator.comparingInt(digest -> -digest.provenance().windows().length))
        .flatMap(Collected::sources)
        .forEach(
            source ->
                statements
                    .computeIfAbsent(statement(source), key -> new ArrayList<>())
                    .add(source));
    Set<Source> said =
        statements.values().stream().map(each -> each.get(0)).collect(Collectors.toSet());
    List<Source> all =
        digests.stream()
            .flatMap(Collected::sources)
            .distinct()
            .sorted(Comparator.comparingInt(source -> place(source.finding().kind())))
            .toList();
    return new Collected(
        all.stream().filter(said::contains).toList(),
        statements.values().stream()
            .collect(Collectors.toMap(each -> each.get(0), Collected::others)),
        Agreement.among(all));
  }

  private static Stream<Source> sources(Digest digest) {
    return digest.findings().stream()
        .map(finding -> new Source(digest.provenance().analyzer(), finding));
  }

  /**
   * What tells statements apart: by {@link Finding#id} what methods are known to say alike, without
   * a claim, which may differ; all else by its words.
   */
  private static String statement(Source source) {
    Finding finding = source.finding();
    if (finding.claim() != null) {
      return source.method() + " " + finding.id() + " " + finding.sentence();
    }
    return finding.id().contains(".") ? finding.id() : finding.sentence();
  }

  private static Set<String> others(List<Source> alike) {
    Set<String> others = new TreeSet<>();
    alike.forEach(source -> others.add(source.method()));
    others.remove(alike.get(0).method());
    return others;
  }

  /** Something to do comes first, what limits the rest comes last. */
  private static int place(Finding.Kind kind) {
    return switch (kind) {
      case RECOMMENDATION -> 0;
      case OBSERVATION -> 1;
      case CAUTION -> 2;
    };
  }

  /** 'also said by heads, confirmed by sensors, contradicted by ablation', or empty. */
  String mark(Source source) {
    Set<String> also = alike.getOrDefault(source, Set.of());
    return Stream.concat(
            Stream.of(also.isEmpty() ? "" : "also said by " + String.join(" and ", also)),
            Stream.of(Verdict.CONFIRMED, Verdict.CONTRADICTED)
                .map(verdict -> mark(source, verdict)))
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
