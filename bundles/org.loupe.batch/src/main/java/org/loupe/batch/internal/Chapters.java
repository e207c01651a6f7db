package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.project.Reproduction;
import org.loupe.project.Results;
import org.loupe.project.StoredResult;
import org.loupe.report.Report;

/**
 * Makes a report's chapters of what became of units: one per checkpoint, one per comparison of the
 * same checkpoints.
 *
 * @param project the project's folder
 * @param results reads results that are compared
 */
record Chapters(Path project, Results results) {
  /**
   * The chapters, in the order in which their subjects come first.
   *
   * @param outcomes units with their results, or with the reason why there is none
   */
  List<Report.Chapter> of(List<Outcome> outcomes) {
    Map<String, List<Outcome>> subjects = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      subjects.computeIfAbsent(outcome.unit().subject(), name -> new ArrayList<>()).add(outcome);
    }
    ComparedResults compared = new ComparedResults(results, outcomes);
    List<Report.Chapter> chapters = new ArrayList<>();
    subjects
        .values()
        .forEach(own -> chapters.add(chapter(heading(own.get(0).unit()), own, compared)));
    return chapters;
  }

  private static String heading(Unit unit) {
    List<String> names = unit.checkpoints().stream().map(Checkpoint::name).toList();
    return names.size() == 1
        ? names.get(0)
        : "Compared with "
            + names.get(0)
            + ": "
            + String.join(", ", names.subList(1, names.size()));
  }

  private Report.Chapter chapter(String heading, List<Outcome> outcomes, ComparedResults compared) {
    Map<String, List<Outcome>> methods = new LinkedHashMap<>();
    Map<String, List<String>> missing = new LinkedHashMap<>();
    // What is made of all results stands first.
    for (Outcome each :
        outcomes.stream().sorted(Comparator.comparing(o -> !o.unit().needsResults())).toList()) {
      String id = each.unit().method().info().id();
      LoupeException failure = each.failure();
      if (each.result() != null) {
        methods.computeIfAbsent(id, key -> new ArrayList<>()).add(each);
      } else if (failure != null) {
        missing
            .computeIfAbsent(String.valueOf(failure.getMessage()), why -> new ArrayList<>())
            .add(each.unit().method().info().name());
      }
    }
    List<Report.Section> sections = new ArrayList<>();
    methods.values().forEach(own -> sections.addAll(sections(own, compared)));
    return new Report.Chapter(heading, sections, sentences(missing));
  }

  /** Methods that lack a result for the same reason stand together. */
  private static List<String> sentences(Map<String, List<String>> missing) {
    return missing.entrySet().stream()
        .map(each -> String.join(", ", each.getValue()) + ": " + each.getKey())
        .toList();
  }

  /** Of outcomes of one method that have results. */
  private List<Report.Section> sections(List<Outcome> outcomes, ComparedResults compared) {
    List<StoredResult> stored =
        outcomes.stream().flatMap(each -> Stream.ofNullable(each.result())).toList();
    List<String> variants = Variants.of(stored.stream().map(StoredResult::provenance).toList());
    List<Report.Section> sections = new ArrayList<>();
    for (int i = 0; i < stored.size(); i++) {
      StoredResult result = stored.get(i);
      Reproduction again = new Reproduction(project, List.of(result.provenance()));
      sections.add(
          new Report.Section(
              outcomes.get(i).unit().method().info(),
              variants.get(i),
              result,
              again.commandLine(result),
              compared.of(outcomes.get(i))));
    }
    return sections;
  }
}
