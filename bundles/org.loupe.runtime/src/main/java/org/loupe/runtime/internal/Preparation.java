package org.loupe.runtime.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.checkpoint.ProbedArchive;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Probes.Verification.State;

/**
 * Finds the archive that a checkpoint is run from: with probes as deep as it can have them, and as
 * it was saved where it can have none.
 */
final class Preparation {

  private static final System.Logger LOG = System.getLogger(Preparation.class.getName());

  private final ArchiveCache cache;
  private final ProbeArchiver archiver;
  private final Checkpoint checkpoint;
  private final Path original;
  private final ArchiveKey key;

  /** Of a checkpoint. */
  Preparation(ArchiveCache cache, ProbeArchiver archiver, Checkpoint checkpoint, ArchiveKey key) {
    this.cache = cache;
    this.archiver = archiver;
    this.checkpoint = checkpoint;
    this.key = key;
    this.original = Objects.requireNonNullElse(checkpoint.architecture(), checkpoint.file());
  }

  /**
   * Prepares the checkpoint.
   *
   * @param depth as much as is wanted, or null for none
   * @param remark why it is not more; empty if it could not be
   */
  PreparedArchive prepare(@Nullable Depth depth, String remark) {
    if (depth == null) {
      return new PreparedArchive(
          original, null, List.of(), List.of(), State.WITHOUT_PROBES, remark);
    }
    try {
      return probed(depth, remark);
    } catch (BadInputException e) {
      return below(depth, e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      return prepare(null, because(Depth.PLAIN, e.toString()));
    }
  }

  /** Prepares the checkpoint once more, with less. */
  PreparedArchive below(Depth failed, String reason) {
    LOG.log(
        Level.INFO,
        "checkpoint ''{0}'' cannot be prepared with {1}: {2}",
        checkpoint.name(),
        failed,
        reason);
    return switch (failed) {
      case ATTENTION -> prepare(Depth.MODULES, because(failed, reason));
      case MODULES -> prepare(Depth.PLAIN, because(failed, reason));
      case PLAIN -> prepare(null, because(failed, reason));
    };
  }

  private static String because(Depth failed, String reason) {
    return (failed == Depth.ATTENTION
            ? "Attention weights cannot be looked at: "
            : "The model can only be run as it is: ")
        + reason
        + (reason.endsWith(".") ? "" : ".");
  }

  private PreparedArchive probed(Depth depth, String remark) throws BadInputException, IOException {
    ProbedArchive[] written = new ProbedArchive[1];
    Path file =
        cache.hold(
            key.archive(depth), to -> written[0] = archiver.write(original, depth, Map.of(), to));
    boolean done = false;
    try {
      ProbedArchive archive = written[0] == null ? archiver.plan(original, depth) : written[0];
      done = true;
      return new PreparedArchive(
          file,
          depth,
          archive.probes(),
          archive.skipped(),
          switch (archive.depth()) {
            case ATTENTION -> State.VERIFIED;
            case MODULES -> State.WITHOUT_ATTENTION;
            case PLAIN -> State.WITHOUT_PROBES;
          },
          remark.isEmpty() && archive.depth() == Depth.PLAIN && !archive.skipped().isEmpty()
              ? because(Depth.PLAIN, archive.skipped().get(0).reason())
              : remark);
    } finally {
      if (!done) {
        cache.release(file);
      }
    }
  }

  /**
   * Sees to it that the file of a prepared archive is still there.
   *
   * @throws BadInputException if it is not and cannot be written again
   */
  Path file(PreparedArchive prepared) throws BadInputException {
    Depth depth = prepared.depth();
    if (depth == null) {
      return prepared.file();
    }
    try {
      cache.release(
          cache.hold(key.archive(depth), to -> archiver.write(original, depth, Map.of(), to)));
      return prepared.file();
    } catch (IOException e) {
      throw new BadInputException(
          prepared.file() + " is gone and cannot be written again (" + e + ").", e);
    }
  }

  /** Lets go of a prepared archive. */
  void release(PreparedArchive prepared) {
    if (prepared.depth() != null) {
      cache.release(prepared.file());
    }
  }
}
