package org.loupe.project.imports;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.project.Windowing;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The service that makes a project of what training left. Thread-safe; every call reads files and
 * takes its time: not on a UI thread.
 */
@ProviderType
public interface Imports {

  /**
   * Opens data: an {@code .npz}, or what {@code torch.save} wrote, such as a list of dictionaries
   * of tensors, a dictionary of tensors or a TensorDataset. The latter is written as {@code .npz}
   * first; nothing in it is executed. Samples that differ in size are padded with 0 at the end, and
   * arrays {@code lengths} and {@code valid} then say what counts; texts become numbers of classes,
   * single numbers arrays of one number per window. The rows of a table (CSV, TSV) become windows
   * as the windowing says; it stays where it is.
   *
   * @param npz where the dataset is written if the file is no {@code .npz}; replaced as a whole
   * @param windowing how the rows of a table become windows; null of other files
   * @throws BadInputException if it holds no samples, is refused, or cannot be written
   * @throws java.util.concurrent.CancellationException if the progress was cancelled; nothing is
   *     left behind
   */
  ImportedData data(Path file, Path npz, @Nullable Windowing windowing, Progress progress)
      throws BadInputException;

  /**
   * Guesses how the rows of a table may become windows. Reads its first rows.
   *
   * @param file called as tables are, see {@link org.loupe.project.CheckpointFiles#isTable}
   * @param length rows of a window, or 0 to guess
   * @throws BadInputException if it is no table with a header, with the place
   */
  TableGuess table(Path file, int length) throws BadInputException;

  /**
   * Drafts a model card. Where a runtime is there, the model is run on a few windows to learn its
   * outputs.
   *
   * @throws BadInputException if the model is no TorchScript archive and of no family, or its
   *     forward takes what cannot be fed
   * @throws java.util.concurrent.CancellationException if the progress was cancelled
   */
  CardDraft draft(Request request, Progress progress) throws LoupeException;

  /**
   * The card that a model has already, beside it or inside it, as a draft without guesses.
   *
   * @return empty if it has none
   * @throws BadInputException if it has one that is wrong, or the model cannot be read
   */
  Optional<CardDraft> ownCard(Path model) throws BadInputException;

  /**
   * The draft with another tensor of the checkpoint for a parameter or buffer of its architecture;
   * whoever had that tensor gets the former one, or none.
   *
   * @param draft with a mapping
   * @param checkpoint as the draft was made from, like the architecture
   * @param wanted the architecture's name
   * @param stored one of the mapping's candidates, by name
   * @throws BadInputException if one of the files is refused
   */
  CardDraft mapped(
      CardDraft draft, Path checkpoint, Path architecture, String wanted, String stored)
      throws BadInputException;

  /** The card as JSON, its guesses under {@code x-guesses}. */
  String text(CardDraft draft);

  /**
   * Writes a card.
   *
   * @param force whether a file that is there is replaced
   * @throws BadInputException if it is there, or cannot be written
   */
  void write(CardDraft draft, Path file, boolean force) throws BadInputException;

  /**
   * Writes a project's {@code loupe.json} and what else it needs. What is written appears whole or
   * not at all.
   *
   * @return the project's folder
   * @throws BadInputException if something is in the way, a file is missing, or it cannot be
   *     written
   */
  Path write(NewProject project) throws BadInputException;

  /**
   * What a card is drafted from.
   *
   * @param name shown to people
   * @param model a TorchScript archive, or a training checkpoint if an architecture is given or a
   *     {@link org.loupe.project.ModelFamily} knows it; what the card beside it says of its family
   *     is heeded then
   * @param architecture the archive whose weights the checkpoint replaces, or null
   * @param data what the model is fed, or null: much stays unanswered then
   * @param feeding arrays that a person has chosen, by the argument of forward that they feed
   * @param options where to run the model
   */
  record Request(
      String name,
      Path model,
      @Nullable Path architecture,
      @Nullable ImportedData data,
      Map<String, String> feeding,
      SessionOptions options) {
    /** Copies the map. */
    public Request {
      feeding = Map.copyOf(feeding);
    }
  }
}
