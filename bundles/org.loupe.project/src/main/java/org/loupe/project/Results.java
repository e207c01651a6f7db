package org.loupe.project;

import java.nio.file.Path;
import java.util.List;
import org.loupe.analysis.Result;
import org.loupe.analysis.Side;
import org.loupe.model.BadInputException;
import org.loupe.plots.Figure;
import org.osgi.annotation.versioning.ProviderType;

/** The service that writes results and reads what they say. Thread-safe. */
@ProviderType
public interface Results {

  /**
   * Finds out before hours of computing whether a result can be written; leaves nothing behind.
   *
   * @param folder as for {@link #write}
   * @throws BadInputException if not
   */
  void requireWritable(Path folder) throws BadInputException;

  /**
   * Writes {@code result.json} (provenance, parameters, scalars, tables, findings, the arrays with
   * their axes), {@code arrays.npz}, {@code <table>.csv} for every table and {@code <figure
   * id>.svg} for every figure. The folder appears whole or not at all; an older one of the same
   * place is replaced.
   *
   * @param folder such as {@code DIR/saliency/late}
   * @throws BadInputException if the folder cannot be written
   */
  void write(Path folder, Result result, List<Figure> figures) throws BadInputException;

  /**
   * Reads what stored results of a checkpoint say, without their arrays.
   *
   * @param folder that holds {@code <method>/<checkpoint>/result.json}; need not exist
   * @param checkpoint the checkpoint's name
   * @return by method id; folders without {@code result.json} are no results
   * @throws BadInputException if a {@code result.json} is damaged or from a newer version, naming
   *     file and place
   */
  List<StoredResult> stored(Path folder, String checkpoint) throws BadInputException;

  /**
   * A stored result as one side of a comparison: its per-window numbers are read, its maps when
   * they are asked for.
   *
   * @throws BadInputException if its files are damaged, naming file and place
   */
  Side side(StoredResult stored) throws BadInputException;
}
