package org.loupe.project.internal.card;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.Project.Problem;
import org.loupe.project.Project.Slice;
import org.loupe.project.Windowing;
import org.loupe.project.internal.json.JsonFile;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/**
 * What a {@code loupe.json} says; paths are absolute. Whether the files are there is not looked at.
 * What is wrong with one part leaves the others as they are.
 *
 * @param folder the file stands in
 * @param name shown to people
 * @param card of every checkpoint that has none of its own, or null
 * @param checkpoints in the file's order
 * @param datasets in the file's order
 * @param slices those that can be used, in the file's order
 * @param problems of all that is no checkpoint and no dataset
 */
public record ProjectFile(
    Path folder,
    String name,
    @Nullable Path card,
    List<Listed<CheckpointEntry>> checkpoints,
    List<Listed<DatasetEntry>> datasets,
    List<Slice> slices,
    List<Problem> problems) {
  /** The file's name. */
  public static final String NAME = "loupe.json";

  private static final int LONGEST_NAME = 200;

  /** What a name must be. */
  public static final String NAME_RULE =
      "a name must not be empty, begin with a dot, hold / \\ or :, or be longer than "
          + LONGEST_NAME
          + " characters";

  /** The format that is read. */
  static final int VERSION = 1;

  /**
   * A checkpoint.
   *
   * @param name unique
   * @param file TorchScript archive, or a state dict
   * @param architecture archive whose weights the state dict replaces, or null
   * @param card its own, or null
   */
  public record CheckpointEntry(
      String name, Path file, @Nullable Path architecture, @Nullable Path card) {}

  /**
   * A dataset.
   *
   * @param name unique
   * @param file an {@code .npz}, or a table
   * @param windowing how the rows of a table become windows; null of an {@code .npz}
   */
  public record DatasetEntry(String name, Path file, @Nullable Windowing windowing) {}

  /**
   * Reads a project file. A file of a newer version is refused as a whole: what its known keys mean
   * may have changed, and numbers must not be wrong in silence.
   *
   * @throws BadInputException if it is none, with the place
   */
  public static ProjectFile read(Path file) throws BadInputException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    JsonPlace document = new JsonFile().read(file, "project file");
    JsonObject project = document.object();
    FormatVersion.check(project, VERSION);
    return new ProjectFileReading(folder).read(project);
  }

  /**
   * What an object with the keys of a project file lists, its name and version apart; the caller
   * ends the reading of the object.
   *
   * @param folder that paths are relative to
   * @param name shown to people
   */
  public static ProjectFile listed(Path folder, String name, JsonObject project) {
    return new ProjectFileReading(folder).listed(name, project);
  }

  /**
   * Itself, if nothing is wrong with it.
   *
   * @throws BadInputException if it contradicts itself anywhere, with the place
   */
  public ProjectFile requireSound() throws BadInputException {
    for (Listed<CheckpointEntry> checkpoint : checkpoints) {
      checkpoint.require();
    }
    for (Listed<DatasetEntry> dataset : datasets) {
      dataset.require();
    }
    if (!problems.isEmpty()) {
      throw new BadInputException(problems.get(0).sentence());
    }
    return this;
  }

  /** Whether a text may be the name of something in a project, by {@link #NAME_RULE}. */
  public static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_NAME
        && !text.startsWith(".")
        && !text.matches("(?s).*[/\\\\:\\x00-\\x1f\\x7f].*");
  }
}
