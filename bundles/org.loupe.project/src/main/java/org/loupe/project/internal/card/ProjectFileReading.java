package org.loupe.project.internal.card;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.Project.Problem;
import org.loupe.project.Project.Slice;
import org.loupe.project.WindowExpression;
import org.loupe.project.internal.card.ProjectFile.CheckpointEntry;
import org.loupe.project.internal.card.ProjectFile.DatasetEntry;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** Reads a project file part by part: what is wrong with one is told, and the others are read. */
final class ProjectFileReading {
  private final Path folder;
  private final List<Problem> problems = new ArrayList<>();
  private final Listing<CheckpointEntry> checkpoints =
      new Listing<>("checkpoint", CheckpointEntry::name);
  private final Listing<DatasetEntry> datasets = new Listing<>("dataset", DatasetEntry::name);
  private final Listing<Slice> slices = new Listing<>("slice", Slice::name);

  /**
   * @param folder that paths are relative to
   */
  ProjectFileReading(Path folder) {
    this.folder = folder;
  }

  /** Reads a part. */
  private interface Part {
    void read() throws BadInputException;
  }

  private void part(String what, Part part) {
    try {
      part.read();
    } catch (BadInputException e) {
      problems.add(new Problem(what, e.getMessage()));
    }
  }

  /** A whole file, whose version was read. */
  ProjectFile read(JsonObject project) {
    String[] name = {String.valueOf(folder.getFileName())};
    part(
        "name",
        () -> {
          JsonPlace place = project.required("name");
          if (place.text().isBlank() || place.text().matches("(?s).*\\p{Cntrl}.*")) {
            throw place.problem("is empty or holds control characters; write a name");
          }
          name[0] = place.text();
        });
    ProjectFile read = listed(name[0], project);
    part("keys", project::done);
    return new ProjectFile(
        folder,
        name[0],
        read.card(),
        read.checkpoints(),
        read.datasets(),
        read.slices(),
        List.copyOf(problems));
  }

  /** What a file lists. */
  ProjectFile listed(String name, JsonObject project) {
    Card shared = card(project);
    part(
        "checkpoints",
        () ->
            checkpoints.read(
                project.optional("checkpoints"), item -> checkpoint(item, shared.problem())));
    part("datasets", () -> datasets.read(project.optional("datasets"), this::dataset));
    part("slices", () -> slices.read(project.optional("slices"), this::slice));
    List<Slice> usable = new ArrayList<>();
    for (Listed<Slice> slice : slices.all()) {
      part(Problem.slice(slice.name()), () -> usable.add(slice.require()));
    }
    return new ProjectFile(
        folder,
        name,
        shared.file(),
        checkpoints.all(),
        datasets.all(),
        List.copyOf(usable),
        List.copyOf(problems));
  }

  /**
   * The card of all checkpoints.
   *
   * @param problem why it cannot be used, or null
   */
  private record Card(@Nullable Path file, @Nullable BadInputException problem) {}

  private Card card(JsonObject project) {
    try {
      return new Card(path(project.optional("card")), null);
    } catch (BadInputException e) {
      problems.add(new Problem("card", e.getMessage()));
      return new Card(null, e);
    }
  }

  private void checkpoint(JsonPlace item, @Nullable BadInputException noCard)
      throws BadInputException {
    JsonObject object = item.object();
    Optional<JsonPlace> many = object.optional("folder");
    Optional<JsonPlace> pattern = object.optional("pattern");
    Optional<JsonPlace> name = object.optional("name");
    Optional<JsonPlace> file = object.optional("file");
    Path architecture = path(object.optional("architecture"));
    Path card = path(object.optional("card"));
    object.done();
    if (card == null && noCard != null) {
      // Another card than the one that was meant would give other numbers.
      throw noCard;
    }
    if (many.isEmpty()) {
      JsonPlace own = object.required("name");
      if (pattern.isPresent()) {
        throw pattern.get().problem("needs a 'folder' beside it, not a 'file'");
      }
      Path single = path(object.required("file"));
      checkpoints.add(own, new CheckpointEntry(own.text(), single, architecture, card));
    } else if (name.isPresent() || file.isPresent()) {
      throw item.problem("has a 'folder', whose files have names; leave out 'name' and 'file'");
    } else {
      for (Path each : files(many.get(), pattern, architecture)) {
        CheckpointEntry entry =
            new CheckpointEntry(CheckpointFiles.name(each), each, architecture, card);
        try {
          checkpoints.add(many.get(), entry);
        } catch (BadInputException e) {
          checkpoints.wrong(String.valueOf(each.getFileName()), 0, e.getMessage());
        }
      }
    }
  }

  /** One checkpoint for every file of a folder. */
  private List<Path> files(
      JsonPlace place, Optional<JsonPlace> pattern, @Nullable Path architecture)
      throws BadInputException {
    String names = pattern.isPresent() ? pattern.get().text() : null;
    try {
      return CheckpointFiles.in(path(place), names, architecture);
    } catch (BadInputException e) {
      throw place.problem("cannot be opened: " + e.getMessage().replaceFirst("\\.$", ""));
    }
  }

  private void dataset(JsonPlace item) throws BadInputException {
    JsonObject object = item.object();
    JsonPlace name = object.required("name");
    Path file = path(object.required("file"));
    Optional<JsonPlace> windows = object.optional("windows");
    object.done();
    datasets.add(
        name,
        new DatasetEntry(
            name.text(), file, windows.isPresent() ? WindowingJson.read(windows.get()) : null));
  }

  private void slice(JsonPlace item) throws BadInputException {
    JsonObject object = item.object();
    JsonPlace name = object.required("name");
    JsonPlace dataset = object.required("dataset");
    JsonPlace windows = object.required("windows");
    object.done();
    Set<String> known = datasets.all().stream().map(Listed::name).collect(Collectors.toSet());
    if (!known.contains(dataset.text())) {
      throw dataset.problem(
          "is '"
              + dataset.text()
              + "', the project has no such dataset, it has "
              + datasets.all().stream().map(Listed::name).toList());
    }
    try {
      WindowExpression.check(windows.text());
    } catch (BadInputException e) {
      throw windows.problem("is wrong: " + e.getMessage().replaceFirst("\\.$", ""));
    }
    slices.add(name, new Slice(name.text(), dataset.text(), windows.text()));
  }

  private @Nullable Path path(Optional<JsonPlace> place) throws BadInputException {
    return place.isPresent() ? path(place.get()) : null;
  }

  private Path path(JsonPlace place) throws BadInputException {
    try {
      return folder.resolve(place.text()).normalize();
    } catch (InvalidPathException e) {
      throw place.problem("is no path: " + e.getReason());
    }
  }
}
