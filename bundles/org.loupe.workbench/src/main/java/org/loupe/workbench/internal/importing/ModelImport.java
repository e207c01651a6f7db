package org.loupe.workbench.internal.importing;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelException;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.ModelFamily.Member;
import org.loupe.project.Projects;
import org.loupe.project.WindowExpression;
import org.loupe.project.Windowing;
import org.loupe.project.imports.CardDraft;
import org.loupe.project.imports.CardReport;
import org.loupe.project.imports.ImportedData;
import org.loupe.project.imports.Imports;
import org.loupe.project.imports.NewProject;
import org.loupe.project.imports.NewProject.Part;
import org.loupe.project.imports.NewProject.Placing;
import org.loupe.project.imports.TableGuess;
import org.loupe.workbench.internal.core.Observed;
import org.loupe.workbench.internal.core.WorkbenchCore;

/**
 * A model on its way to a project. Used by one thread at a time: the window's for what people
 * choose, another one, while the window waits, for what takes time.
 */
final class ModelImport implements AutoCloseable {
  /** Enough to see whether a card is right. */
  static final int CHECKED = 512;

  private static final Logger LOG = System.getLogger(ModelImport.class.getName());
  private static final long SEED = 42;

  private final WorkbenchCore core;
  private final Map<String, String> feeding = new LinkedHashMap<>();
  private @Nullable Path model;
  private @Nullable Path architecture;
  private @Nullable Path data;
  private @Nullable TableGuess guess;
  private @Nullable Windowing windowing;
  private @Nullable Path staging;
  private @Nullable ImportedData imported;
  private @Nullable CardDraft draft;

  /** Whether other arrays were chosen than those that the draft was made of. */
  private boolean fedAnew;

  private @Nullable CardReport report;

  ModelImport(WorkbenchCore core) {
    this.core = core;
  }

  /** Chooses the files; what was drafted from others is forgotten. */
  void choose(Path newModel, @Nullable Path newArchitecture, Path newData) {
    boolean same =
        newModel.equals(model)
            && newData.equals(data)
            && Objects.equals(newArchitecture, architecture);
    if (!same) {
      model = newModel;
      architecture = newArchitecture;
      data = newData;
      guess = null;
      windowing = null;
      draft = null;
      report = null;
      feeding.clear();
    }
  }

  /** What a state dict is to an installed family of models, for which it needs no architecture. */
  Optional<Member> family(Path file) throws BadInputException {
    Projects projects = core.projects().get().orElse(null);
    return projects == null ? Optional.empty() : projects.family(file, null);
  }

  /** Whether a file is a state dict, which needs an architecture unless a family knows it. */
  static boolean needsArchitecture(Path file) throws BadInputException {
    return switch (Inspection.outline(file).kind()) {
      case TORCHSCRIPT_SCRIPTED, TORCHSCRIPT_TRACED -> false;
      case TRAINING_CHECKPOINT, LEGACY_CHECKPOINT, SAFETENSORS, NPZ -> true;
      default -> {
        FileSummary summary = Inspection.outline(file);
        throw new BadInputException(
            file.getFileName()
                + " is: "
                + summary.description()
                + "; choose a TorchScript archive or a training checkpoint.");
      }
    };
  }

  /** What was drafted, once it was. */
  Optional<CardDraft> draft() {
    return Optional.ofNullable(draft);
  }

  /** The data, once they were read. */
  Optional<ImportedData> data() {
    return Optional.ofNullable(imported);
  }

  /** How the check came out, once it was made. */
  Optional<CardReport> report() {
    return Optional.ofNullable(report);
  }

  /** What the project may be called. */
  String name() {
    Path file = model;
    return file == null ? "model" : CheckpointFiles.name(file);
  }

  /** Where the project may go: beside the model, if that can be written, else at home. */
  Path likelyFolder() {
    Path file = model;
    Path parent = file == null ? null : file.toAbsolutePath().normalize().getParent();
    Path beside =
        parent != null && Files.isWritable(parent)
            ? parent
            : Path.of(System.getProperty("user.home"));
    return beside.resolve(name() + "-loupe");
  }

  /** Whether the data are a table, of which it must be said how its rows become windows. */
  boolean isTable() {
    Path file = data;
    return file != null && CheckpointFiles.isTable(file);
  }

  /** Looks at the table's first rows, unless that is done. */
  void look(Progress progress) throws LoupeException {
    if (guess == null) {
      progress.report("look at the table", 0, 0);
      guess = service(core.imports(), "imports models").table(require(data), 0);
    }
  }

