package org.loupe.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.Plan;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.loupe.testkit.BundleJar;

@DisplayName("A repository")
class RepositoryTest {
  @TempDir Path folder;
  private Path place;

  @BeforeEach
  void prepare() throws Exception {
    place = Files.createDirectories(folder.resolve("repository"));
  }

  /** Two versions of a method that need each other's library in a circle, and a library. */
  private Path index() throws IOException {
    StringBuilder xml =
        new StringBuilder(
            "<?xml version='1.0'?><repository"
                + " xmlns='http://www.osgi.org/xmlns/repository/v1.0.0' name='test'>");
    for (String version : new String[] {"1.0.0", "1.1.0"}) {
      Path method =
          new BundleJar("org.example.heat", version)
              .header("Export-Package", "heat;version=1")
              .header("Import-Package", "warm")
              .source("heat.Heat", "package heat; public class Heat {}")
              .write(place);
      xml.append(
          resource(
              method,
              "org.example.heat",
              version,
              capability("osgi.wiring.package", "heat", "1")
                  + "<capability namespace='osgi.service'><attribute name='objectClass'"
                  + " value='org.loupe.analysis.Analyzer' type='List&lt;String>'/></capability>"
                  + requirement("warm")));
    }
    Path library =
        new BundleJar("org.example.warm", "3.0.0")
            .header("Export-Package", "warm;version=3")
            .header("Import-Package", "heat")
            .source("warm.Warm", "package warm; public class Warm {}")
            .write(place);
    xml.append(
        resource(
            library,
            "org.example.warm",
            "3.0.0",
            capability("osgi.wiring.package", "warm", "3") + requirement("heat")));
    return Files.writeString(place.resolve("index.xml"), xml.append("</repository>"));
  }

  private static String resource(Path jar, String name, String version, String rest)
      throws IOException {
    return "<resource><capability namespace='osgi.identity'><attribute name='osgi.identity' value='"
        + name
        + "'/><attribute name='type' value='osgi.bundle'/><attribute name='version' value='"
        + version
        + "' type='Version'/></capability><capability namespace='osgi.content'>"
        + "<attribute name='osgi.content' value='"
        + Digests.of(jar)
        + "'/><attribute name='url' value='"
        + jar.getFileName()
        + "'/><attribute name='size' value='"
        + Files.size(jar)
        + "' type='Long'/></capability>"
        + rest
        + "</resource>";
  }

  private static String capability(String namespace, String name, String version) {
    return "<capability namespace='%1$s'><attribute name='%1$s' value='%2$s'/><attribute name='version' value='%3$s' type='Version'/></capability>"
        .formatted(namespace, name, version);
  }

  private static String requirement(String name) {
    return "<requirement namespace='osgi.wiring.package'><directive name='filter' value='(osgi.wiring.package=%s)'/></requirement>"
        .formatted(name);
  }

