package org.loupe.project;

import java.nio.file.Path;
import org.loupe.model.BadInputException;
import org.osgi.annotation.versioning.ProviderType;

/** The service that reads and writes recipes, by {@code recipe.schema.json}. Thread-safe. */
@ProviderType
public interface Recipes {

  /**
   * Reads a recipe. Paths in it are relative to its folder.
   *
   * @throws BadInputException if it is none, or its project is none: an unknown key, a missing one,
   *     a wrong type, each with file and JSON pointer
   */
  Recipe read(Path file) throws BadInputException;

  /**
   * A recipe as JSON that {@link #read} understands; paths are absolute.
   *
   * @param recipe whose project is a folder with {@code loupe.json}
   */
  String text(Recipe recipe);

  /**
   * Writes {@link #text}: the whole file appears at once, or not at all.
   *
   * @param force whether a file that is there is replaced
   * @throws BadInputException if there is one and it is not to be replaced, or it cannot be written
   */
  void write(Recipe recipe, Path file, boolean force) throws BadInputException;
}
