package org.loupe.runtime.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.Archives;
import org.loupe.checkpoint.EntryBytes;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.checkpoint.ProbedArchive;
import org.loupe.checkpoint.StateDictOverlay;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Probes.Verification.State;

/**
 * Finds the archive that a checkpoint is run from: with probes as deep as it can have them, and as
 * it was saved where it can have none. A state dict is laid over its architecture in the same step.
 */
final class Preparation {

  private static final System.Logger LOG = System.getLogger(Preparation.class.getName());

  private final ArchiveCache cache;
  private final ProbeArchiver archiver;
  private final Checkpoint checkpoint;
  private final Path archive;
  private final Map<String, EntryBytes> replaced;
  private final ArchiveKey key;

  /**
   * Of a checkpoint.
   *
   * @throws BadInputException if it is no TorchScript that only computes, or a state dict that does
   *     not fit its architecture
   */
  Preparation(ArchiveCache cache, ProbeArchiver archiver, Checkpoint checkpoint, ArchiveKey key)
      throws BadInputException {
    this.cache = cache;
    this.archiver = archiver;
    this.checkpoint = checkpoint;
    this.key = key;
    Path architecture = checkpoint.architecture();
    this.archive = architecture == null ? checkpoint.file() : architecture;
    Archives.requireTorchScript(archive);
    this.replaced =
        architecture == null
            ? Map.of()
            : StateDictOverlay.entries(
                architecture, checkpoint.file(), checkpoint.card().stateDict());
  }

  /** The file with the code, which people know. */
  Path archive() {
    return archive;
  }

  /**
   * Prepares the checkpoint.
   *
   * @param depth as much as is wanted, or null for none
   * @param remark why it is not more; empty if it could not be
   * @throws BadInputException if a state dict cannot be laid over its architecture
   */
  PreparedArchive prepare(@Nullable Depth depth, String remark) throws BadInputException {
    if (depth == null) {
      return new PreparedArchive(archive, null, List.of(), List.of(), State.WITHOUT_PROBES, remark);
    }
    try {
      return probed(depth, remark);
    } catch (BadInputException e) {
      return below(depth, e.getMessage());
    } catch (IOException | UncheckedIOException e) {
      return below(Depth.PLAIN, e.toString());
    }
  }

  /**
   * Prepares the checkpoint once more, with less.
   *
   * @throws BadInputException if there is nothing less
   */
  PreparedArchive below(Depth failed, String reason) throws BadInputException {
    LOG.log(
        Level.INFO,
        "checkpoint ''{0}'' cannot be prepared with {1}: {2}",
        checkpoint.name(),
        failed,
        reason);
    return switch (failed) {
      case ATTENTION -> prepare(Depth.MODULES, because(failed, reason));
      case MODULES -> prepare(Depth.PLAIN, because(failed, reason));
      case PLAIN -> {
        if (checkpoint.architecture() != null) {
          throw new BadInputException(
              checkpoint.file() + " cannot be laid over " + archive + ": " + sentence(reason));
        }
        yield prepare(null, because(failed, reason));
      }
    };
  }

  private static String because(Depth failed, String reason) {
    return (failed == Depth.ATTENTION
            ? "Attention weights cannot be looked at: "
            : "The model can only be run as it is: ")
        + sentence(reason);
  }

  private static String sentence(String reason) {
    return reason.endsWith(".") ? reason : reason + ".";
  }

  /**
   * What a copy with probes must equal: the archive that was saved, or where a state dict is laid
   * over it, that without any probe.
   *
   * @throws BadInputException if it cannot be prepared
   */
  PreparedArchive reference() throws BadInputException {
    return prepare(checkpoint.architecture() == null ? null : Depth.PLAIN, "");
  }

  private PreparedArchive probed(Depth depth, String remark) throws BadInputException, IOException {
    ProbedArchive[] written = new ProbedArchive[1];
    Path file =
        cache.hold(
            key.archive(depth), to -> written[0] = archiver.write(archive, depth, replaced, to));
    boolean done = false;
    try {
      ProbedArchive probed = written[0] == null ? archiver.plan(archive, depth) : written[0];
      done = true;
      return new PreparedArchive(
          file,
          depth,
          probed.probes(),
          probed.skipped(),
          switch (probed.depth()) {
            case ATTENTION -> State.VERIFIED;
            case MODULES -> State.WITHOUT_ATTENTION;
            case PLAIN -> State.WITHOUT_PROBES;
          },
          remark.isEmpty() && probed.depth() == Depth.PLAIN && !probed.skipped().isEmpty()
              ? because(Depth.PLAIN, probed.skipped().get(0).reason())
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
          cache.hold(key.archive(depth), to -> archiver.write(archive, depth, replaced, to)));
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
