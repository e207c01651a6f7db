package org.loupe.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Makes bundles for tests of what installs, updates and removes them: manifest, classes compiled
 * from source against the class path of the test, and other files. Needs a JDK.
 *
 * <pre>{@code
 * Path jar = new BundleJar("org.example.heat", "1.0.0")
 *     .header("Bundle-Activator", "org.example.heat.Start")
 *     .source("org.example.heat.Start", "package org.example.heat; public class Start …")
 *     .write(folder);
 * }</pre>
 */
public final class BundleJar {
  private static final long ANY_TIME = 1_735_689_600_000L;

  private final String symbolicName;
  private final String version;
  private final Manifest manifest = new Manifest();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /** A bundle with nothing in it. */
  public BundleJar(String symbolicName, String version) {
    this.symbolicName = symbolicName;
    this.version = version;
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    header("Bundle-ManifestVersion", "2");
    header("Bundle-SymbolicName", symbolicName);
    header("Bundle-Version", version);
    header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"");
  }

  /** Sets a header of the manifest. */
  public BundleJar header(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  /** Leaves a header of the manifest out. */
  public BundleJar without(String name) {
    manifest.getMainAttributes().remove(new Attributes.Name(name));
    return this;
  }

  /** Adds a class, which is compiled. */
  public BundleJar source(String className, String source) {
    sources.put(className, source);
    return this;
  }

  /** Adds a file. */
  public BundleJar file(String name, byte[] content) {
    files.put(name, content.clone());
    return this;
  }

  /**
   * Adds a component of Declarative Services; one, for a second replaces it.
   *
   * @param service the interface under which it is registered
   */
  public BundleJar component(String className, String service) {
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.5.0" name="%1$s">
          <service><provide interface="%2$s"/></service>
          <implementation class="%1$s"/>
        </scr:component>
        """
            .formatted(className, service);
    String file = "OSGI-INF/" + className + ".xml";
    return header("Service-Component", file).file(file, xml.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes {@code NAME-VERSION.jar}; the same bundle gives the same bytes.
   *
   * @throws IllegalStateException if a class does not compile
   */
  public Path write(Path folder) throws IOException {
    Map<String, byte[]> content = new LinkedHashMap<>(compile());
    content.putAll(files);
    Path jar = folder.resolve(symbolicName + "-" + version + ".jar");
    Files.createDirectories(folder);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out)) {
      ByteArrayOutputStream headers = new ByteArrayOutputStream();
      manifest.write(headers);
      entry(zip, "META-INF/MANIFEST.MF", headers.toByteArray());
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        entry(zip, file.getKey(), file.getValue());
      }
    }
    return jar;
  }

  private static void entry(JarOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(ANY_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private Map<String, byte[]> compile() throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    if (sources.isEmpty()) {
      return classes;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (StandardJavaFileManager standard = compiler.getStandardFileManager(problems, null, null);
        JavaFileManager memory = new Memory(standard, classes)) {
      List<String> options = List.of("--release", "17");
      if (!compiler.getTask(null, memory, problems, options, null, units).call()) {
        throw new IllegalStateException("does not compile: " + problems.getDiagnostics());
      }
    }
    return classes;
  }

  /** A source that is in no file. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("mem:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what the compiler writes. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, byte[]> classes;

    Memory(JavaFileManager manager, Map<String, byte[]> classes) {
      super(manager);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      String file = className.replace('.', '/') + kind.extension;
      return new SimpleJavaFileObject(URI.create("mem:///" + file), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              classes.put(file, toByteArray());
            }
          };
        }
      };
    }
  }
}
