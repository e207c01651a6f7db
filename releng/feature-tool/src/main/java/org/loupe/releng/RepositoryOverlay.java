package org.loupe.releng;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A local Maven repository for a build inside the build: what the modules of a source tree have
 * made so far, laid over another repository, of which it holds links. So the inner build sees the
 * modules as if they were installed, although they are not, and downloads nothing anew.
 */
final class RepositoryOverlay {
  private static final Set<String> NO_MODULES = Set.of("target", "src", ".git");

  private RepositoryOverlay() {}

  /**
   * Writes it anew.
   *
   * @param sources root of the source tree; all its modules are of the root's group
   * @param below the repository that is laid under
   * @param repository where to; what was there goes
   */
  static void write(Path sources, Path below, Path repository) throws IOException {
    Folders.empty(repository);
    Module root = Module.read(sources.resolve("pom.xml"));
    Path group = repository.resolve(root.groupId.replace('.', '/'));
    Files.walkFileTree(
        sources,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (NO_MODULES.contains(folder.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (Files.exists(folder.resolve("pom.xml"))) {
              Module.read(folder.resolve("pom.xml")).install(folder, group);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    link(below.toRealPath(), repository, group);
  }

  /** Nothing is linked into the group, which is the source tree's alone. */
  private static void link(Path below, Path over, Path group) throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.list(below)) {
      entries = all.toList();
    }
    for (Path entry : entries) {
      Path place = over.resolve(entry.getFileName().toString());
      if (place.equals(group)) {
        continue;
      }
      if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        link(entry, place, group);
      } else {
        Files.createSymbolicLink(place, entry);
      }
    }
  }

  /** Coordinates of a module, its own or its parent's. */
  private record Module(String groupId, String artifactId, String version) {

    static Module read(Path pom) throws IOException {
      Element project;
      try {
        project =
            DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
      } catch (ParserConfigurationException | SAXException e) {
        throw new IOException("Cannot read " + pom + ": " + e.getMessage(), e);
      }
      Element parent = child(project, "parent");
      return new Module(
          text(project, parent, "groupId"),
          text(project, null, "artifactId"),
          text(project, parent, "version"));
    }

    private static String text(Element project, @Nullable Element parent, String name)
        throws IOException {
      Element own = child(project, name);
      Element element = own == null && parent != null ? child(parent, name) : own;
      if (element == null) {
        throw new IOException("Found no " + name + " in " + project.getBaseURI() + ".");
      }
      return element.getTextContent().trim();
    }

    private static @Nullable Element child(Element element, String name) {
      for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node instanceof Element child && child.getTagName().equals(name)) {
          return child;
        }
      }
      return null;
    }

    /** Copies the POM and, where the module has been packaged, its jar. */
    void install(Path folder, Path group) throws IOException {
      Path place = group.resolve(artifactId).resolve(version);
      Files.createDirectories(place);
      String name = artifactId + "-" + version;
      Files.copy(folder.resolve("pom.xml"), place.resolve(name + ".pom"));
      Path jar = folder.resolve("target").resolve(name + ".jar");
      if (Files.exists(jar)) {
        Files.copy(jar, place.resolve(name + ".jar"));
      }
    }
  }
}
