package org.loupe.project.imports;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.project.Windowing;

/**
 * A project that is going to be written.
 *
 * @param folder made if it is not there
 * @param name shown to people
 * @param checkpoints models, none of one name
 * @param architecture the archive whose weights all checkpoints that are no archives replace; null
 *     if there are none, or a {@link org.loupe.project.ModelFamily} knows each
 * @param datasets {@code .npz} files and tables, none of one name
 * @param draft the card to write, or null if {@code card} is given
 * @param card a card that is there, or null
 * @param force whether files that are there are replaced
 */
public record NewProject(
    Path folder,
    String name,
    List<Part> checkpoints,
    @Nullable Part architecture,
    List<Part> datasets,
    @Nullable CardDraft draft,
    @Nullable Part card,
    boolean force) {
  /** Copies the lists. */
  public NewProject {
    checkpoints = List.copyOf(checkpoints);
    datasets = List.copyOf(datasets);
  }

  /** How a file becomes part of the project. */
  public enum Placing {
    /** Stays where it is. */
    REFERRED,
    /** Is copied into the folder. */
    COPIED,
    /** Is moved into the folder. */
    MOVED
  }

  /**
   * A file of the project.
   *
   * @param name unique among its kind
   * @param file where it is
   * @param placing how it becomes part of the project
   * @param windowing of data that are a table, how its rows become windows; else null
   */
  public record Part(String name, Path file, Placing placing, @Nullable Windowing windowing) {
    /** A file that is no table. */
    public Part(String name, Path file, Placing placing) {
      this(name, file, placing, null);
    }
  }
}
