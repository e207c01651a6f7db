package org.loupe.checkpoint.internal.script.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.script.source.ClassDef;
import org.loupe.checkpoint.internal.script.source.FunctionDef;

/** The classes of an archive's modules: which of them take probes, and which probes they have. */
final class ModuleClasses {
  private final ScriptSources sources;
  private final Map<String, ClassDef> originals = new HashMap<>();

  /** Classes of objects to which no attribute can be added. */
  private final Set<String> closed = new HashSet<>();

  private final Map<String, Integer> attention = new HashMap<>();
  private final List<String> others = new ArrayList<>();
  private boolean nested;

  /**
   * Of an archive.
   *
   * @param objects all that its pickle makes
   */
  ModuleClasses(ScriptSources sources, List<PickledObject> objects) {
    this.sources = sources;
    for (PickledObject object : objects) {
      String name = object.className();
      sources
          .type(name)
          .filter(ClassDef::isModule)
          .ifPresent(type -> originals.putIfAbsent(name, type));
      if (object.attributesEnd() < 0 || !(object.state() instanceof Map)) {
        closed.add(name);
      }
    }
  }

  /** Why modules of a class cannot have probes, in words that follow 'because'. */
  Optional<String> obstacle(String className) {
    ClassDef type = originals.get(className);
    if (type == null) {
      return Optional.of("its code is not written as torch prints it");
    } else if (type.method("__setstate__").isPresent()) {
      return Optional.of("it restores itself by a __setstate__ of its own");
    } else if (closed.contains(className)) {
      return Optional.of("its attributes are not stored one by one");
    }
    return Optional.empty();
  }

  /** Whether objects of a class are modules with probes. */
  boolean hasProbe(String className) {
    return originals.containsKey(className) && obstacle(className).isEmpty();
  }

  /** A class as it was before probes, or empty if it is no module of readable code. */
  Optional<ClassDef> original(String className) {
    return Optional.ofNullable(originals.get(className));
  }

  /** How many attentions' weights the code of a class computes. */
  int attentionCount(String className) {
    return attention.getOrDefault(className, 0);
  }

  /**
   * Changes the source of all classes that take probes.
   *
   * @param model the class of the model itself
   */
  void tap(Depth depth, String model) {
    nested =
        originals.values().stream().anyMatch(type -> FastPaths.isTraced(type, NestedPath.PACK));
    AttentionTaps taps = new AttentionTaps(sources, nested);
    for (String name : sources.names()) {
      if (hasProbe(name)) {
        ClassDef type = sources.type(name).orElseThrow();
        List<FunctionDef> methods = new ArrayList<>();
        int sites = 0;
        for (FunctionDef method : type.methods()) {
          FunctionDef changed = FastPaths.switchable(method);
          if (depth == Depth.ATTENTION) {
            AttentionTaps.Tapped tapped = taps.tap(changed, sites);
            changed = tapped.function();
            sites += tapped.sites();
          }
          methods.add(changed);
        }
        attention.put(name, sites);
        sources.put(
            name,
            ForwardTaps.tap(type.withMethods(methods), name.equals(model))
                .withAttribute(ProbeNames.ATTRIBUTE, ProbeNames.PROBE_TYPE));
      } else if (depth == Depth.ATTENTION && computesAttention(name, taps)) {
        others.add(name);
      }
    }
  }

  private boolean computesAttention(String name, AttentionTaps taps) {
    return sources.type(name).filter(type -> !type.isModule()).stream()
        .flatMap(type -> type.methods().stream())
        .anyMatch(method -> taps.tap(method, 0).sites() > 0);
  }

  /** Classes that compute attention weights although their objects are no modules. */
  List<String> othersWithAttention() {
    return others;
  }

  /** Whether a class computes attention weights in an operator that does not give them away. */
  boolean hidesAttention(String className) {
    ClassDef type = originals.get(className);
    return nested
        && type != null
        && (FastPaths.isTraced(type, FastPaths.LAYER)
            || FastPaths.isTraced(type, FastPaths.ATTENTION));
  }
}
