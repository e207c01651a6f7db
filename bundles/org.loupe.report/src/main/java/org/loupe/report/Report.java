package org.loupe.report;

import java.util.List;
import org.loupe.analysis.Info;
import org.loupe.project.StoredResult;

/**
 * What stands in a report.
 *
 * @param title such as the project's name
 * @param of what the results are of: the dataset, its windows
 * @param chapters one per checkpoint, then that of their comparison
 * @param recipe the text of a recipe that computes all of it again; empty where there is none
 */
public record Report(String title, String of, List<Chapter> chapters, String recipe) {
  /** Copies the list. */
  public Report {
    chapters = List.copyOf(chapters);
  }

  /**
   * A checkpoint, or several that are compared.
   *
   * @param checkpoint its name, or the heading of the comparison
   * @param sections its results, in reading order
   * @param missing sentences about methods that have no result, and why
   */
  public record Chapter(String checkpoint, List<Section> sections, List<String> missing) {
    /** Copies the lists. */
    public Chapter {
      sections = List.copyOf(sections);
      missing = List.copyOf(missing);
    }
  }

  /**
   * A result.
   *
   * @param method who computed it
   * @param variant in what it differs from other results of the method in its chapter; empty where
   *     there is no other
   * @param result what it says; its figures are read when the report is written
   * @param command the command line that computes it again
   */
  public record Section(Info method, String variant, StoredResult result, String command) {}
}
