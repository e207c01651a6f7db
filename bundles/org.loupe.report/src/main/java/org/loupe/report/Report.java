package org.loupe.report;

import java.util.List;
import java.util.Optional;
import org.loupe.analysis.Info;
import org.loupe.model.BadInputException;
import org.loupe.plots.Figure;
import org.loupe.project.StoredResult;
import org.osgi.annotation.versioning.ConsumerType;

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
   * @param compared of differences the results that are held against each other; else {@link
   *     Compared#NONE}
   */
  public record Section(
      Info method, String variant, StoredResult result, String command, Compared compared) {
    /** A result of its own. */
    public Section(Info method, String variant, StoredResult result, String command) {
      this(method, variant, result, command, Compared.NONE);
    }
  }

  /**
   * Results of one method on several checkpoints, whose figures are shown together.
   *
   * @param sides one per checkpoint, the baseline first; none or two and more
   * @param figures gives their figures when the report is written
   */
  public record Compared(List<Side> sides, Figures figures) {
    /** Nothing. */
    public static final Compared NONE = new Compared(List.of(), side -> Optional.empty());

    /** Copies the list. */
    public Compared {
      sides = List.copyOf(sides);
    }
  }

  /**
   * One of several compared checkpoints.
   *
   * @param checkpoint its name
   * @param result its result
   */
  public record Side(String checkpoint, StoredResult result) {}

  /** Gives figures as they can be laid over each other, which drawn ones cannot. */
  @ConsumerType
  @FunctionalInterface
  public interface Figures {
    /**
     * The figures of a side, in order; may take seconds.
     *
     * @return empty where the result was kept in a way that only its drawn figures are there
     * @throws BadInputException if its files are damaged
     */
    Optional<List<Figure>> of(Side side) throws BadInputException;
  }
}
