package org.loupe.workbench.internal.explorer;

import org.loupe.analysis.InstalledMethod;
import org.loupe.project.ListedResult;
import org.loupe.project.Project;
import org.loupe.project.Results;
import org.loupe.workbench.internal.core.OpenProject;

/** What a line of the tree stands for. */
sealed interface Node {

  /** The headings. */
  enum Group implements Node {
    CHECKPOINTS("Checkpoints"),
    DATA("Data"),
    SLICES("Slices"),
    METHODS("Methods"),
    RESULTS("Results"),
    PROBLEMS("Problems");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** Shown to people. */
    String title() {
      return title;
    }
  }

  /**
   * A checkpoint of the project.
   *
   * @param entry the checkpoint, or why it cannot be used
   */
  record OfCheckpoint(OpenProject.Entry entry) implements Node {}

  /**
   * A dataset of the project.
   *
   * @param name in the project
   */
  record OfDataset(String name) implements Node {}

  /**
   * A named choice of windows.
   *
   * @param slice as the project says
   */
  record OfSlice(Project.Slice slice) implements Node {}

  /**
   * An installed method.
   *
   * @param method the services
   */
  record OfMethod(InstalledMethod<?, ?> method) implements Node {}

  /**
   * A result in the project's folder.
   *
   * @param listed what it is and how it stands
   */
  record OfResult(ListedResult listed) implements Node {}

  /**
   * A result in the project's folder that cannot be read.
   *
   * @param name its folder below that of the results
   * @param damaged where it lies, and what is wrong
   */
  record OfDamaged(String name, Results.Damaged damaged) implements Node {}

  /**
   * Something in the project's file that cannot be used.
   *
   * @param problem what is wrong
   */
  record OfProblem(Project.Problem problem) implements Node {}
}
