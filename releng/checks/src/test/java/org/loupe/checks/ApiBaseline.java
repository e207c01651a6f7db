package org.loupe.checks;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Instructions;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The API that exported packages had when it was last written down, one text file per package:
 * {@code package org.loupe.model 1.0.0}, then what {@link ApiText} writes. What a difference means
 * for the version is bnd's to say: a method that is added to an interface which others implement
 * ({@code @ConsumerType}) is a major change, to any other a minor one.
 *
 * @param folder of the files
 */
record ApiBaseline(Path folder) {
  /** Renews the files: {@code -Dloupe.api.renew=true}. */
  static final String RENEW =
      "mvn verify -pl releng/checks -Dtest=ApiBaselineTest -Dloupe.api.renew=true";

  private static final String HEADER = "version ";

  /**
   * Compares a bundle's exported packages with their files.
   *
   * @return what is wrong, a text per package; empty if nothing is
   */
  List<String> problems(Jar jar) throws Exception {
    Parameters exports = exports(jar);
    DiffPluginImpl differ = new DiffPluginImpl();
    Tree.Data older = data(Type.BUNDLE, jar.getName());
    Tree.Data api = data(Type.API, "<api>");
    older.children = new Tree.Data[] {api};
    Parameters olderExports = new Parameters();
    List<Tree.Data> packages = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String name : exports.keySet()) {
      if (!Files.exists(file(name))) {
        problems.add(
            "Package " + name + " is exported, but its API has not been written down. " + renew());
        continue;
      }
      List<String> lines = Files.readAllLines(file(name));
      olderExports.add(name, Attrs.create("version", lines.get(0).substring(HEADER.length())));
      packages.add(ApiText.read(lines.subList(1, lines.size())));
    }
    api.children = packages.toArray(Tree.Data[]::new);
    try (Processor reporter = new Processor()) {
      // Below a minor change nobody has to compile anew.
      Instructions minor = new Instructions("*;threshold=MINOR");
      for (Baseline.Info info :
          new Baseline(reporter, differ)
              .baseline(
                  differ.tree(jar), exports, differ.deserialize(older), olderExports, minor)) {
        if (info.packageDiff.getDelta() != Delta.ADDED
            && info.newerVersion.compareTo(info.suggestedVersion) < 0) {
          problems.add(problem(info));
        }
      }
    }
    return problems;
  }

  /** The packages that are written down, but that none of some bundles exports any more. */
  Set<String> removed(Set<String> exported) {
    try (Stream<Path> files = Files.list(folder)) {
      Set<String> removed = new TreeSet<>();
      files
          .map(file -> file.getFileName().toString().replaceFirst("\\.txt$", ""))
          .filter(name -> !exported.contains(name))
          .forEach(removed::add);
      return removed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the files of a bundle's exported packages. */
  void renew(Jar jar) throws Exception {
    Files.createDirectories(folder);
    Tree api = new DiffPluginImpl().tree(jar).get("<api>");
    for (Map.Entry<String, Attrs> export : exports(jar).entrySet()) {
      Files.writeString(
          file(export.getKey()),
          HEADER + export.getValue().getVersion() + "\n" + ApiText.write(api.get(export.getKey())));
    }
  }

  /** The packages of ours that a bundle exports, with their versions. */
  static Parameters exports(Jar jar) throws Exception {
    Parameters exports =
        new Parameters(jar.getManifest().getMainAttributes().getValue("Export-Package"));
    exports.keySet().removeIf(name -> !name.startsWith("org.loupe."));
    return exports;
  }

  private Path file(String name) {
    return folder.resolve(name + ".txt");
  }

  private static Tree.Data data(Type type, String name) {
    Tree.Data data = new Tree.Data();
    data.type = type;
    data.name = name;
    return data;
  }

  private static String problem(Baseline.Info info) {
    List<String> changes = new ArrayList<>();
    collect(info.packageDiff, changes);
    return "Package "
        + info.packageName
        + " has the version "
        + info.newerVersion
        + ", but what changed since "
        + info.olderVersion
        + " needs "
        + info.suggestedVersion
        + ":\n  "
        + String.join("\n  ", changes)
        + "\nRaise @Version in its package-info.java, or undo the change. "
        + renew();
  }

  private static String renew() {
    return "When an API is agreed on or released, write it down with\n  "
        + RENEW
        + "\nand commit releng/checks/api.";
  }

  /** The changes that are as grave as the whole, down to what was added or removed. */
  private static void collect(Diff diff, List<String> changes) {
    for (Diff child : diff.getChildren()) {
      Delta delta = child.getDelta();
      Delta grave =
          switch (delta) {
            case ADDED -> child.getNewer().ifAdded();
            case REMOVED -> child.getOlder().ifRemoved();
            default -> delta;
          };
      if (grave != diff.getDelta()) {
        continue;
      }
      if (delta == Delta.ADDED || delta == Delta.REMOVED) {
        changes.add(
            delta.name().toLowerCase(Locale.ROOT)
                + " "
                + child.getType().name().toLowerCase(Locale.ROOT)
                + " "
                + child.getName()
                + " of "
                + diff.getName());
      } else {
        collect(child, changes);
      }
    }
  }
}
