package org.loupe.checkpoint.internal.script.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.checkpoint.ProbedArchive;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.checkpoint.internal.pickle.Pickle;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.script.ScriptArchive;
import org.loupe.model.BadInputException;

/** What becomes of an archive when probes are put into it. */
public final class ProbedScript {
  private static final int MOST_OBJECTS = 100_000;
  private static final String DEBUG = ".debug_pkl";

  private final Depth depth;
  private final ModuleProbes probes;
  private final Map<String, byte[]> changed;

  private ProbedScript(Depth depth, ModuleProbes probes, Map<String, byte[]> changed) {
    this.depth = depth;
    this.probes = probes;
    this.changed = changed;
  }

  /**
   * Works out the changes.
   *
   * @param zip an archive with code
   * @param depth the most that is added; where the archive does not allow it, nothing is
   * @throws BadInputException if the archive is damaged or refused
   */
  public static ProbedScript of(TorchZip zip, Depth depth) throws BadInputException {
    ScriptSources sources = new ScriptSources(zip);
    sources.replaceFunctions(RecurrentCalls::training);
    if (depth == Depth.PLAIN) {
      return new ProbedScript(depth, ModuleProbes.none(), sources.changed());
    }
    Pickle pickle = Objects.requireNonNull(zip.pickle(), "opened unread");
    ModuleClasses classes = new ModuleClasses(sources, pickle.objects());
    ScriptArchive archive = new ScriptArchive(zip);
    String obstacle = obstacle(sources, classes, archive.root(), pickle.objects().size());
    if (!obstacle.isEmpty()) {
      return new ProbedScript(Depth.PLAIN, ModuleProbes.none(obstacle), sources.changed());
    }
    String model = archive.root().className();
    classes.tap(depth, model);
    ProtocolMethods.addTo(sources, model);
    ModuleProbes probes = ModuleProbes.of(archive, classes);
    Map<String, byte[]> changed = new LinkedHashMap<>(sources.changed());
    changed.put(TorchZip.PICKLE, pickle(pickle, zip.pickleBytes(), classes, probes));
    return new ProbedScript(depth, probes, changed);
  }

  /** Why there can be no probes at all, or nothing. */
  private static String obstacle(
      ScriptSources sources, ModuleClasses classes, PickledObject root, int objects) {
    if (objects > MOST_OBJECTS) {
      return "it is made of more than " + MOST_OBJECTS + " objects";
    }
    if (sources.usesReservedNames()) {
      return "its code uses names that begin with " + ProbeNames.RESERVED + ", as probes do";
    }
    return classes.obstacle(root.className()).orElse("");
  }

  private static byte[] pickle(
      Pickle pickle, byte[] bytes, ModuleClasses classes, ModuleProbes probes) {
    ProbedPickle probed = new ProbedPickle(bytes, pickle.largestMemoKey());
    pickle.objects().stream()
        .filter(object -> classes.hasProbe(object.className()))
        .forEach(
            object ->
                probed.insert(
                    object.attributesEnd(),
                    probes.outputName(object),
                    probes.attentionNames(object)));
    return probed.bytes();
  }

  /** The outcome as others see it. */
  public ProbedArchive archive(Path file) {
    return new ProbedArchive(file, depth, probes.probes(), probes.skipped());
  }

  /** New contents of entries, by name. */
  public Map<String, byte[]> changed() {
    return changed;
  }

  /** New entries, by name. */
  public Map<String, byte[]> added() {
    return depth == Depth.PLAIN ? Map.of() : Map.of(ProbeNames.LIBRARY_ENTRY, library());
  }

  /** Whether an entry is left out: what torch notes about source that is no longer the same. */
  public boolean isDropped(String name) {
    return name.endsWith(DEBUG)
        && changed.containsKey(name.substring(0, name.length() - DEBUG.length()));
  }

  private static byte[] library() {
    String name = ProbeNames.RESERVED + ".py";
    try (InputStream in = ProbedScript.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
