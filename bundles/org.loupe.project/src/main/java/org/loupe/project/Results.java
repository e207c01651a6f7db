package org.loupe.project;

import java.nio.file.Path;
import java.util.List;
import org.loupe.analysis.Result;
import org.loupe.model.BadInputException;
import org.loupe.plots.Figure;
import org.osgi.annotation.versioning.ProviderType;

/** The service that writes results. Thread-safe. */
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
   * their axes), {@code arrays.npz} and {@code <figure id>.svg} for every figure. The folder
   * appears whole or not at all; an older one of the same place is replaced.
   *
   * @param folder such as {@code DIR/saliency/late}
   * @throws BadInputException if the folder cannot be written
   */
  void write(Path folder, Result result, List<Figure> figures) throws BadInputException;
}
