package org.loupe.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.loupe.analysis.InstalledMethod;
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
   * id>.svg} for every figure; and the record itself ({@code record.json}, {@code record.npz}), by
   * which it is {@linkplain #read read back}, unless it is made of what cannot be read back, see
   * {@link Result}. The folder appears whole or not at all; an older one of the same place is
   * replaced.
   *
   * @param folder such as {@code DIR/saliency/late}
   * @param asked what the result was asked for by, by which it is {@linkplain #find found}
   * @throws BadInputException if the folder cannot be written
   */
  void write(Path folder, ResultRequest asked, Result result, List<Figure> figures)
      throws BadInputException;

  /**
   * Writes a result that was asked for by just what its provenance says.
   *
   * @throws BadInputException if the folder cannot be written
   */
  default void write(Path folder, Result result, List<Figure> figures) throws BadInputException {
    write(folder, ResultRequest.of(result.provenance()), result, figures);
  }

  /**
   * Reads what stored results of a checkpoint say, without their arrays.
   *
   * @param folder that holds {@code <method>/<checkpoint>/result.json}, and {@code
   *     <method>/<checkpoint>~<digits>/result.json} of further requests; need not exist
   * @param checkpoint the checkpoint's name
   * @return by method id, of each first what lies in the plain folder; folders without {@code
   *     result.json} are no results
   * @throws BadInputException if a {@code result.json} is damaged or from a newer version, naming
   *     file and place
   */
  List<StoredResult> stored(Path folder, String checkpoint) throws BadInputException;

  /**
   * Reads a stored result back whole, as it was when it was written: its view draws the same
   * figures of it. Makes records of the classes that the method's result is declared of, and
   * nothing else. May take a second and as much memory as the result.
   *
   * @param method the installed method that the result is of
   * @return empty where it cannot be had any more and has to be computed again: written by another
   *     method or version of it, of a record whose components have changed since, or by a Loupe
   *     that kept no records
   * @throws BadInputException if its files are damaged or from a newer version, naming file and
   *     place
   */
  <R extends Result> Optional<R> read(StoredResult stored, InstalledMethod<?, R> method)
      throws BadInputException;

  /**
   * A stored result as one side of a comparison: its per-window numbers are read, its maps when
   * they are asked for.
   *
   * @throws BadInputException if its files are damaged, naming file and place
   */
  Side side(StoredResult stored) throws BadInputException;

  /**
   * Reads what all stored results say, and whether their arrays and figures are there; what cannot
   * be read does not hide the others.
   *
   * @param folder as for {@link #stored}
   * @throws BadInputException if the folder itself cannot be listed
   */
  Inventory inventory(Path folder) throws BadInputException;

  /**
   * The result of a request, whether or not it is still true.
   *
   * @param folder as for {@link #stored}
   * @return empty if there is none, or what lies there cannot be read
   * @throws BadInputException if names of the request are none of folders
   */
  Optional<StoredResult> find(Path folder, ResultRequest request) throws BadInputException;

  /**
   * Where the result of a request lies, or is to be written. The first request of a method and its
   * checkpoints lies in {@code <method>/<checkpoint>}; every other one lies beside it, in {@code
   * <method>/<checkpoint>~<digits>}, whose digits depend on the request only. So results of other
   * parameters or windows never replace each other.
   *
   * @param folder as for {@link #stored}
   * @param taken places that other requests are going to have
   * @throws BadInputException if names of the request are none of folders, or the folder cannot be
   *     listed
   */
  Path place(Path folder, ResultRequest request, Set<Path> taken) throws BadInputException;

  /**
   * Deletes a result's folder: first out of sight, then for good. Files that are not part of a
   * result keep it from being deleted.
   *
   * @throws BadInputException if that cannot be done
   */
  default void delete(StoredResult result) throws BadInputException {
    delete(result.folder());
  }

  /**
   * Deletes a result's folder, also of a result that cannot be read.
   *
   * @throws BadInputException if that cannot be done
   */
  void delete(Path folder) throws BadInputException;

  /**
   * Copies a result to where other programs read it: {@code result.json}, {@code arrays.npz} for
   * NumPy, figures as SVG, {@code scalars.csv} and {@code <table>.csv} for each table. Where the
   * result can be {@linkplain #read read back} its figures are drawn as PNG, too, at twice their
   * size. The folder appears whole or not at all.
   *
   * @param method whose result it is, if that is installed
   * @param to a folder that is not there yet
   * @throws BadInputException if it is there, or cannot be written, or the result is not whole
   */
  void export(StoredResult result, Optional<? extends InstalledMethod<?, ?>> method, Path to)
      throws BadInputException;

  /**
   * What lies in a folder of results.
   *
   * @param results by method and folder
   * @param damaged results that cannot be read
   */
  record Inventory(List<StoredResult> results, List<Damaged> damaged) {
    /** Copies the lists. */
    public Inventory {
      results = List.copyOf(results);
      damaged = List.copyOf(damaged);
    }
  }

  /**
   * A result that cannot be read.
   *
   * @param folder where it lies
   * @param problem a sentence: what is wrong in which file
   */
  record Damaged(Path folder, String problem) {}
}
