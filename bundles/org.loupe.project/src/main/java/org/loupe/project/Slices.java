package org.loupe.project;

import java.util.List;
import org.loupe.model.BadInputException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The service that keeps named choices of windows in a project's {@code loupe.json}. The file is
 * read anew at every call, so that what others changed in it stays, and appears whole or not at
 * all. Thread-safe; every call reads and writes files.
 */
@ProviderType
public interface Slices {

  /**
   * Adds a slice.
   *
   * @return all slices of the project as they are now
   * @throws BadInputException if there is one of that name, the name cannot be one, the windows are
   *     none of the dataset, or the file cannot be written
   */
  List<Project.Slice> save(Project project, Project.Slice slice) throws BadInputException;

  /**
   * Gives a slice another name.
   *
   * @return all slices of the project as they are now
   * @throws BadInputException if there is none of that name, the new name is taken or cannot be
   *     one, or the file cannot be written
   */
  List<Project.Slice> rename(Project project, String from, String to) throws BadInputException;

  /**
   * Takes a slice away; the windows stay.
   *
   * @return all slices of the project as they are now
   * @throws BadInputException if there is none of that name, or the file cannot be written
   */
  List<Project.Slice> delete(Project project, String name) throws BadInputException;
}