  @Test
  @DisplayName("offers extensions by name, with what they need, be it in a circle")
  void byName() throws Exception {
    Path index = index();
    try (TestFramework loupe = new TestFramework(folder)) {
      loupe.extensions.addRepository(index.toString(), Progress.none());
      assertThat(loupe.extensions.repositories()).containsExactly(index.toUri().toString());
      assertThat(loupe.extensions.available(Progress.none()))
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.id()).isEqualTo("org.example.heat");
                assertThat(each.version()).isEqualTo("1.1.0");
                assertThat(each.installed()).isNull();
              });
      try (Plan plan = loupe.extensions.install("org.example.heat", Progress.none())) {
        assertThat(plan.unmet()).isEmpty();
        assertThat(plan.bundles())
            .extracting(bundle -> bundle.symbolicName() + " " + bundle.version())
            .containsExactly("org.example.heat 1.1.0", "org.example.warm 3.0.0");
        plan.commit(all -> true, Progress.none());
      }
      assertThat(loupe.extensions.installed().get(0).bundles()).hasSize(2);
      assertThat(loupe.extensions.available(Progress.none()).get(0).installed()).isEqualTo("1.1.0");
      try (Plan plan = loupe.extensions.update("org.example.heat", Progress.none())) {
        assertThat(plan.changesNothing()).isTrue();
      }
    }
  }

  @Test
  @DisplayName("brings an older extension to its newest version")
  void update() throws Exception {
    Path index = index();
    try (TestFramework loupe = new TestFramework(folder)) {
      loupe.extensions.addRepository(index.toString(), Progress.none());
      Path warm = place.resolve("org.example.warm-3.0.0.jar");
      Path old = place.resolve("org.example.heat-1.0.0.jar");
      Path archive = TestArchive.of("org.example:org.example.heat:1.0.0", old, warm);
      try (Plan plan = loupe.extensions.install(archive.toString(), Progress.none())) {
        plan.commit(all -> true, Progress.none());
      }
      try (Plan plan = loupe.extensions.update("org.example.heat", Progress.none())) {
        assertThat(plan.version()).isEqualTo("1.1.0");
        plan.commit(all -> true, Progress.none());
      }
      assertThat(loupe.extensions.installed())
          .singleElement()
          .satisfies(each -> assertThat(each.version()).isEqualTo("1.1.0"));
    }
  }

  @Test
  @DisplayName("that serves another file than it promised is not believed")
  void tampered() throws Exception {
    Path index = index();
    Path served = place.resolve("org.example.warm-3.0.0.jar");
    Files.write(served, Files.readAllBytes(place.resolve("org.example.heat-1.1.0.jar")));
    try (TestFramework loupe = new TestFramework(folder)) {
      loupe.extensions.addRepository(index.toString(), Progress.none());
      Map<String, String> files = loupe.files();
      try (Plan plan = loupe.extensions.install("org.example.heat", Progress.none())) {
        assertThatThrownBy(() -> plan.commit(all -> true, Progress.none()))
            .isInstanceOf(BadInputException.class)
            .message()
            .containsAnyOf("is not what its index promises", "is larger than");
      }
      assertThat(loupe.files()).isEqualTo(files);
      assertThat(loupe.extensions.installed()).isEmpty();
    }
  }

  @Test
  @DisplayName("is read through https, compressed or not, and through nothing weaker")
  void https() throws Exception {
    Path index = index();
    try (OutputStream out = Files.newOutputStream(place.resolve("index.xml.gz"));
        GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      Files.copy(index, gzip);
    }
    SSLContext context = certificate();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          Path file = place.resolve(exchange.getRequestURI().getPath().substring(1));
          boolean there = Files.isRegularFile(file);
          exchange.sendResponseHeaders(there ? 200 : 404, there ? 0 : -1);
          if (there) {
            Files.copy(file, exchange.getResponseBody());
          }
          exchange.close();
        });
    server.start();
    String address = "https://localhost:" + server.getAddress().getPort();
    Fetch fetch = new Fetch(() -> HttpClient.newBuilder().sslContext(context).build());
    try (TestFramework loupe = new TestFramework(folder, folder.resolve("state"), false, fetch)) {
      loupe.extensions.addRepository(address + "/index.xml.gz", Progress.none());
      try (Plan plan = loupe.extensions.install("org.example.heat", Progress.none())) {
        plan.commit(all -> true, Progress.none());
      }
      assertThat(loupe.extensions.installed()).hasSize(1);
      assertThatThrownBy(
              () -> loupe.extensions.addRepository(address + "/absent.xml", Progress.none()))
          .isInstanceOf(ExtensionException.class)
          .hasMessageContaining("answers 404");
      assertThatThrownBy(
              () ->
                  loupe.extensions.addRepository(
                      address.replace("https", "http") + "/index.xml", Progress.none()))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("is not https");
      loupe.extensions.removeRepository(address + "/index.xml.gz");
      assertThat(loupe.extensions.repositories()).isEmpty();
    } finally {
      server.stop(0);
    }
  }

  /** A certificate that only this test knows. */
  private SSLContext certificate() throws Exception {
    KeyStore keys = TestKeys.make(folder, "CN=localhost", "-ext", "SAN=dns:localhost");
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, TestKeys.PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
