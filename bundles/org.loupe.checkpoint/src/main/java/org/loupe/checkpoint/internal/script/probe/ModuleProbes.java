package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.script.ScriptArchive;
import org.loupe.checkpoint.internal.script.source.ClassDef;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.model.BadInputException;
import org.loupe.model.Probe;
import org.loupe.model.Probe.Kind;
import org.loupe.model.Probes.Skipped;

/** The probes of an archive's modules by name, and what has none. */
final class ModuleProbes {
  private static final Pattern CONTAINER = Pattern.compile("(Module|Parameter)(List|Dict)");

  private static final int MOST_PROBES = 200_000;
  private static final Pattern MARKS = Pattern.compile("[@#]");

  private final List<Probe> probes = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final Set<PickledObject> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<PickledObject, String> outputs = new IdentityHashMap<>();
  private final Map<PickledObject, List<String>> attention = new IdentityHashMap<>();

  /** Whether the model was frozen: freezing takes away what training needs. */
  private boolean frozen;

  private ModuleProbes() {}

  /** No probes. */
  static ModuleProbes none() {
    return new ModuleProbes();
  }

  /** No probes, for a reason. */
  static ModuleProbes none(String reason) {
    ModuleProbes none = new ModuleProbes();
    none.skip("", reason);
    return none;
  }

  /**
   * The probes of an archive whose classes have been changed.
   *
   * @throws BadInputException if they are too many
   */
  static ModuleProbes of(ScriptArchive archive, ModuleClasses classes) throws BadInputException {
    ModuleProbes all = new ModuleProbes();
    for (Map.Entry<String, PickledObject> module : archive.modules().entrySet()) {
      // tied modules are one, named after the first place
      if (all.seen.add(module.getValue())) {
        all.add(module.getKey(), module.getValue(), classes);
      }
      if (all.probes.size() > MOST_PROBES) {
        throw new BadInputException("There are more than " + MOST_PROBES + " probes in the model.");
      }
    }
    for (String type : classes.othersWithAttention()) {
      all.skip("", "attention weights of " + ScriptArchive.readable(type) + " belong to no module");
    }
    return all;
  }

  private void skip(String path, String reason) {
    skipped.add(new Skipped(path, reason));
  }

  private void add(String path, PickledObject module, ModuleClasses classes) {
    Optional<String> obstacle = classes.obstacle(module.className());
    Optional<ClassDef> original = classes.original(module.className());
    String type = ScriptArchive.readable(module.className());
    if (obstacle.isPresent() || original.isEmpty()) {
      skip(path, obstacle.orElse(""));
      return;
    } else if (MARKS.matcher(path).find()) {
      skip(path, "its name has an @ or #, which have a meaning in names of probes");
      return;
    }
    outputs.put(module, outputName(path));
    if (path.isEmpty()) {
      frozen = !original.get().attributes().containsKey("training");
    }
    if (ForwardTaps.canTap(original.get())) {
      probes.add(new Probe(outputName(path), Kind.OUTPUT, path, type));
    } else if (!path.isEmpty()) {
      untapped(path, original.get());
    }
    if (path.isEmpty() && frozen) {
      skip(path, "torch.jit.freeze has dissolved its sub-modules");
    }
    if (classes.hidesAttention(module.className())) {
      skip(path, "its attention weights are lost in an operator on nested tensors");
    }
    List<String> names = attentionNames(path, classes.attentionCount(module.className()));
    attention.put(module, names);
    names.forEach(name -> probes.add(new Probe(name, Kind.ATTENTION, path, type)));
  }

  private void untapped(String path, ClassDef type) {
    String returned =
        ForwardTaps.forwards(type).stream()
            .map(FunctionDef::returns)
            .map(ScriptArchive::readable)
            .distinct()
            .collect(Collectors.joining(" or "));
    if (!returned.isEmpty()) {
      skip(path, "it returns " + returned + ", neither a tensor nor a tuple that begins with one");
    } else if (!frozen && !CONTAINER.matcher(type.name()).matches()) {
      skip(path, "tracing recorded no call under its name");
    }
  }

  private static String outputName(String path) {
    return path.isEmpty() ? Probe.MODEL_OUTPUT : path;
  }

  private static List<String> attentionNames(String path, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(path + Probe.ATTENTION + (count == 1 ? "" : "." + i));
    }
    return names;
  }

  List<Probe> probes() {
    return probes;
  }

  List<Skipped> skipped() {
    return skipped;
  }

  /**
   * The probe of what a module returns; a module without a name of its own has one without a name.
   */
  String outputName(PickledObject module) {
    return outputs.getOrDefault(module, "");
  }

  /** The probes of the attention weights that a module computes. */
  List<String> attentionNames(PickledObject module) {
    return attention.getOrDefault(module, List.of());
  }
}
