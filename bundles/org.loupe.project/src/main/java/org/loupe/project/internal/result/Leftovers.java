package org.loupe.project.internal.result;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders beside results that a process needs while it writes them, and what becomes of them where
 * the process was killed. Their names say whose they are, so that nothing is taken from a process
 * that is still at work.
 */
final class Leftovers {
  private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());
  private static final String NEW = "new";
  private static final String OLD = "old";
  private static final String GONE = "gone";

  private static final Pattern NAME =
      Pattern.compile(
          "\\.(?<place>.+)\\.(?<process>\\d{1,10}-\\d{1,15})\\.[0-9a-f]{8}\\.(?<kind>new|old|gone)");

  /** A process on another machine may share the folder; it touches what it writes. */
  private static final Duration UNTOUCHED = Duration.ofHours(1);

  private Leftovers() {}

  /** Where a result is made before it is moved to its place. */
  static Path made(Path place) {
    return beside(place, NEW);
  }

  /** Where the result before stays until the new one is in its place. */
  static Path before(Path place) {
    return beside(place, OLD);
  }

  /** Where a result goes that is being deleted. */
  static Path gone(Path place) {
    return beside(place, GONE);
  }

  private static Path beside(Path place, String kind) {
    return place.resolveSibling(
        "."
            + place.getFileName()
            + "."
            + process(ProcessHandle.current())
            + "."
            + UUID.randomUUID().toString().substring(0, 8)
            + "."
            + kind);
  }

  /** Numbers of processes come again; the moment at which one began does not. */
  private static String process(ProcessHandle process) {
    return process.pid()
        + "-"
        + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /**
   * Puts a folder right in which a process was killed: a result that had been moved away comes back
   * unless there is a new one in its place; what was not finished is deleted.
   */
  static void mend(Path folder) {
    try (Stream<Path> content = Files.list(folder)) {
      for (Path path : content.toList()) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (name.matches() && !isAtWork(name.group("process"))) {
          mend(path, folder.resolve(name.group("place")), name.group("kind"));
        }
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "What a killed process left in " + folder + " stays there", e);
    }
  }

  private static void mend(Path left, Path place, String kind) throws IOException {
    if (kind.equals(OLD) && !Files.exists(place)) {
      Files.move(left, place, StandardCopyOption.ATOMIC_MOVE);
    } else if (Files.getLastModifiedTime(left)
        .toInstant()
        .isBefore(Instant.now().minus(UNTOUCHED))) {
      delete(left);
    }
  }

  private static boolean isAtWork(String process) {
    long pid = Long.parseLong(process.substring(0, process.indexOf('-')));
    Optional<ProcessHandle> running = ProcessHandle.of(pid);
    return running.isPresent() && process(running.get()).equals(process);
  }

  /** Deletes a folder with what is in it; says in the log what stays. */
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> content = Files.walk(folder)) {
      List<Path> innermost = content.sorted(Comparator.reverseOrder()).toList();
      for (Path path : innermost) {
        Files.delete(path);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, folder + " could not be removed", e);
    }
  }
}
