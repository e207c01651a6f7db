package org.loupe.project.internal.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.model.BadInputException;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.Imports;
import org.loupe.project.imports.NewProject;
import org.loupe.project.imports.NewProject.Part;
import org.loupe.project.imports.NewProject.Placing;
import org.loupe.project.internal.Families;
import org.loupe.project.internal.card.ProjectFile;
import org.loupe.project.internal.card.WindowingJson;
import org.loupe.project.internal.json.JsonText;

/**
 * Writes a project: its files first, {@code loupe.json} last, since it is what makes the folder a
 * project. Where something fails, what was written is taken away again.
 */
final class ProjectWriting {
  private static final System.Logger LOG = System.getLogger(ProjectWriting.class.getName());
  private static final String CARD = "model.card.json";

  private final NewProject project;
  private final Imports imports;
  private final Families families;
  private final Path folder;
  private final List<Path> written = new ArrayList<>();
  private final Map<Path, Path> brought = new HashMap<>();

  ProjectWriting(NewProject project, Imports imports, Families families) {
    this.project = project;
    this.imports = imports;
    this.families = families;
    this.folder = project.folder().toAbsolutePath().normalize();
  }

  Path write() throws BadInputException {
    Path file = folder.resolve(ProjectFile.NAME);
    requirePossible(file);
    boolean done = false;
    try {
      makeFolder(folder);
      byte[] text = JsonText.of(document()).getBytes(StandardCharsets.UTF_8);
      boolean there = Files.exists(file);
      WrittenFiles.write(file, text, project.force());
      if (!there) {
        written.add(file);
      }
      // What was written must open: the reader is the strict judge of names and places.
      ProjectFile.read(file).requireSound();
      done = true;
      return folder;
    } catch (IOException e) {
      throw WrittenFiles.unwritable(folder, e);
    } finally {
      if (!done) {
        undo();
      }
    }
  }

  private void requirePossible(Path file) throws BadInputException {
    WrittenFiles.requireFree(file, project.force());
    if (project.draft() != null) {
      WrittenFiles.requireFree(folder.resolve(CARD), project.force());
    }
    requireDifferent("checkpoints", project.checkpoints());
    requireDifferent("datasets", project.datasets());
    for (Part part : project.checkpoints()) {
      requireTarget(part, "checkpoints");
    }
    for (Part part : project.datasets()) {
      requireTarget(part, "data");
    }
  }

  private static void requireDifferent(String what, List<Part> parts) throws BadInputException {
    Set<String> names = new HashSet<>();
    for (Part part : parts) {
      if (!names.add(part.name())) {
        throw new BadInputException(
            "Two "
                + what
                + " would be called '"
                + part.name()
                + "'; rename a file: names must differ.");
      }
    }
  }

  private void requireTarget(Part part, String below) throws BadInputException {
    if (!Files.isRegularFile(part.file())) {
      throw new BadInputException("There is no file " + part.file() + "; check the path.");
    }
    if (part.placing() != Placing.REFERRED) {
      WrittenFiles.requireFree(target(part, below), project.force());
    }
  }

  private Path target(Part part, String below) {
    return folder.resolve(below).resolve(part.file().getFileName());
  }

  private ObjectNode document() throws BadInputException, IOException {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("loupe", 1);
    document.put("name", project.name());
    String card = card();
    if (card != null) {
      document.put("card", card);
    }
    Part architecture = project.architecture();
    String archive = architecture == null ? null : place(architecture, "checkpoints");
    ArrayNode checkpoints = document.putArray("checkpoints");
    for (Part part : project.checkpoints()) {
      ObjectNode entry = checkpoints.addObject();
      entry.put("name", part.name());
      entry.put("file", place(part, "checkpoints"));
      if (!isScript(part.file()) && (archive != null || !isOfFamily(part.file()))) {
        if (archive == null) {
          throw new BadInputException(
              part.file()
                  + " is no TorchScript archive; name the one whose weights it replaces as its"
                  + " architecture.");
        }
        entry.put("architecture", archive);
      }
    }
    ArrayNode datasets = document.putArray("datasets");
    for (Part part : project.datasets()) {
      ObjectNode entry = datasets.addObject();
      entry.put("name", part.name()).put("file", place(part, "data"));
      if (part.windowing() != null) {
        entry.set("windows", WindowingJson.write(part.windowing()));
      }
    }
    return document;
  }

  private static boolean isScript(Path file) throws BadInputException {
    FileSummary.Kind kind = Inspection.outline(file).kind();
    return kind == FileSummary.Kind.TORCHSCRIPT_SCRIPTED
        || kind == FileSummary.Kind.TORCHSCRIPT_TRACED;
  }

  private boolean isOfFamily(Path file) throws BadInputException {
    return families.recognise(file, null).isPresent();
  }

  private @Nullable String card() throws BadInputException, IOException {
    CardDraft draft = project.draft();
    Part card = project.card();
    if (draft != null) {
      Path file = folder.resolve(CARD);
      boolean there = Files.exists(file);
      imports.write(draft, file, project.force());
      if (!there) {
        written.add(file);
      }
      return CARD;
    }
    return card == null ? null : place(card, "");
  }

  /** Brings a file to its place, and says where that is, as seen from the folder. */
  private String place(Part part, String below) throws BadInputException, IOException {
    Path file = part.file().toAbsolutePath().normalize();
    if (part.placing() != Placing.REFERRED) {
      Path target = target(part, below);
      Path other = brought.putIfAbsent(target, file);
      if (other != null && !other.equals(file)) {
        throw new BadInputException(
            other + " and " + file + " would both become " + target + "; rename one of them.");
      }
      if (other == null && !target.equals(file)) {
        makeFolder(target.getParent());
        boolean there = Files.exists(target);
        bring(part, target);
        if (!there) {
          written.add(target);
        }
      }
      file = target;
    }
    boolean sameRoot = file.getRoot() != null && file.getRoot().equals(folder.getRoot());
    return (sameRoot ? folder.relativize(file) : file).toString().replace('\\', '/');
  }

  private void bring(Part part, Path target) throws IOException {
    if (part.placing() == Placing.MOVED) {
      WrittenFiles.move(part.file(), target, project.force());
      return;
    }
    Path made = WrittenFiles.beside(target);
    try {
      Files.copy(part.file(), made, StandardCopyOption.COPY_ATTRIBUTES);
      WrittenFiles.move(made, target, project.force());
    } finally {
      WrittenFiles.delete(made);
    }
  }

  private void makeFolder(Path missing) throws IOException {
    if (!Files.isDirectory(missing)) {
      if (missing.getParent() != null) {
        makeFolder(missing.getParent());
      }
      Files.createDirectory(missing);
      written.add(missing);
    }
  }

  private void undo() {
    for (int i = written.size() - 1; i >= 0; i--) {
      try {
        Files.deleteIfExists(written.get(i));
      } catch (IOException e) {
        // Somebody else has put something there meanwhile: it stays.
        LOG.log(System.Logger.Level.DEBUG, "a folder stays", e);
      }
    }
  }
}
