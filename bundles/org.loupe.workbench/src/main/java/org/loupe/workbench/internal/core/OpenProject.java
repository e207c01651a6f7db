package org.loupe.workbench.internal.core;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Checkpoint;
import org.loupe.project.Project;

/**
 * A project and its checkpoints.
 *
 * @param project what was opened
 * @param checkpoints in the file's order
 * @param readOnly why nothing of the project may be changed and nothing written into its folder,
 *     for people; empty if all may
 */
public record OpenProject(Project project, List<Entry> checkpoints, Optional<String> readOnly) {
  private static final int MOST_TOLD = 3;

  /** Copies the list. */
  public OpenProject {
    checkpoints = List.copyOf(checkpoints);
  }

  /** Its name, and whether it may only be read. */
  public String title() {
    return project.name() + (readOnly.isPresent() ? " (read-only)" : "");
  }

  /** What people are told who want to change it; empty if they may. */
  public Optional<String> refusal() {
    return readOnly.map(why -> "The project is open for reading only. " + why);
  }

  /** The checkpoints that can be used. */
  public List<Checkpoint> usable() {
    return checkpoints.stream().map(Entry::usable).flatMap(Optional::stream).toList();
  }

  /** What is wrong with its checkpoints, in a few sentences; empty where one can be used. */
  public Optional<String> obstacle() {
    if (!usable().isEmpty()) {
      return Optional.empty();
    }
    Stream<String> wrong =
        checkpoints.isEmpty()
            ? project.problems().stream().map(Project.Problem::sentence)
            : checkpoints.stream().map(Entry::problem);
    String told = wrong.distinct().limit(MOST_TOLD).collect(Collectors.joining(" "));
    return Optional.of(told.isEmpty() ? "It names none; add one to its loupe.json." : told);
  }

  /**
   * A checkpoint of the project.
   *
   * @param name in the project
   * @param checkpoint null if its files are wrong
   * @param problem the sentence that says what is wrong; empty if nothing is
   */
  public record Entry(String name, @Nullable Checkpoint checkpoint, String problem) {
    /** The checkpoint, unless its files are wrong. */
    public Optional<Checkpoint> usable() {
      return Optional.ofNullable(checkpoint);
    }
  }
}
