package org.loupe.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.loupe.analysis.Digest;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;

/**
 * What a result on disk says. Its arrays and figures stay there.
 *
 * @param folder where it lies
 * @param provenance how it came about
 * @param asked what it was asked for by; its windows are more than those of the provenance where
 *     the method left some out
 * @param scalars single numbers
 * @param tables tables
 * @param findings what is worth saying
 * @param figures its figures
 */
public record StoredResult(
    Path folder,
    Provenance provenance,
    ResultRequest asked,
    List<Scalar> scalars,
    List<Table> tables,
    List<Finding> findings,
    List<StoredFigure> figures)
    implements Digest {
  /** Copies the lists. */
  public StoredResult {
    scalars = List.copyOf(scalars);
    tables = List.copyOf(tables);
    findings = List.copyOf(findings);
    figures = List.copyOf(figures);
  }

  /** A result that was asked for by just what its provenance says. */
  public StoredResult(
      Path folder,
      Provenance provenance,
      List<Scalar> scalars,
      List<Table> tables,
      List<Finding> findings,
      List<StoredFigure> figures) {
    this(folder, provenance, ResultRequest.of(provenance), scalars, tables, findings, figures);
  }

  /** When it was written; empty where the file system does not say. */
  public Optional<Instant> written() {
    try {
      return Optional.of(Files.getLastModifiedTime(folder.resolve("result.json")).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * A figure as it was drawn.
   *
   * @param id stable within the method
   * @param title what is shown of what
   * @param caption what it shows, how sure it is and what it does not say
   * @param file an SVG document; not read yet, and not to be trusted
   */
  public record StoredFigure(String id, String title, String caption, Path file) {}
}
