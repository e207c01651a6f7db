package org.loupe.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.loupe.checkpoint.internal.NewArchive;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.checkpoint.internal.ZipWriter;
import org.loupe.checkpoint.internal.script.probe.ProbedScript;
import org.loupe.model.BadInputException;

/**
 * Writes a copy of a TorchScript archive in which every reachable place is a probe. What the model
 * computes stays the same to the last bit until a probe is armed ({@link ProbeProtocol}).
 *
 * <p>Nothing of the archive is executed, and its numbers are copied without being read.
 */
public final class ProbeWriter {

  /** How much is added. */
  public enum Depth {
    /**
     * No probes. Recurrent layers are told that they train, with dropout off: cuDNN refuses to go
     * back through them otherwise, and what they compute is the same.
     */
    PLAIN,
    /** Probes of what modules return. */
    MODULES,
    /** Probes of attention weights too. */
    ATTENTION
  }

  private ProbeWriter() {}

  /**
   * Writes the copy: to a temporary file beside its place, which is then moved there.
   *
   * @param archive made by torch.jit.save
   * @param depth the most that is added
   * @param replaced contents for entries such as {@code data/3}, read one at a time
   * @param to where the copy goes; what is there is replaced
   * @throws BadInputException if the archive is damaged, refused or no TorchScript, or a file
   *     cannot be written
   */
  public static ProbedArchive write(
      Path archive, Depth depth, Map<String, EntryBytes> replaced, Path to)
      throws BadInputException {
    try (TorchZip zip = open(archive)) {
      ProbedScript script = ProbedScript.of(zip, depth);
      requireEntries(zip, replaced);
      NewArchive.write(to, out -> write(zip, script, replaced, out));
      return script.archive(to);
    } catch (IOException e) {
      throw new BadInputException(
          "The copy of " + archive + " with probes cannot be written to " + to + ": " + e, e);
    }
  }

  /**
   * What {@link #write} would offer, without writing.
   *
   * @throws BadInputException if the archive is damaged, refused or no TorchScript
   */
  public static ProbedArchive plan(Path archive, Depth depth) throws BadInputException {
    try (TorchZip zip = open(archive)) {
      return ProbedScript.of(zip, depth).archive(archive);
    }
  }

  private static TorchZip open(Path archive) throws BadInputException {
    Archives.requireTorchScript(archive);
    return TorchZip.open(archive);
  }

  private static void requireEntries(TorchZip from, Map<String, EntryBytes> replaced)
      throws BadInputException {
    for (String name : replaced.keySet()) {
      if (!from.zip().entries().containsKey(from.prefix() + name)) {
        throw new BadInputException(
            from.file() + " has no entry '" + name + "', which was to be replaced.");
      }
    }
  }

  private static void write(
      TorchZip from, ProbedScript script, Map<String, EntryBytes> replaced, ZipWriter zip)
      throws IOException, BadInputException {
    for (ZipArchive.Entry entry : from.zip().entries().values()) {
      String name =
          entry.name().startsWith(from.prefix())
              ? entry.name().substring(from.prefix().length())
              : "/" + entry.name();
      EntryBytes other = replaced.get(name);
      byte[] changed = other == null ? script.changed().get(name) : other.read();
      if (changed != null) {
        zip.store(entry.name(), changed);
      } else if (!script.isDropped(name)) {
        zip.copy(from.zip(), entry);
      }
    }
    for (Map.Entry<String, byte[]> added : script.added().entrySet()) {
      zip.store(from.prefix() + added.getKey(), added.getValue());
    }
  }
}
