package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.InstalledMethod;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.project.Reproduction;
import org.loupe.project.StoredResult;
import org.loupe.report.Report;

/**
 * Makes a report's chapters of what became of units: one per checkpoint, one per comparison of the
 * same checkpoints.
 *
 * @param project the project's folder
 */
record Chapters(Path project) {
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
    List<Report.Chapter> chapters = new ArrayList<>();
    subjects.values().forEach(own -> chapters.add(chapter(heading(own.get(0).unit()), own)));
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

  private Report.Chapter chapter(String heading, List<Outcome> outcomes) {
    Map<String, List<StoredResult>> methods = new LinkedHashMap<>();
    Map<String, InstalledMethod<?, ?>> installed = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    // What is made of all results stands first.
    for (Outcome each :
        outcomes.stream().sorted(Comparator.comparing(o -> !o.unit().needsResults())).toList()) {
      String id = each.unit().method().info().id();
      LoupeException failure = each.failure();
      if (each.result() != null) {
        installed.put(id, each.unit().method());
        methods.computeIfAbsent(id, key -> new ArrayList<>()).add(each.result());
      } else if (failure != null) {
        missing.add(each.unit().method().info().name() + ": " + failure.getMessage());
      }
    }
    List<Report.Section> sections = new ArrayList<>();
    methods.forEach((id, results) -> sections.addAll(sections(installed.get(id), results)));
    return new Report.Chapter(heading, sections, missing);
  }

  private List<Report.Section> sections(InstalledMethod<?, ?> method, List<StoredResult> results) {
    List<String> variants = Variants.of(results.stream().map(StoredResult::provenance).toList());
    List<Report.Section> sections = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      StoredResult result = results.get(i);
      Reproduction again = new Reproduction(project, List.of(result.provenance()));
      sections.add(
          new Report.Section(
              method.info(), variants.get(i), result, again.commandLine(result.provenance())));
    }
    return sections;
  }
}
