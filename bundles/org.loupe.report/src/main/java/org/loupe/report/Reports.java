package org.loupe.report;

import java.nio.file.Path;
import org.loupe.model.BadInputException;
import org.osgi.annotation.versioning.ProviderType;

/** The service that writes reports. Thread-safe. */
@ProviderType
public interface Reports {

  /**
   * Writes a report: the whole file appears at once, in place of an older one.
   *
   * @param file where, usually {@code .html}
   * @throws BadInputException if the file cannot be written, or a figure of a result cannot be read
   *     or is none that Loupe drew
   */
  void write(Report report, Path file) throws BadInputException;
}
