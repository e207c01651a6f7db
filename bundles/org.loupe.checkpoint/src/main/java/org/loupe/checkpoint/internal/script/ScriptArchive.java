package org.loupe.checkpoint.internal.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.TensorInfo.Role;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.checkpoint.internal.script.source.ClassDef;
import org.loupe.checkpoint.internal.script.source.SourceFile;
import org.loupe.model.BadInputException;

/** The modules of a TorchScript archive: the tree of objects in its data, and their classes. */
public final class ScriptArchive {
  private static final int DEEPEST = 256;
  private static final int MOST_MODULES = 100_000;
  private static final int LONGEST_PATH = 1024;

  private final TorchZip zip;
  private final PickledObject root;
  private final Map<String, SourceFile> files = new HashMap<>();
  private final Map<String, PickledObject> modules = new LinkedHashMap<>();

  /**
   * Reads the tree.
   *
   * @throws BadInputException if it is nested too deeply or has too many or too long-named modules
   */
  public ScriptArchive(TorchZip zip) throws BadInputException {
    this.zip = zip;
    if (zip.root() instanceof PickledObject model) {
      root = model;
      walk("", root, 0);
    } else {
      throw new BadInputException(
          zip.file() + " is a TorchScript archive without a module; save one with torch.jit.save.");
    }
  }

  private void walk(String path, PickledObject module, int depth) throws BadInputException {
    if (depth > DEEPEST || modules.size() > MOST_MODULES || path.length() > LONGEST_PATH) {
      throw new BadInputException(
          zip.file()
              + " is refused: its modules are nested more than "
              + DEEPEST
              + " deep, more than "
              + MOST_MODULES
              + ", or their names are longer than "
              + LONGEST_PATH
              + " characters.");
    }
    modules.put(path, module);
    for (Map.Entry<String, @Nullable Object> attribute : attributes(module).entrySet()) {
      if (attribute.getValue() instanceof PickledObject child
          && classOf(child).filter(ClassDef::isModule).isPresent()) {
        walk(join(path, attribute.getKey()), child, depth + 1);
      }
    }
  }

  /** The model. */
  public PickledObject root() {
    return root;
  }

  /** The modules by path; the model itself has the empty path. */
  public Map<String, PickledObject> modules() {
    return modules;
  }

  /** A module's class, or empty if the archive has no code for it. */
  public Optional<ClassDef> classOf(PickledObject module) throws BadInputException {
    String name = module.className();
    int dot = name.lastIndexOf('.');
    if (!name.startsWith("__torch__") || dot < 0) {
      return Optional.empty();
    }
    String file = "code/" + name.substring(0, dot).replace('.', '/') + ".py";
    SourceFile source = files.get(file);
    if (source == null) {
      source = SourceFile.parse(zip.text(file).orElse(""));
      files.put(file, source);
    }
    return source.type(name.substring(dot + 1));
  }

  /**
   * A parameter or a buffer.
   *
   * @param name as a state dict has it
   * @param tensor where its numbers stand
   * @param role which of both
   */
  public record Named(String name, PickledTensor tensor, Role role) {}

  /** What the model's state dict holds, module by module; a module that is shared by each path. */
  public List<Named> stateDict() throws BadInputException {
    List<Named> named = new ArrayList<>();
    for (Map.Entry<String, PickledObject> module : modules.entrySet()) {
      Optional<ClassDef> type = classOf(module.getValue());
      if (type.isPresent()) {
        add(module, type.get().parameters(), Role.PARAMETER, named);
        add(module, type.get().buffers(), Role.BUFFER, named);
      }
    }
    return named;
  }

  private static void add(
      Map.Entry<String, PickledObject> module, List<String> names, Role role, List<Named> named) {
    Map<String, @Nullable Object> attributes = attributes(module.getValue());
    for (String name : names) {
      if (attributes.get(name) instanceof PickledTensor tensor) {
        named.add(new Named(join(module.getKey(), name), tensor, role));
      }
    }
  }

  /** Whether torch.jit.trace made it: nothing in it says what only torch.jit.script writes. */
  public boolean isTraced() throws BadInputException {
    List<ClassDef> classes = new ArrayList<>();
    for (PickledObject module : modules.values()) {
      classOf(module).ifPresent(classes::add);
    }
    return classes.stream().noneMatch(ClassDef::isScripted);
  }

  /** The class as people know it, without torch's own prefixes. */
  public static String readable(String className) {
    return className.replaceFirst("^__torch__\\.", "").replaceAll("___torch_mangle_\\d+\\.", "");
  }

  private static Map<String, @Nullable Object> attributes(PickledObject module) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    if (module.state() instanceof Map<?, ?> state) {
      state.forEach((name, value) -> attributes.put(String.valueOf(name), value));
    }
    return attributes;
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
