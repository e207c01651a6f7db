package org.loupe.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.Progress;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Holds a baseline against other checkpoints, each of which is opened, looked at and released
 * before the next. One that cannot be opened, or does not fit the data, leaves the others as they
 * are: it is left out, and a finding says why.
 *
 * @param <T> what is kept of each
 */
public final class ComparedSubjects<T> {
  private final List<Subject> others = new ArrayList<>();
  private final List<T> kept = new ArrayList<>();
  private final List<Finding> missing = new ArrayList<>();

  private ComparedSubjects() {}

  /**
   * What is done with a checkpoint.
   *
   * @param <T> what is kept of it
   */
  @ConsumerType
  @FunctionalInterface
  public interface Visit<T> {
    /** Looks at one; afterwards it is released. */
    T of(Subject subject, Progress progress) throws LoupeException;
  }

  /**
   * Visits all checkpoints but the baseline, which is {@code subjects.get(0)}.
   *
   * @param subjects the baseline first
   * @param visit of each of the others
   * @param progress told in windows of all checkpoints; the baseline counts as one that is done
   * @throws BadInputException if there are no others
   * @throws LoupeException if none of them could be looked at: the first one's reason
   */
  public static <T> ComparedSubjects<T> visit(
      List<Subject> subjects, Visit<T> visit, Progress progress) throws LoupeException {
    requireSeveral(subjects);
    ComparedSubjects<T> compared = new ComparedSubjects<>();
    LoupeException first = null;
    for (int i = 1; i < subjects.size(); i++) {
      Subject subject = subjects.get(i);
      try {
        T what = visit.of(subject, progressOf(i, subjects, progress));
        compared.others.add(subject);
        compared.kept.add(what);
      } catch (BadInputException | ModelException e) {
        first = first == null ? e : first;
        compared.missing.add(leftOut(subject.checkpoint().name(), e));
      } finally {
        subject.release();
      }
    }
    if (first != null && compared.others.isEmpty()) {
      throw first;
    }
    return compared;
  }

  /**
   * Refuses to compare what is alone.
   *
   * @throws BadInputException if there are fewer than two subjects, or no windows
   */
  public static void requireSeveral(List<Subject> subjects) throws BadInputException {
    requireTwo(subjects.stream().map(subject -> subject.checkpoint().name()).toList());
    if (subjects.get(0).windows().size() == 0) {
      throw new BadInputException("There are no windows to analyse; choose at least one.");
    }
  }

  /**
   * The same of checkpoints by their names.
   *
   * @throws BadInputException if there are fewer than two
   */
  public static void requireTwo(List<String> checkpoints) throws BadInputException {
    if (checkpoints.size() < 2) {
      throw new BadInputException(
          "A comparison needs two checkpoints or more, but "
              + (checkpoints.isEmpty() ? "none is" : "only '" + checkpoints.get(0) + "' is")
              + " given; name another.");
    }
  }

  /** The progress of one of the checkpoints as a part of that of all, counted in windows. */
  public static Progress progressOf(int place, List<Subject> subjects, Progress progress) {
    return new PartProgress(progress, place, subjects.size());
  }

  /** Says that a checkpoint is left out, and why. */
  static Finding leftOut(String name, LoupeException reason) {
    return Finding.caution(
        "left_out." + name,
        "'" + name + "' is left out of the comparison: " + reason.getMessage(),
        List.of(),
        "said of every checkpoint that cannot be opened, does not fit the data or cannot be held"
            + " against the baseline",
        null);
  }

  /** The checkpoints that were looked at, without the baseline. */
  public List<Checkpoint> others() {
    return others.stream().map(Subject::checkpoint).toList();
  }

  /** What was kept of each of {@link #others()}. */
  public List<T> kept() {
    return List.copyOf(kept);
  }

  /** Says of every checkpoint that was left out why, and which see other inputs. */
  public List<Finding> cautions(Checkpoint baseline) {
    List<Finding> cautions = new ArrayList<>(missing);
    others().forEach(other -> OtherInputs.caution(baseline, other).ifPresent(cautions::add));
    return List.copyOf(cautions);
  }

  /**
   * That of the result of all checkpoints that were looked at.
   *
   * @param baseline that of the baseline alone
   * @param microBatch the largest number of windows of a checkpoint that were evaluated at once
   * @param started {@link System#nanoTime()} when the comparison began
   */
  public Provenance provenance(Provenance baseline, ToIntFunction<T> microBatch, long started) {
    return baseline.comparedWith(
        others(), kept.stream().mapToInt(microBatch).max().orElse(0), started);
  }

  /** Says of every checkpoint that was left out why. */
  public List<Finding> missing() {
    return List.copyOf(missing);
  }
}
