package org.loupe.project.internal.checkpoints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.model.BadInputException;
import org.loupe.model.ModelCard;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.Checkpoints;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.internal.card.Listed;
import org.loupe.project.internal.card.ProjectFile;
import org.loupe.project.internal.card.ProjectFile.CheckpointEntry;
import org.loupe.project.internal.imports.WrittenFiles;
import org.loupe.project.internal.json.JsonFile;
import org.loupe.project.internal.json.JsonPlace;
import org.loupe.project.internal.json.JsonText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes the key {@code checkpoints} of a project's file and leaves all others as they are. */
@Component
public final class FileCheckpoints implements Checkpoints {
  private static final String CHECKPOINTS = "checkpoints";
  private static final String NAME = "name";

  private final Projects projects;
  private final JsonFile json = new JsonFile();

  /** Made once by Declarative Services. */
  @Activate
  public FileCheckpoints(@Reference Projects projects) {
    this.projects = projects;
  }

  /** How a file is listed so that it fits. */
  private record Fitting(Path file, @Nullable Path architecture, @Nullable Path card) {}

  @Override
  public synchronized String add(Project project, Path file) throws BadInputException {
    Path place = file.toAbsolutePath().normalize();
    ProjectFile listed = ProjectFile.read(file(project));
    for (CheckpointEntry entry : entries(listed)) {
      if (entry.file().equals(place)) {
        return entry.name();
      }
    }
    Fitting fitting = fitting(listed, place);
    String name = free(CheckpointFiles.name(place), listed);
    ObjectNode document = document(project);
    ObjectNode added =
        document
            .withArray(CHECKPOINTS)
            .addObject()
            .put(NAME, name)
            .put("file", text(listed, fitting.file()));
    Path architecture = fitting.architecture();
    if (architecture != null) {
      added.put("architecture", text(listed, architecture));
    }
    Path card = fitting.card();
    if (card != null) {
      added.put("card", text(listed, card));
    }
    write(project, document);
    return name;
  }

  @Override
  public synchronized void remove(Project project, String name) throws BadInputException {
    ProjectFile.read(file(project));
    ObjectNode document = document(project);
    ArrayNode checkpoints = document.withArray(CHECKPOINTS);
    for (int i = 0; i < checkpoints.size(); i++) {
      JsonNode called = checkpoints.get(i).path(NAME);
      if (called.asText().equals(name)) {
        checkpoints.remove(i);
        write(project, document);
        return;
      }
    }
    throw new BadInputException(
        "The project lists no checkpoint '"
            + name
            + "' by its name; one of a listed folder leaves the project with its file.");
  }

  /** Looks for a checkpoint of the project whose model the file has. */
  private Fitting fitting(ProjectFile project, Path file) throws BadInputException {
    boolean archive = isArchive(file);
    BadInputException first = null;
    for (CheckpointEntry entry : entries(project)) {
      Fitting listed =
          new Fitting(
              file, archive ? null : architecture(entry).orElse(null), card(project, entry));
      try {
        ModelCard card = projects.card(cardOf(project, entry));
        projects.checkpoint(CheckpointFiles.name(file), file, listed.architecture(), card);
        return listed;
      } catch (BadInputException e) {
        first = first == null ? e : first;
      }
    }
    throw first == null
        ? new BadInputException(
            "The project has no checkpoint whose model could be compared with " + file + ".")
        : first;
  }

  /** Those that can be used. */
  private static List<CheckpointEntry> entries(ProjectFile project) {
    return project.checkpoints().stream()
        .flatMap(listed -> Stream.ofNullable(listed.entry()))
        .toList();
  }

  private static boolean isArchive(Path file) throws BadInputException {
    FileSummary summary = Inspection.outline(file);
    return switch (summary.kind()) {
      case TORCHSCRIPT_SCRIPTED, TORCHSCRIPT_TRACED -> true;
      case TRAINING_CHECKPOINT, LEGACY_CHECKPOINT, SAFETENSORS, NPZ -> false;
      default ->
          throw new BadInputException(
              file
                  + " is no checkpoint but: "
                  + summary.description()
                  + "; a TorchScript archive or a state dict is expected.");
    };
  }

  /** The archive whose weights a state dict would replace; empty where a family knows it. */
  private static Optional<Path> architecture(CheckpointEntry entry) {
    Path own = entry.architecture();
    if (own != null) {
      return Optional.of(own);
    }
    try {
      return isArchive(entry.file()) ? Optional.of(entry.file()) : Optional.empty();
    } catch (BadInputException e) {
      // Opening the checkpoint that is added says what is wrong with this one.
      return Optional.of(entry.file());
    }
  }

  /** What is to be written; null where the project's card holds. */
  private static @Nullable Path card(ProjectFile project, CheckpointEntry entry) {
    Path own = entry.card();
    return own != null || project.card() != null ? own : cardOf(project, entry);
  }

  private static Path cardOf(ProjectFile project, CheckpointEntry entry) {
    Path own = entry.card();
    Path shared = project.card();
    if (own != null) {
      return own;
    }
    return shared == null ? CheckpointFiles.withCard(entry.file(), entry.architecture()) : shared;
  }

  /** The file's name, with a number behind it where the project has such a checkpoint. */
  private static String free(String wanted, ProjectFile project) {
    String name = ProjectFile.isName(wanted) ? wanted : "checkpoint";
    List<String> taken = project.checkpoints().stream().map(Listed::name).toList();
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + " " + i;
    }
    return free;
  }

  /** Relative inside the project's folder, so that it may be moved as a whole. */
  private static String text(ProjectFile project, Path file) {
    Path folder = project.folder();
    Path path = file.startsWith(folder) ? folder.relativize(file) : file;
    return path.toString().replace('\\', '/');
  }

  private static Path file(Project project) {
    return project.folder().resolve(ProjectFile.NAME);
  }

  /** What the file says, to be changed; it was read as a project before. */
  private ObjectNode document(Project project) throws BadInputException {
    JsonPlace document = json.read(file(project), "project file");
    Optional<JsonPlace> checkpoints = document.object().optional(CHECKPOINTS);
    if (checkpoints.isPresent()) {
      checkpoints.get().items();
    }
    return document.node().deepCopy();
  }

  private static void write(Project project, ObjectNode document) throws BadInputException {
    byte[] bytes = JsonText.of(document).getBytes(StandardCharsets.UTF_8);
    WrittenFiles.write(file(project), bytes, true);
  }
}
