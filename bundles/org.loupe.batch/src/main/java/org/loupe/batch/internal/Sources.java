package org.loupe.batch.internal;

import org.loupe.model.BadInputException;
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
  Work work(Projects projects, String windows, long seed, Damage damage) throws BadInputException;
}
