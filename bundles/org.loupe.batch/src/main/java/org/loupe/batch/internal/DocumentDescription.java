package org.loupe.batch.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.loupe.checkpoint.FileSummary;
import org.loupe.model.BadInputException;
import org.loupe.project.Projects;

/** What one of Loupe's own JSON documents says: a model card, a project, a result. */
final class DocumentDescription {
  private static final long LARGEST = 64L << 20;

  private final Projects projects;

  DocumentDescription(Projects projects) {
    this.projects = projects;
  }

  /** Whether a file is such a document. */
  static boolean knows(FileSummary summary) {
    return switch (summary.kind()) {
      case MODEL_CARD, PROJECT, RESULT -> true;
      default -> false;
    };
  }

  /**
   * Describes a document.
   *
   * @throws BadInputException if it is wrong, with the place
   */
  String of(FileSummary summary, boolean json) throws BadInputException {
    Path file = summary.file();
    Described described = new Described();
    described.both("file", file.toString());
    described.line("kind: " + summary.description());
    described.put("kind", summary.kind().name().toLowerCase(Locale.ROOT));
    described.line(String.format(Locale.ROOT, "size: %,d bytes", summary.size()));
    described.put("size", summary.size());
    switch (summary.kind()) {
      case PROJECT -> ProjectDescription.add(projects.open(file), read(file), described);
      case RESULT -> ResultDescription.add(read(file), described);
      default -> CardDescription.add(projects.card(file), described);
    }
    return described.text(json);
  }

  private static JsonNode read(Path file) throws BadInputException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new BadInputException(file + " is too large for a document of Loupe's.");
      }
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new BadInputException(file + " cannot be read as JSON: " + reason, e);
    }
  }
}
