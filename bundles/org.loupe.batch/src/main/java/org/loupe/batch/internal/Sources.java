package org.loupe.batch.internal;

import java.util.function.BooleanSupplier;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.loupe.project.Projects;

/** Where checkpoints and windows come from. */
interface Sources {

  /** What is done about a checkpoint that is there, but not what it should be. */
  @FunctionalInterface
  interface Damage {
    /**
     * Leaves it out.
     *
     * @param name of the checkpoint
     * @param place among those that were asked for, from 0
     * @throws BadInputException if it cannot be done without
     */
    void found(String name, int place, BadInputException why) throws BadInputException;
  }

  /**
   * Opens them, without loading a model, and without those that are damaged; there may be none
   * left.
   *
   * @throws BadInputException if one is missing, or cannot be done without
   */
  Work work(Projects projects, String windows, long seed, Damage damage, Progress progress)
      throws BadInputException;

  /**
   * Opens them, and says how far that is and what there is to know of the data.
   *
   * @throws BadInputException as {@link #work} has it
   */
  default Work open(
      Projects projects,
      String windows,
      long seed,
      Damage damage,
      Console console,
      BooleanSupplier cancelled)
      throws BadInputException {
    Work work;
    try (ProgressLine progress = new ProgressLine(console, "", 0, cancelled)) {
      work = work(projects, windows, seed, damage, progress);
      work.windows().dataset().identify(progress);
    }
    console.warn(work.problems());
    work.windows().dataset().remarks().forEach(console.err()::println);
    return work;
  }
}
