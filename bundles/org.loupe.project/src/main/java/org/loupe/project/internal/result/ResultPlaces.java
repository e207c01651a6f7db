package org.loupe.project.internal.result;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.loupe.model.BadInputException;
import org.loupe.project.ResultRequest;
import org.loupe.project.StoredResult;
import org.loupe.project.internal.data.Sha256;

/**
 * Which folders results lie in: {@code <method>/<subject>} for the first request, {@code
 * <method>/<subject>~<digits>} for others.
 */
final class ResultPlaces {
  private static final System.Logger LOG = System.getLogger(ResultPlaces.class.getName());
  private static final String VARIANT = "~";
  private static final int DIGITS = 8;

  private final ResultReader reader = new ResultReader();

  /** The folders of methods, by name. */
  static List<Path> methods(Path folder) throws BadInputException {
    return Files.isDirectory(folder) ? folders(folder) : List.of();
  }

  /** The folders of a method that hold results, by name. */
  static List<Path> results(Path method) throws BadInputException {
    if (!Files.isDirectory(method)) {
      return List.of();
    }
    Leftovers.mend(method);
    return folders(method).stream()
        .filter(place -> Files.isRegularFile(place.resolve(ResultFolder.JSON)))
        .toList();
  }

  private static List<Path> folders(Path folder) throws BadInputException {
    try (Stream<Path> content = Files.list(folder)) {
      return content
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new BadInputException(
          "The results in " + folder + " cannot be listed: " + e.getMessage() + ".", e);
    }
  }

  /** The results of a subject in the folder of a method, the plain folder first. */
  List<StoredResult> of(Path method, String subject) throws BadInputException {
    List<StoredResult> found = new ArrayList<>();
    for (Path place : results(method)) {
      if (isOf(place, subject)) {
        StoredResult read = reader.read(place);
        if (read.provenance().subjectName().equals(subject)) {
          found.add(read);
        }
      }
    }
    return found;
  }

  private static boolean isOf(Path place, String subject) {
    String name = place.getFileName().toString();
    return name.equals(subject) || name.startsWith(subject + VARIANT);
  }

  /** Where the result of a request lies, or may be written. */
  Path place(Path folder, ResultRequest request, Set<Path> taken) throws BadInputException {
    List<Path> candidates = candidates(folder, request);
    for (Path place : candidates) {
      if (!taken.contains(place) && at(place, request).isPresent()) {
        return place;
      }
    }
    Path plain = candidates.get(0);
    return taken.contains(plain) || Files.exists(plain.resolve(ResultFolder.JSON))
        ? candidates.get(1)
        : plain;
  }

  /** The result of a request. */
  Optional<StoredResult> find(Path folder, ResultRequest request) throws BadInputException {
    return candidates(folder, request).stream()
        .flatMap(place -> at(place, request).stream())
        .findFirst();
  }

  /** The plain folder, and the one that only this request has. */
  private static List<Path> candidates(Path folder, ResultRequest request)
      throws BadInputException {
    Path method = child(folder, request.method());
    return List.of(
        child(method, request.subjectName()),
        child(method, request.subjectName() + VARIANT + digits(request)));
  }

  /** What cannot be read is no answer to any request, and is not replaced by one unasked. */
  private Optional<StoredResult> at(Path place, ResultRequest request) {
    if (!Files.isRegularFile(place.resolve(ResultFolder.JSON))) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.read(place)).filter(read -> read.asked().equals(request));
    } catch (BadInputException e) {
      LOG.log(Level.WARNING, "a result stays where it is, unread: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String digits(ResultRequest request) {
    return Sha256.ofText(request.toString()).substring(0, DIGITS);
  }

  private static Path child(Path folder, String name) throws BadInputException {
    Path child = folder.resolve(name).normalize();
    if (!folder.equals(child.getParent()) || name.startsWith(".")) {
      throw new BadInputException(
          "'" + name + "' cannot be the name of a folder of results; rename it without slashes.");
    }
    return child;
  }
}
