package org.loupe.report.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.loupe.model.BadInputException;
import org.loupe.report.Report;
import org.loupe.report.Reports;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Writes reports as HTML: first beside their place, then moved there. */
@Component
public final class HtmlReports implements Reports {

  /** Made once by Declarative Services. */
  @Activate
  public HtmlReports() {}

  @Override
  public void write(Report report, Path file) throws BadInputException {
    String page = ReportPage.of(report, style());
    Path place = file.toAbsolutePath().normalize();
    try {
      if (Files.isDirectory(place)) {
        throw new BadInputException(file + " is a folder; name a file for the report.");
      }
      Files.createDirectories(place.getParent());
      Path made =
          place.resolveSibling("." + place.getFileName() + "-" + UUID.randomUUID() + ".tmp");
      try {
        Files.writeString(made, page, StandardCharsets.UTF_8);
        Files.move(
            made, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(made);
      }
    } catch (IOException e) {
      throw new BadInputException(
          "The report cannot be written to "
              + file
              + ": "
              + reason(e)
              + "; choose another place or make room there.",
          e);
    }
  }

  /** Of some only the class says what is wrong. */
  private static String reason(IOException e) {
    boolean tells = !(e instanceof FileSystemException system) || system.getReason() != null;
    return tells ? String.valueOf(e.getMessage()) : e.toString();
  }

  private static String style() {
    try (InputStream stream = HtmlReports.class.getResourceAsStream("report.css")) {
      if (stream == null) {
        throw new IllegalStateException("report.css is missing from the report bundle");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("report.css cannot be read", e);
    }
  }
}
