package org.loupe.checks;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the checks find what they look at. */
final class SourceTree {
  static final Path ROOT = Path.of(System.getProperty("loupe.root", "../..")).normalize();

  private SourceTree() {}

  /**
   * Returns the names of all bundles of ours, from their folders, so that no new one is forgotten.
   */
  static List<String> bundles() {
    try (Stream<Path> folders = Files.list(ROOT.resolve("bundles"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the compiled classes of a bundle. */
  static JavaClasses classes(String bundle) {
    return new ClassFileImporter()
        .importPath(ROOT.resolve("bundles/" + bundle + "/target/classes"));
  }

  /** Returns the jars of the assembled product. */
  static List<Path> productJars() {
    try (Stream<Path> files = Files.walk(ROOT.resolve("product/target/loupe"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
