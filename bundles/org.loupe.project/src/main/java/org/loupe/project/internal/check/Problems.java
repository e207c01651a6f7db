package org.loupe.project.internal.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.loupe.project.imports.CardReport.Problem;
import org.loupe.project.imports.CardReport.Severity;

/** The problems of a check, as they are found. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void error(String sentence) {
    found.add(new Problem(Severity.ERROR, sentence));
  }

  void warning(String sentence) {
    found.add(new Problem(Severity.WARNING, sentence));
  }

  /** Errors first. */
  List<Problem> all() {
    return found.stream().sorted(Comparator.comparing(Problem::severity)).toList();
  }
}
