package org.loupe.project;

import java.nio.file.Path;
import org.loupe.model.BadInputException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The service that adds checkpoints to a project's {@code loupe.json} and takes them away. The file
 * is read anew at every call, so that what others changed in it stays, and appears whole or not at
 * all. Thread-safe; every call reads and writes files.
 */
@ProviderType
public interface Checkpoints {

  /**
   * Adds a file that has the model of the project's card: a TorchScript archive, or a state dict
   * that fits the architecture of one of the project's checkpoints. The file stays where it is.
   *
   * @return the name under which the project has it, after the file's; if the project had the file
   *     already, that of then
   * @throws BadInputException if it is no checkpoint or does not fit, naming what differs, or the
   *     project cannot be written
   */
  String add(Project project, Path file) throws BadInputException;

  /**
   * Takes a checkpoint away from the project; its file and its results stay.
   *
   * @throws BadInputException if there is none of that name, it is one of a whole folder that is
   *     listed, or the project cannot be written
   */
  void remove(Project project, String name) throws BadInputException;
}
