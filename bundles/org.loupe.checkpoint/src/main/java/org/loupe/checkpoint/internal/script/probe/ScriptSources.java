package org.loupe.checkpoint.internal.script.probe;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.checkpoint.internal.script.source.ClassDef;
import org.loupe.checkpoint.internal.script.source.Definition;
import org.loupe.checkpoint.internal.script.source.FunctionDef;
import org.loupe.checkpoint.internal.script.source.SourceFile;
import org.loupe.model.BadInputException;

/**
 * The source of an archive, changed definition by definition. Definitions have qualified names:
 * {@code __torch__.torch.nn.modules.linear.Linear} stands in {@code
 * code/__torch__/torch/nn/modules/linear.py}. Files that do not look as torch prints them are left
 * alone: their definitions are not known here.
 */
final class ScriptSources {
  private static final String FOLDER = "code/";
  private static final String SUFFIX = ".py";
  private static final long MOST_SOURCE = 64L << 20;
  private static final int MOST_FUNCTIONS = 200_000;

  /** A file, its definitions by name. */
  private record File(SourceFile source, Map<String, Definition> definitions) {
    String print() {
      return new SourceFile(source.preamble(), definitions).print();
    }
  }

  private final Map<String, File> files = new LinkedHashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private int functions;
  private boolean reserved;

  /**
   * Reads all source of an archive.
   *
   * @throws BadInputException if it is damaged or too much
   */
  ScriptSources(TorchZip zip) throws BadInputException {
    long size = 0;
    for (String name : zip.names()) {
      if (name.startsWith(FOLDER) && name.endsWith(SUFFIX)) {
        String text = zip.text(name).orElse("");
        size += text.length();
        add(name, text);
        if (size > MOST_SOURCE || functions > MOST_FUNCTIONS) {
          throw new BadInputException(
              zip.file()
                  + " is refused: it has more than "
                  + MOST_SOURCE
                  + " bytes of source, or more than "
                  + MOST_FUNCTIONS
                  + " functions.");
        }
      }
    }
  }

  private void add(String name, String text) {
    SourceFile source = SourceFile.parse(text);
    String module =
        name.substring(FOLDER.length(), name.length() - SUFFIX.length()).replace('/', '.');
    reserved |= name.contains(ProbeNames.RESERVED) || text.contains(ProbeNames.RESERVED);
    functions += source.definitions().size();
    functions += source.classes().mapToInt(type -> type.methods().size()).sum();
    if (source.isAllOf(text)) {
      files.put(module, new File(source, new LinkedHashMap<>(source.definitions())));
    }
  }

  /** Whether names that the probes need are used already. */
  boolean usesReservedNames() {
    return reserved;
  }

  private static String entry(String module) {
    return FOLDER + module.replace('.', '/') + SUFFIX;
  }

  private static String moduleOf(String qualifiedName) {
    return qualifiedName.substring(0, Math.max(0, qualifiedName.lastIndexOf('.')));
  }

  private Optional<Definition> find(String qualifiedName) {
    File file = files.get(moduleOf(qualifiedName));
    String name = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    return file == null ? Optional.empty() : Optional.ofNullable(file.definitions().get(name));
  }

  Optional<ClassDef> type(String qualifiedName) {
    return find(qualifiedName).filter(ClassDef.class::isInstance).map(ClassDef.class::cast);
  }

  Optional<FunctionDef> function(String qualifiedName) {
    return find(qualifiedName).filter(FunctionDef.class::isInstance).map(FunctionDef.class::cast);
  }

  /** Qualified names of all definitions. */
  Collection<String> names() {
    Set<String> names = new LinkedHashSet<>();
    files.forEach(
        (module, file) ->
            file.definitions().keySet().forEach(name -> names.add(module + "." + name)));
    return names;
  }

  /** Puts a definition in the place of the one of its name beside it, or after the others. */
  void put(String besides, Definition definition) {
    String module = moduleOf(besides);
    File file = files.get(module);
    if (file == null) {
      throw new IllegalArgumentException(besides);
    }
    if (!definition.equals(file.definitions().put(definition.name(), definition))) {
      changed.add(module);
    }
  }

  /** Replaces the functions and methods of all files. */
  void replaceFunctions(UnaryOperator<FunctionDef> change) {
    for (String name : names()) {
      function(name).ifPresent(function -> put(name, change.apply(function)));
      type(name)
          .ifPresent(
              type -> put(name, type.withMethods(type.methods().stream().map(change).toList())));
    }
  }

  /** The changed files by entry, as they are now. */
  Map<String, byte[]> changed() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String module : changed) {
      File file = files.get(module);
      if (file != null) {
        entries.put(entry(module), file.print().getBytes(StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
