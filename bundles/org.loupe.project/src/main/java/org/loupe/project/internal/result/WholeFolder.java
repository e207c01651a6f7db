package org.loupe.project.internal.result;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.record.RecordFile;

/**
 * The folder of a result, there whole or not at all. Nothing but an older result is ever replaced,
 * and other processes may put results in the same place at the same time.
 */
final class WholeFolder {
  /** Nobody writes to one place so often that all of them fail. */
  private static final int MOST_ATTEMPTS = 20;

  private static final System.Logger LOG = System.getLogger(WholeFolder.class.getName());

  /** As it was named. */
  private final Path shown;

  private final Path place;

  private WholeFolder(Path shown, Path place) {
    this.shown = shown;
    this.place = place;
  }

  /** The place of a folder, which need not be there. */
  static WholeFolder of(Path folder) {
    return new WholeFolder(folder, folder.toAbsolutePath().normalize());
  }

  /**
   * Finds out, before anything is computed, whether a result may be written.
   *
   * @throws BadInputException if it may not, or something else is there
   */
  void requireWritable() throws BadInputException {
    try {
      requireReplaceable();
      Path existing = place.getParent();
      while (!Files.exists(existing)) {
        existing = existing.getParent();
      }
      Files.delete(Files.createTempFile(existing, ".loupe", ".tmp"));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Puts files into a folder. */
  interface Filling {
    void fill(Path made) throws IOException;
  }

  /**
   * Makes the folder appear there, whole or not at all: it is filled beside its place, then moved.
   *
   * @throws BadInputException if it cannot be written, or something else is there
   */
  void appear(Filling filling) throws BadInputException {
    Path made = Leftovers.made(place);
    List<Path> parents = missing();
    boolean written = false;
    try {
      requireReplaceable();
      Files.createDirectories(place.getParent());
      Files.createDirectory(made);
      filling.fill(made);
      replace(made);
      written = true;
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      Leftovers.delete(made);
      if (!written) {
        deleteEmpty(parents);
      }
    }
  }

  /**
   * Deletes the result that is there.
   *
   * @throws BadInputException if it cannot be deleted, or is none
   */
  void delete() throws BadInputException {
    try {
      requireReplaceable();
      Path gone = Leftovers.gone(place);
      Files.move(place, gone, StandardCopyOption.ATOMIC_MOVE);
      Leftovers.delete(gone);
    } catch (IOException e) {
      throw new BadInputException(
          "The result in " + place + " cannot be deleted: " + reason(e) + ".", e);
    }
  }

  /** The folders that are not there yet, from the innermost on. */
  private List<Path> missing() {
    List<Path> missing = new ArrayList<>();
    for (Path path = place.getParent();
        path != null && !Files.exists(path);
        path = path.getParent()) {
      missing.add(path);
    }
    return missing;
  }

  private static void deleteEmpty(List<Path> folders) {
    try {
      for (Path folder : folders) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      // Somebody else has put something there meanwhile: it stays, and what it lies in.
      LOG.log(System.Logger.Level.DEBUG, "a folder stays", e);
    }
  }

  private BadInputException unwritable(IOException e) {
    return new BadInputException(
        "The result cannot be written to "
            + shown
            + ": "
            + reason(e)
            + "; choose another folder or make room there.",
        e);
  }

  /**
   * Nothing but an older result is ever replaced. Looked at more than once: what others replace at
   * this moment is half there while it goes.
   */
  private void requireReplaceable() throws IOException, BadInputException {
    String problem = problem();
    for (int attempt = 1; !problem.isEmpty() && attempt < MOST_ATTEMPTS; attempt++) {
      problem = problem();
    }
    if (!problem.isEmpty()) {
      throw new BadInputException(problem);
    }
  }

  /** Why what is there is no result, in a sentence; empty if nothing is, or one. */
  private String problem() throws IOException {
    try {
      if (!Files.readAttributes(place, BasicFileAttributes.class).isDirectory()) {
        return place + " is a file, and is not replaced by a result; choose another folder.";
      }
      boolean result = Files.exists(place.resolve(ResultFolder.JSON));
      try (Stream<Path> content = Files.list(place)) {
        return content
            .filter(path -> !(result && isPart(path)))
            .findFirst()
            .map(
                foreign ->
                    foreign
                        + " is not part of a result of Loupe, so its folder is neither replaced nor"
                        + " deleted; move it away, or choose another folder.")
            .orElse("");
      }
    } catch (NoSuchFileException e) {
      LOG.log(System.Logger.Level.DEBUG, "nothing is there, or somebody else replaces it", e);
      return "";
    }
  }

  private static boolean isPart(Path file) {
    String name = file.getFileName().toString();
    return name.equals(ResultFolder.JSON)
        || name.equals(ResultFolder.ARRAYS)
        || name.equals(RecordFile.JSON)
        || name.equals(RecordFile.NUMBERS)
        || name.endsWith(".svg")
        || name.endsWith(TableCsv.SUFFIX);
  }

  /** Other processes may put results of the same request there meanwhile: the last one stays. */
  private void replace(Path made) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        replaceOnce(made);
        return;
      } catch (FileSystemException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
        LOG.log(System.Logger.Level.DEBUG, "somebody else writes to " + place, e);
      }
    }
  }

  private void replaceOnce(Path made) throws IOException {
    if (!Files.exists(place)) {
      Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = Leftovers.before(place);
    Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(place)) {
        Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    } finally {
      Leftovers.delete(old);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "access to " + denied.getFile() + " is denied";
    } else if (e instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is a file, not a folder";
    } else if (e instanceof NotDirectoryException file) {
      return file.getFile() + " is no folder";
    } else if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason() + " (" + system.getFile() + ")";
    }
    return String.valueOf(e.getMessage());
  }
}
