package org.loupe.project.internal.card;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.Project.Slice;
import org.loupe.project.Windowing;
import org.loupe.project.internal.json.JsonFile;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/**
 * What a {@code loupe.json} says; paths are absolute. Whether the files are there is not looked at.
 *
 * @param folder the file stands in
 * @param name shown to people
 * @param card of every checkpoint that has none of its own, or null
 * @param checkpoints in the file's order
 * @param datasets in the file's order
 * @param slices in the file's order
 */
public record ProjectFile(
    Path folder,
    String name,
    @Nullable Path card,
    List<CheckpointEntry> checkpoints,
    List<DatasetEntry> datasets,
    List<Slice> slices) {
  /** The file's name. */
  public static final String NAME = "loupe.json";

  /** What a name must be. */
  public static final String NAME_RULE =
      "a name must not be empty, begin with a dot or hold / \\ or :";

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
   * Reads a project file.
   *
   * @throws BadInputException if it is none or contradicts itself, with the place
   */
  public static ProjectFile read(Path file) throws BadInputException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    JsonPlace document = new JsonFile().read(file, "project file");
    JsonObject project = document.object();
    FormatVersion.check(project, VERSION);
    String name = project.required("name").text();
    ProjectFile read = listed(folder, name, project);
    project.done();
    return read;
  }

  /**
   * What an object with the keys of a project file lists, its name and version apart; the caller
   * ends the reading of the object.
   *
   * @param folder that paths are relative to
   * @param name shown to people
   * @throws BadInputException if it contradicts itself, with the place
   */
  public static ProjectFile listed(Path folder, String name, JsonObject project)
      throws BadInputException {
    Path card = path(folder, project.optional("card"));
    List<CheckpointEntry> checkpoints = checkpoints(folder, project.optional("checkpoints"));
    List<DatasetEntry> datasets = datasets(folder, project.optional("datasets"));
    List<Slice> slices = slices(project.optional("slices"), datasets);
    return new ProjectFile(folder, name, card, checkpoints, datasets, slices);
  }

  private static List<CheckpointEntry> checkpoints(Path folder, Optional<JsonPlace> place)
      throws BadInputException {
    List<CheckpointEntry> entries = new ArrayList<>();
    for (JsonPlace item : items(place)) {
      JsonObject object = item.object();
      Optional<JsonPlace> many = object.optional("folder");
      Optional<JsonPlace> pattern = object.optional("pattern");
      Optional<JsonPlace> name = object.optional("name");
      Optional<JsonPlace> file = object.optional("file");
      Path architecture = path(folder, object.optional("architecture"));
      Path card = path(folder, object.optional("card"));
      object.done();
      if (many.isEmpty()) {
        JsonPlace own = object.required("name");
        requireNew(own, own.text(), names(entries));
        if (pattern.isPresent()) {
          throw pattern.get().problem("needs a 'folder' beside it, not a 'file'");
        }
        Path single = path(folder, object.required("file"));
        entries.add(new CheckpointEntry(own.text(), single, architecture, card));
      } else if (name.isPresent() || file.isPresent()) {
        throw item.problem("has a 'folder', whose files have names; leave out 'name' and 'file'");
      } else {
        for (Path each : files(folder, many.get(), pattern, architecture)) {
          String called = CheckpointFiles.name(each);
          requireNew(many.get(), called, names(entries));
          entries.add(new CheckpointEntry(called, each, architecture, card));
        }
      }
    }
    return entries;
  }

  private static List<String> names(List<CheckpointEntry> entries) {
    return entries.stream().map(CheckpointEntry::name).toList();
  }

  /** One checkpoint for every file of a folder. */
  private static List<Path> files(
      Path project, JsonPlace folder, Optional<JsonPlace> pattern, @Nullable Path architecture)
      throws BadInputException {
    String names = pattern.isPresent() ? pattern.get().text() : null;
    try {
      return CheckpointFiles.in(path(project, folder), names, architecture);
    } catch (BadInputException e) {
      throw folder.problem("cannot be opened: " + e.getMessage().replaceFirst("\\.$", ""));
    }
  }

  private static List<DatasetEntry> datasets(Path folder, Optional<JsonPlace> place)
      throws BadInputException {
    List<DatasetEntry> entries = new ArrayList<>();
    for (JsonPlace item : items(place)) {
      JsonObject object = item.object();
      JsonPlace name = object.required("name");
      requireNew(name, name.text(), entries.stream().map(DatasetEntry::name).toList());
      Path file = path(folder, object.required("file"));
      Optional<JsonPlace> windows = object.optional("windows");
      object.done();
      entries.add(
          new DatasetEntry(
              name.text(), file, windows.isPresent() ? WindowingJson.read(windows.get()) : null));
    }
    return entries;
  }

  private static List<Slice> slices(Optional<JsonPlace> place, List<DatasetEntry> datasets)
      throws BadInputException {
    List<String> known = datasets.stream().map(DatasetEntry::name).toList();
    List<Slice> slices = new ArrayList<>();
    for (JsonPlace item : items(place)) {
      JsonObject object = item.object();
      JsonPlace name = object.required("name");
      requireNew(name, name.text(), slices.stream().map(Slice::name).toList());
      JsonPlace dataset = object.required("dataset");
      if (!known.contains(dataset.text())) {
        throw dataset.problem(
            "is '" + dataset.text() + "', the project has no such dataset, it has " + known);
      }
      slices.add(new Slice(name.text(), dataset.text(), object.required("windows").text()));
      object.done();
    }
    return slices;
  }

  private static List<JsonPlace> items(Optional<JsonPlace> place) throws BadInputException {
    return place.isPresent() ? place.get().items() : List.of();
  }

  /** Names become folders of results. */
  private static void requireNew(JsonPlace place, String text, List<String> before)
      throws BadInputException {
    if (before.contains(text)) {
      throw place.problem("is '" + text + "' a second time; names must differ");
    }
    if (!isName(text)) {
      throw place.problem("is '" + text + "'; " + NAME_RULE);
    }
  }

  /** Whether a text may be the name of something in a project, by {@link #NAME_RULE}. */
  public static boolean isName(String text) {
    return !text.isBlank() && !text.startsWith(".") && !text.matches("(?s).*[/\\\\:\\x00-\\x1f].*");
  }

  private static @Nullable Path path(Path folder, Optional<JsonPlace> place)
      throws BadInputException {
    return place.isPresent() ? path(folder, place.get()) : null;
  }

  private static Path path(Path folder, JsonPlace place) throws BadInputException {
    try {
      return folder.resolve(place.text()).normalize();
    } catch (InvalidPathException e) {
      throw place.problem("is no path: " + e.getReason());
    }
  }
}
