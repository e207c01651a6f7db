package org.loupe.project.internal.slices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loupe.model.BadInputException;
import org.loupe.project.Project;
import org.loupe.project.Project.Slice;
import org.loupe.project.Slices;
import org.loupe.project.WindowExpression;
import org.loupe.project.internal.card.ProjectFile;
import org.loupe.project.internal.imports.WrittenFiles;
import org.loupe.project.internal.json.JsonFile;
import org.loupe.project.internal.json.JsonPlace;
import org.loupe.project.internal.json.JsonText;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Changes the key {@code slices} of a project's file and leaves all others as they are. */
@Component
public final class FileSlices implements Slices {
  private static final String SLICES = "slices";
  private static final String NAME = "name";
  private static final int LONGEST = 80;

  private final JsonFile json = new JsonFile();

  /** Made once by Declarative Services. */
  @Activate
  public FileSlices() {}

  @Override
  public synchronized List<Slice> save(Project project, Slice slice) throws BadInputException {
    ObjectNode document = read(project);
    ArrayNode slices = document.withArray(SLICES);
    requireFree(slices, slice.name());
    // Says what is wrong with windows that are none.
    WindowExpression.choose(slice.windows(), project.dataset(slice.dataset()), List.of(), 0);
    slices
        .addObject()
        .put(NAME, slice.name())
        .put("dataset", slice.dataset())
        .put("windows", slice.windows());
    return write(project, document);
  }

  @Override
  public synchronized List<Slice> rename(Project project, String from, String to)
      throws BadInputException {
    ObjectNode document = read(project);
    ArrayNode slices = document.withArray(SLICES);
    int place = place(slices, from);
    if (!from.equals(to)) {
      requireFree(slices, to);
      ((ObjectNode) slices.get(place)).put(NAME, to);
    }
    return write(project, document);
  }

  @Override
  public synchronized List<Slice> delete(Project project, String name) throws BadInputException {
    ObjectNode document = read(project);
    ArrayNode slices = document.withArray(SLICES);
    slices.remove(place(slices, name));
    return write(project, document);
  }

  private ObjectNode read(Project project) throws BadInputException {
    Path file = file(project);
    // Refuses what is no project of this version; of parts that are wrong the others may change.
    ProjectFile.read(file);
    JsonPlace document = json.read(file, "project file");
    Optional<JsonPlace> slices = document.object().optional(SLICES);
    if (slices.isPresent()) {
      slices.get().items();
    }
    ObjectNode copy = document.node().deepCopy();
    if (slices.isEmpty()) {
      copy.remove(SLICES);
    }
    return copy;
  }

  private static Path file(Project project) {
    return project.folder().resolve(ProjectFile.NAME);
  }

  private static List<Slice> write(Project project, ObjectNode document) throws BadInputException {
    Path file = file(project);
    WrittenFiles.write(file, JsonText.of(document).getBytes(StandardCharsets.UTF_8), true);
    return ProjectFile.read(file).slices();
  }

  private static int place(ArrayNode slices, String name) throws BadInputException {
    for (int i = 0; i < slices.size(); i++) {
      if (slices.get(i).path(NAME).asText().equals(name)) {
        return i;
      }
    }
    throw new BadInputException(
        "The project has no slice '" + name + "' any more; its loupe.json was changed elsewhere.");
  }

  private static void requireFree(ArrayNode slices, String name) throws BadInputException {
    if (!ProjectFile.isName(name) || name.length() > LONGEST || !name.equals(name.strip())) {
      throw new BadInputException(
          "'"
              + (name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name)
              + "' cannot name a slice: "
              + ProjectFile.NAME_RULE
              + ", have blanks at its ends or more than "
              + LONGEST
              + " characters.");
    }
    for (JsonNode slice : slices) {
      if (slice.path(NAME).asText().equals(name)) {
        throw new BadInputException(
            "There is a slice '" + name + "' already; choose another name.");
      }
    }
  }
}
