package org.loupe.project.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.HeadScore;
import org.loupe.model.PredictionHead;

/**
 * What came of running a model on data.
 *
 * @param windows how many were evaluated
 * @param leftOut how many were not, since their inputs are unsound
 * @param heads one per prediction head of the card, in its order
 * @param problems what is wrong, most serious first
 */
public record CardReport(int windows, int leftOut, List<Head> heads, List<Problem> problems) {
  /** Copies the lists. */
  public CardReport {
    heads = List.copyOf(heads);
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong that keeps the model from being analysed. */
  public boolean isSound() {
    return problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
  }

  /** How serious a problem is. */
  public enum Severity {
    /** The card, the model and the data do not fit each other. */
    ERROR,
    /** Worth a look. */
    WARNING
  }

  /**
   * Something that is wrong.
   *
   * @param severity how serious
   * @param sentence what was found, and what to do
   */
  public record Problem(Severity severity, String sentence) {}

  /**
   * A prediction head.
   *
   * @param name of the head
   * @param kind what its numbers are
   * @param shape what the model gives, the window first, which is 0; empty if there is no such
   *     output
   * @param masked over the positions that count; null if the head was not scored
   * @param unmasked over all positions that have a true value; null if the head was not scored
   */
  public record Head(
      String name,
      PredictionHead.Kind kind,
      int[] shape,
      HeadScore.@Nullable Score masked,
      HeadScore.@Nullable Score unmasked) {}
}
