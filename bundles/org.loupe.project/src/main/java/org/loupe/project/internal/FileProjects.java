package org.loupe.project.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.Archives;
import org.loupe.checkpoint.CardCheck;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.internal.card.CardReader;
import org.loupe.project.internal.card.ProjectFile;
import org.loupe.project.internal.data.NpzDataset;
import org.loupe.project.internal.data.Sha256;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Opens projects, cards, checkpoints and datasets from files. */
@Component
public final class FileProjects implements Projects {
  private final CardReader cards = new CardReader();

  /** Made once by Declarative Services. */
  @Activate
  public FileProjects() {}

  @Override
  public Project open(Path path) throws BadInputException {
    Path file = Files.isDirectory(path) ? path.resolve(ProjectFile.NAME) : path;
    if (!Files.exists(file)) {
      throw new BadInputException(
          path
              + " is no project: there is no "
              + file
              + "; name a folder with a "
              + ProjectFile.NAME
              + ".");
    }
    return new FolderProject(ProjectFile.read(file), this);
  }

  @Override
  public ModelCard card(Path file) throws BadInputException {
    return isModel(file) ? cardOf(file) : cards.read(file);
  }

  private static boolean isModel(Path file) {
    return String.valueOf(file.getFileName()).matches(".*" + CardReader.MODEL);
  }

  private ModelCard cardOf(Path model) throws BadInputException {
    return cards
        .own(model)
        .orElseThrow(
            () ->
                new BadInputException(
                    model
                        + " has no model card; name one, put it beside the model as "
                        + CardReader.beside(model).getFileName()
                        + ", or save it inside as the extra file "
                        + CardReader.EMBEDDED
                        + "."));
  }

  @Override
  public Checkpoint checkpoint(String name, Path file, @Nullable Path architecture, ModelCard card)
      throws BadInputException {
    Path model = architecture == null ? file : architecture;
    Archives.requireTorchScript(model);
    CardCheck.check(Inspection.inspect(model), card);
    if (architecture == null) {
      return new Checkpoint(name, file, null, Sha256.of(file), card);
    }
    requireStateDict(file);
    return new Checkpoint(name, file, architecture, Sha256.of(file, architecture), card);
  }

  private static void requireStateDict(Path file) throws BadInputException {
    FileSummary summary = Inspection.inspect(file);
    if (summary.kind() != FileSummary.Kind.TRAINING_CHECKPOINT
        && summary.kind() != FileSummary.Kind.LEGACY_CHECKPOINT) {
      throw new BadInputException(
          file
              + " was expected to be a training checkpoint, since an architecture is given, but is: "
              + summary.description()
              + "; leave out the architecture, or choose another file.");
    }
    if (summary.tensors().isEmpty()) {
      throw new BadInputException(
          file
              + " holds no tensors"
              + summary.remarks().stream().findFirst().map(remark -> ": " + remark).orElse(".")
              + " Save model.state_dict() in it.");
    }
  }

  @Override
  public Dataset dataset(String name, Path file) throws BadInputException {
    return NpzDataset.open(name, file);
  }
}
