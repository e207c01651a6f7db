package org.loupe.project;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.osgi.annotation.versioning.ProviderType;

/** The service that opens what people have on disk. Thread-safe; every call reads files. */
@ProviderType
public interface Projects {

  /**
   * Opens a project.
   *
   * @param path a folder with {@code loupe.json}, or that file
   * @throws BadInputException if it is missing or wrong, naming key and place
   */
  Project open(Path path) throws BadInputException;

  /**
   * Reads a model card.
   *
   * @param file a card, or a checkpoint ({@link CheckpointFiles}), whose card then is {@code
   *     <name>.card.json} beside it, else the extra file {@code loupe.card.json} inside it
   * @throws BadInputException if it is no card: an unknown key, a missing one, a wrong type, each
   *     with its place
   */
  ModelCard card(Path file) throws BadInputException;

  /**
   * Describes a checkpoint; hashes the file, loads nothing.
   *
   * @param name shown to people
   * @param file a TorchScript archive, or a state dict if an architecture is given or a {@link
   *     ModelFamily} knows it, which then writes the archive that the checkpoint names
   * @param architecture the archive whose weights the state dict replaces, or null
   * @throws BadInputException if a file cannot be read, or the family lacks something
   */
  Checkpoint checkpoint(String name, Path file, @Nullable Path architecture, ModelCard card)
      throws BadInputException;

  /**
   * Asks the installed families of models whether one of them knows a state dict, so that it needs
   * no architecture. Reads names and shapes.
   *
   * @param card what is known of the model, or null
   * @return empty if the file is no state dict, or of no family
   * @throws BadInputException if there is no such file, or it is damaged or refused
   */
  Optional<ModelFamily.Member> family(Path file, @Nullable ModelCard card) throws BadInputException;

  /**
   * Opens a dataset. Arrays are read when they are asked for. The first time a table is opened its
   * rows are converted to numbers, which are kept until the file changes.
   *
   * @param name shown to people
   * @param file an {@code .npz}, or a table: CSV or TSV with a line of column names
   * @param windowing how the rows of a table become windows; null of an {@code .npz}
   * @throws BadInputException if it is no dataset; of a table with line and column
   * @throws java.util.concurrent.CancellationException if the progress was cancelled; nothing is
   *     left behind
   */
  Dataset dataset(String name, Path file, @Nullable Windowing windowing, Progress progress)
      throws BadInputException;

  /**
   * Opens an {@code .npz}.
   *
   * @param name shown to people
   * @throws BadInputException if it is no dataset
   */
  default Dataset dataset(String name, Path file) throws BadInputException {
    return dataset(name, file, null, Progress.none());
  }
}
