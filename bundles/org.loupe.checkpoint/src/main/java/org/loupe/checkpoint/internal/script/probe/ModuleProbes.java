package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.script.ScriptArchive;
import org.loupe.checkpoint.internal.script.source.ClassDef;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.model.Probe;
import org.loupe.model.Probe.Kind;
import org.loupe.model.Probes.Skipped;

/** The probes of an archive's modules by name, and what has none. */
final class ModuleProbes {
  private final List<Probe> probes = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final Map<PickledObject, String> paths = new IdentityHashMap<>();
  private final Map<PickledObject, List<String>> attention = new IdentityHashMap<>();

  private ModuleProbes() {}

  /** No probes. */
  static ModuleProbes none() {
    return new ModuleProbes();
  }

  /** No probes, for a reason. */
  static ModuleProbes none(String reason) {
    ModuleProbes none = new ModuleProbes();
    none.skipped.add(new Skipped("", reason));
    return none;
  }

  /** The probes of an archive whose classes have been changed. */
  static ModuleProbes of(ScriptArchive archive, ModuleClasses classes) {
    ModuleProbes all = new ModuleProbes();
    archive
        .modules()
        .forEach(
            (path, module) -> {
              // tied modules are one, named after the first place
              if (all.paths.putIfAbsent(module, path) == null) {
                all.add(path, module, classes);
              }
            });
    return all;
  }

  private void add(String path, PickledObject module, ModuleClasses classes) {
    Optional<String> obstacle = classes.obstacle(module.className());
    Optional<ClassDef> original = classes.original(module.className());
    String type = ScriptArchive.readable(module.className());
    if (obstacle.isPresent() || original.isEmpty()) {
      skipped.add(new Skipped(path, obstacle.orElse("")));
      return;
    }
    if (ForwardTaps.canTap(original.get())) {
      probes.add(new Probe(outputName(path), Kind.OUTPUT, path, type));
    } else if (!path.isEmpty()) {
      untapped(path, original.get());
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
      skipped.add(
          new Skipped(
              path,
              "it returns " + returned + ", neither a tensor nor a tuple that begins with one"));
    } else if (!type.name().matches("(Module|Parameter)(List|Dict)|Sequential")) {
      skipped.add(new Skipped(path, "the archive has no forward of it: it was never called"));
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

  /** The probe of what a module returns; a module that no path leads to has one without a name. */
  String outputName(PickledObject module) {
    String path = paths.get(module);
    return path == null ? "" : outputName(path);
  }

  /** The probes of the attention weights that a module computes. */
  List<String> attentionNames(PickledObject module) {
    return attention.getOrDefault(module, List.of());
  }
}
