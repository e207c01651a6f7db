package org.loupe.project.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.Archives;
import org.loupe.checkpoint.CardCheck;
import org.loupe.checkpoint.Inspection;
import org.loupe.checkpoint.StateDict;
import org.loupe.checkpoint.StateDictMapping;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.ModelFamily;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.Windowing;
import org.loupe.project.internal.Families.Recognised;
import org.loupe.project.internal.card.CardReader;
import org.loupe.project.internal.card.ProjectFile;
import org.loupe.project.internal.data.KnownFiles;
import org.loupe.project.internal.data.Sha256;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens projects, cards, checkpoints and datasets from files. */
@Component
public final class FileProjects implements Projects {
  private final CardReader cards = new CardReader();
  private final KnownFiles files = new KnownFiles();
  private final Architectures architectures = new Architectures(files);
  private final Families families;
  private final DataFiles data;

  /** Made once by Declarative Services. */
  @Activate
  public FileProjects(@Reference Families families, @Reference DataFiles data) {
    this.families = families;
    this.data = data;
  }

  /** Outside a framework. */
  public FileProjects(Families families) {
    this(families, DataFiles.temporary());
  }

  /** Outside a framework, without families of models. */
  public FileProjects() {
    this(Families.none());
  }

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
    return CheckpointFiles.isCheckpoint(file) ? cardOf(file) : cards.read(file);
  }

  private ModelCard cardOf(Path model) throws BadInputException {
    return cards
        .own(model)
        .orElseThrow(
            () ->
                new BadInputException(
                    model
                        + " has no model card; name one, put it beside the model as "
                        + CheckpointFiles.cardBeside(model).getFileName()
                        + ", or save it inside as the extra file "
                        + CardReader.EMBEDDED
                        + "."));
  }

  @Override
  public Checkpoint checkpoint(String name, Path file, @Nullable Path architecture, ModelCard card)
      throws BadInputException {
    if (architecture == null) {
      Optional<Recognised> recognised = families.recognise(file, card);
      Path archive = recognised.isPresent() ? families.archive(recognised.get()) : file;
      Archives.requireTorchScript(archive);
      CardCheck.check(Inspection.outline(archive), card);
      return new Checkpoint(name, archive, null, CheckpointDigest.of(archive, files), card);
    }
    Architectures.Known known = architectures.of(architecture);
    CardCheck.check(known.architecture().summary(), card);
    try (StateDict dict = StateDict.open(file)) {
      StateDictMapping.of(dict, card.stateDict(), known.architecture()).requireComplete();
    }
    String sha256 = Sha256.of(CheckpointDigest.of(file, files), known.sha256());
    return new Checkpoint(name, file, architecture, sha256, card);
  }

  @Override
  public Optional<ModelFamily.Member> family(Path file, @Nullable ModelCard card)
      throws BadInputException {
    return families.recognise(file, card).map(Recognised::member);
  }

  @Override
  public Dataset dataset(String name, Path file, @Nullable Windowing windowing, Progress progress)
      throws BadInputException {
    return data.open(name, file, windowing, progress);
  }
}
