package org.loupe.tests.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Makes extensions that nobody publishes. */
final class ExtensionFiles {
  private static final String PACKAGE = "org.example.misbehaving";

  private ExtensionFiles() {}

  /**
   * A copy of a feature archive of one bundle, both with another version.
   *
   * @param folder where to
   */
  static Path withVersion(Path archive, String version, Path folder) throws Exception {
    Path file = folder.resolve("newer-" + version + ".zip");
    try (ZipFile zip = new ZipFile(archive.toFile());
        ZipOutputStream copy = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry bundle =
          zip.stream()
              .filter(entry -> entry.getName().endsWith(".jar"))
              .map(ZipEntry.class::cast)
              .findFirst()
              .orElseThrow();
      Path original = folder.resolve("original.jar");
      try (InputStream in = zip.getInputStream(bundle)) {
        Files.copy(in, original, StandardCopyOption.REPLACE_EXISTING);
      }
      byte[] newer = bundleWithVersion(original, version);
      String text;
      try (InputStream in = zip.getInputStream(zip.getEntry("feature.json"))) {
        text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      String digest = digest(newer);
      text =
          text.replaceAll("(\"id\" : \"[^\"]*:)[^:\"]*\"", "$1" + version + "\"")
              .replaceAll("(\"version\" : )\"[^\"]*\"", "$1\"" + version + "\"")
              .replaceAll("(\"sha256\" : )\"[^\"]*\"", "$1\"" + digest + "\"")
              .replaceAll("(\"size\" : )\\d+", "$1" + newer.length);
      copy.putNextEntry(new ZipEntry("feature.json"));
      copy.write(text.getBytes(StandardCharsets.UTF_8));
      String name = bundle.getName();
      copy.putNextEntry(
          new ZipEntry(name.substring(0, name.lastIndexOf('-') + 1) + version + ".jar"));
      copy.write(newer);
    }
    return file;
  }

  private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** The index of a repository that offers a feature archive beside it. */
  static Path index(Path archive, String id, String version, Path folder) throws Exception {
    return Files.writeString(
        folder.resolve("index.xml"),
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <repository xmlns="http://www.osgi.org/xmlns/repository/v1.0.0" name="Newer">
          <resource>
            <capability namespace="osgi.identity">
              <attribute name="osgi.identity" value="%s"/>
              <attribute name="name" value="Occlusion"/>
              <attribute name="type" value="osgi.feature"/>
              <attribute name="version" value="%s" type="Version"/>
            </capability>
            <capability namespace="osgi.content">
              <attribute name="osgi.content" value="%s"/>
              <attribute name="url" value="%s"/>
              <attribute name="size" value="%d" type="Long"/>
            </capability>
          </resource>
        </repository>
        """
            .formatted(
                id,
                version,
                digest(Files.readAllBytes(archive)),
                archive.getFileName(),
                Files.size(archive)));
  }

  private static byte[] bundleWithVersion(Path bundle, String version) throws IOException {
    ByteArrayOutputStream made = new ByteArrayOutputStream();
    try (JarFile jar = new JarFile(bundle.toFile())) {
      Manifest manifest = jar.getManifest();
      manifest.getMainAttributes().putValue("Bundle-Version", version);
      try (JarOutputStream copy = new JarOutputStream(made, manifest)) {
        for (JarEntry entry : jar.stream().toList()) {
          if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
            copy.putNextEntry(new JarEntry(entry.getName()));
            try (InputStream in = jar.getInputStream(entry)) {
              in.transferTo(copy);
            }
          }
        }
      }
    }
    return made.toByteArray();
  }

  /**
   * A bundle whose methods throw, write without end and do not come back.
   *
   * @param bundles of the product, to compile against
   */
  static Path misbehaving(Path bundles, Path folder) throws IOException {
    Path source = folder.resolve("Misbehaving.java");
    try (InputStream text =
        Objects.requireNonNull(
            ExtensionFiles.class.getResourceAsStream("/misbehaving/Misbehaving.java.txt"))) {
      Files.write(source, text.readAllBytes());
    }
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int failed =
        compiler.run(
            null,
            null,
            null,
            "--release",
            "17",
            "-proc:none",
            "-cp",
            jars(bundles),
            "-d",
            classes.toString(),
            source.toString());
    if (failed != 0) {
      throw new IllegalStateException("the misbehaving extension does not compile");
    }
    return pack(classes, folder.resolve("misbehaving.jar"));
  }

  private static String jars(Path bundles) throws IOException {
    try (Stream<Path> files = Files.walk(bundles)) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".jar"))
          .collect(Collectors.joining(System.getProperty("path.separator")));
    }
  }

  private static Path pack(Path classes, Path file) throws IOException {
    List<String> components = new ArrayList<>();
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-Name", "Misbehaving");
    main.putValue("Bundle-SymbolicName", PACKAGE);
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue(
        "Import-Package",
        "org.loupe.analysis;version=\"[1,2)\",org.loupe.model;version=\"[1,2)\","
            + "org.loupe.plots;version=\"[1,2)\"");
    for (String each : List.of("Thrower", "Flooder", "Blocker", "ThrowerView")) {
      components.add("OSGI-INF/" + each + ".xml");
    }
    main.putValue("Service-Component", String.join(",", components));
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(each).toString()));
        Files.copy(each, jar);
      }
      component(jar, "Thrower", "Analyzer");
      component(jar, "Flooder", "Analyzer");
      component(jar, "Blocker", "AnalysisView");
      component(jar, "ThrowerView", "AnalysisView");
    }
    return file;
  }

  private static void component(JarOutputStream jar, String name, String service)
      throws IOException {
    jar.putNextEntry(new JarEntry("OSGI-INF/" + name + ".xml"));
    jar.write(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%1$s">
          <service><provide interface="org.loupe.analysis.%2$s"/></service>
          <implementation class="%3$s.Misbehaving$%1$s"/>
        </scr:component>
        """
            .formatted(name, service, PACKAGE)
            .getBytes(StandardCharsets.UTF_8));
  }
}