  /** What was guessed of the table, once it was looked at. */
  Optional<TableGuess> tableGuess() {
    return Optional.ofNullable(guess);
  }

  /** Says how the table's rows become windows; what was drafted from others is forgotten. */
  void cut(Windowing chosen) {
    if (!chosen.equals(windowing)) {
      windowing = chosen;
      imported = null;
      draft = null;
      report = null;
    }
  }

  /** Reads the data and drafts the card, unless that is done. */
  void prepare(Progress progress) throws LoupeException {
    if (draft == null) {
      Imports service = service(core.imports(), "imports models");
      Path source = require(data);
      ImportedData read = imported;
      if (read == null || !read.source().equals(source)) {
        imported =
            service.data(
                source,
                staging().resolve(CheckpointFiles.name(source) + ".npz"),
                windowing,
                progress);
      }
      redraft(progress);
    }
  }

  /** Drafts anew, with the arrays that were chosen. */
  void redraft(Progress progress) throws LoupeException {
    draft =
        service(core.imports(), "imports models")
            .draft(
                new Imports.Request(
                    name(), require(model), architecture, imported, feeding, options()),
                progress);
    fedAnew = false;
    report = null;
  }

  /** Says which array feeds an argument of forward; {@link #redraft} takes it up. */
  void feed(String argument, String array) {
    feeding.put(argument, array);
    fedAnew = true;
    report = null;
  }

  /** Takes up what a person changed. */
  void edit(CardDraft changed) {
    draft = changed;
    report = null;
  }

  /** Takes another tensor of the checkpoint for one of the architecture. */
  void map(String wanted, String stored) throws LoupeException {
    CardDraft card = draft;
    if (card != null) {
      edit(
          service(core.imports(), "imports models")
              .mapped(card, require(model), require(architecture), wanted, stored));
    }
  }

  /** Runs the model on the data, unless that is done for this card. */
  void check(Progress progress) throws LoupeException {
    if (fedAnew) {
      redraft(progress);
    }
    CardDraft card = draft;
    ImportedData read = imported;
    if (report == null && card != null && read != null) {
      Checkpoint checkpoint =
          service(core.projects(), "opens models")
              .checkpoint(name(), require(model), architecture, card.card());
      Windows windows =
          WindowExpression.choose("random:" + CHECKED, read.dataset(), List.of(), SEED);
      report =
          service(core.checks(), "checks models").check(checkpoint, windows, options(), progress);
    }
  }

  /**
   * Writes the project.
   *
   * @return its folder
   */
  Path write(Path folder, String name) throws LoupeException {
    ImportedData read = imported;
    if (read == null) {
      throw new IllegalStateException("nothing was read yet");
    }
    boolean made = !read.file().equals(read.source());
    Path archive = architecture;
    return service(core.imports(), "imports models")
        .write(
            new NewProject(
                folder,
                name,
                List.of(new Part(name(), require(model), Placing.REFERRED)),
                archive == null ? null : new Part("architecture", archive, Placing.REFERRED),
                List.of(
                    new Part(
                        CheckpointFiles.name(read.source()),
                        read.file(),
                        made ? Placing.MOVED : Placing.REFERRED,
                        read.windowing())),
                draft,
                null,
                false));
  }

  private SessionOptions options() {
    return new SessionOptions(core.workspace().device().get().orElse(null), 0);
  }

  private static Path require(@Nullable Path file) {
    if (file == null) {
      throw new IllegalStateException("no file was chosen yet");
    }
    return file;
  }

  private static <S> S service(Observed<Optional<S>> service, String what) throws ModelException {
    return service
        .get()
        .orElseThrow(
            () ->
                new ModelException(
                    "The bundle that " + what + ", org.loupe.project, is not running."));
  }

  private Path staging() throws BadInputException {
    Path folder = staging;
    if (folder == null) {
      try {
        folder = Files.createTempDirectory("loupe-import");
      } catch (IOException e) {
        throw new BadInputException("There is no room for the data: " + e.getMessage() + ".", e);
      }
      staging = folder;
    }
    return folder;
  }

  /** Takes away what was only needed on the way. */
  @Override
  public void close() {
    Path folder = staging;
    if (folder == null) {
      return;
    }
    try (Stream<Path> content = Files.walk(folder)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, folder + " could not be removed", e);
    }
  }
}
