package org.loupe.releng;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Entry point for Maven's exec plugin. The first argument names the job:
 *
 * <ul>
 *   <li>{@code feature ID NAME LIST ARCHIVE}: packs the bundles of a dependency list;
 *   <li>{@code product BNDRUN FOLDER ARCHIVE...}: compares the run bundles with the features, then
 *       unpacks these into a folder;
 *   <li>{@code repository NAME FOLDER ARCHIVE...}: makes a repository of feature archives;
 *   <li>{@code package PLATFORM NAME PRODUCT START PARTS FOLDER NOTICE...}: writes what people
 *       download into a folder, see {@link ProductPackage};
 *   <li>{@code merge JAR SOURCE...}: adds the entries of other archives to a JAR;
 *   <li>{@code overlay SOURCES BELOW REPOSITORY}: lays what the modules of a source tree have made
 *       over a local Maven repository;
 *   <li>{@code tests FOLDER}: sums test reports, fails where no test ran.
 * </ul>
 */
public final class FeatureTool {
  private FeatureTool() {}

  /** Runs one job; an exception fails the build. */
  public static void main(String[] arguments) throws IOException {
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    switch (arguments[0]) {
      case "feature" -> pack(rest.get(0), rest.get(1), Path.of(rest.get(2)), Path.of(rest.get(3)));
      case "product" ->
          assemble(Path.of(rest.get(0)), Path.of(rest.get(1)), paths(rest.subList(2, rest.size())));
      case "repository" ->
          ArchiveRepository.write(
              Path.of(rest.get(1)), rest.get(0), paths(rest.subList(2, rest.size())));
      case "package" ->
          new ProductPackage(
                  rest.get(1), Platform.of(rest.get(0)), new PlatformParts(Path.of(rest.get(4))))
              .write(
                  Path.of(rest.get(2)),
                  Path.of(rest.get(3)),
                  paths(rest.subList(6, rest.size())),
                  Path.of(rest.get(5)));
      case "merge" -> JarMerge.append(Path.of(rest.get(0)), paths(rest.subList(1, rest.size())));
      case "overlay" ->
          RepositoryOverlay.write(
              Path.of(rest.get(0)).normalize(), Path.of(rest.get(1)), Path.of(rest.get(2)));
      case "tests" -> {
        TestReports reports = TestReports.read(Path.of(rest.get(0)));
        System.out.println(reports.summary());
        reports.requireSuccess();
      }
      default -> throw new IllegalArgumentException("No such job: " + arguments[0]);
    }
  }

  private static void pack(String id, String name, Path list, Path archive) throws IOException {
    FeatureArchive.write(archive, id, name, DependencyList.read(list));
  }

  private static void assemble(Path bndrun, Path folder, List<Path> archives) throws IOException {
    Assembly assembly = new Assembly(archives);
    RunBundles.of(bndrun).requireEqual(assembly.symbolicNames());
    assembly.unpack(folder);
  }

  private static List<Path> paths(List<String> names) {
    return names.stream().map(Path::of).toList();
  }
}
