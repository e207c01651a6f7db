package org.loupe.batch.internal;

import org.loupe.model.BadInputException;
import org.loupe.project.Projects;

/** Where checkpoints and windows come from. */
interface Sources {

  /**
   * Opens them, without loading a model.
   *
   * @throws BadInputException if one of them is not what it should be
   */
  Work work(Projects projects, String windows, long seed) throws BadInputException;
}
