package org.loupe.project;

import java.nio.file.Path;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A project as its {@code loupe.json} says. Checkpoints and datasets are opened on demand, so that
 * a damaged one does not keep the others from opening.
 */
@ProviderType
public interface Project {

  /** The project's folder, absolute. */
  Path folder();

  /** Shown to people. */
  String name();

  /**
   * Names of the checkpoints, in the file's order. What its file says of one may be wrong; opening
   * that one says so, and the others are not concerned.
   */
  List<String> checkpoints();

  /** Names of the datasets, likewise; the first is the default. */
  List<String> datasets();

  /** Named choices of windows. */
  List<Slice> slices();

  /** What is wrong with the project's file apart from its checkpoints and datasets. */
  default List<Problem> problems() {
    return List.of();
  }

  /**
   * Chooses windows.
   *
   * @param expression as in {@link WindowExpression}; its slices are the project's
   * @param dataset one of the project's
   * @param seed of random choices
   * @throws BadInputException if the expression is none, names windows that are not there, or a
   *     slice that cannot be used
   */
  default Windows windows(String expression, Dataset dataset, long seed) throws BadInputException {
    String text = expression.strip();
    for (Problem problem : problems()) {
      if (text.startsWith("slice:") && problem.what().equals(Problem.slice(text.substring(6)))) {
        throw new BadInputException(problem.sentence());
      }
    }
    return WindowExpression.choose(expression, dataset, slices(), seed);
  }

  /**
   * Opens a checkpoint.
   *
   * @throws BadInputException if there is none of that name or its files are wrong
   */
  Checkpoint checkpoint(String name) throws BadInputException;

  /**
   * Opens a dataset; the same one every time.
   *
   * @throws BadInputException if there is none of that name or its file is wrong
   * @throws java.util.concurrent.CancellationException if the progress was cancelled
   */
  Dataset dataset(String name, Progress progress) throws BadInputException;

  /**
   * Opens a dataset without saying how far it is.
   *
   * @throws BadInputException if there is none of that name or its file is wrong
   */
  default Dataset dataset(String name) throws BadInputException {
    return dataset(name, Progress.none());
  }

  /**
   * A named choice of windows.
   *
   * @param name shown to people
   * @param dataset the dataset's name
   * @param windows as in {@link WindowExpression}
   */
  record Slice(String name, String dataset, String windows) {}

  /**
   * Something that cannot be used.
   *
   * @param what it is: {@code slice 'errors'}, or a key of the file
   * @param sentence what is wrong, with the place
   */
  record Problem(String what, String sentence) {
    /** What a slice of a name is called. */
    public static String slice(String name) {
      return "slice '" + name + "'";
    }
  }
}
