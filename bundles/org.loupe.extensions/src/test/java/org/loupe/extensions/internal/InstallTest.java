package org.loupe.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.InstalledExtension;
import org.loupe.extensions.InstalledExtension.State;
import org.loupe.extensions.Plan;
import org.loupe.extensions.PlannedBundle;
import org.loupe.extensions.PlannedBundle.Action;
import org.loupe.extensions.Signature;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.loupe.testkit.BundleJar;
import org.osgi.framework.Bundle;

@DisplayName("An extension")
class InstallTest {
  @TempDir Path folder;
  private Path jars;

  @BeforeEach
  void prepare() throws Exception {
    jars = Files.createDirectories(folder.resolve("jars"));
  }

  /** A bundle with a component that is a Runnable. */
  private static BundleJar heat(String version) {
    return new BundleJar("org.example.heat", version)
        .header("Bundle-Name", "Heat")
        .header("Bundle-License", "MIT")
        .component("heat.Heat", "java.lang.Runnable")
        .source(
            "heat.Heat",
            "package heat; public class Heat implements Runnable { public void run() {} }");
  }

  private static void commit(Plan plan) throws Exception {
    assertThat(plan.unmet()).isEmpty();
    plan.commit(bundles -> true, Progress.none());
  }

  private static void install(TestFramework loupe, Path file) throws Exception {
    try (Plan plan = loupe.extensions.install(file.toString(), Progress.none())) {
      commit(plan);
    }
  }

  private static InstalledExtension only(TestFramework loupe) {
    assertThat(loupe.extensions.installed()).hasSize(1);
    return loupe.extensions.installed().get(0);
  }

  private static Bundle bundle(TestFramework loupe, String name) {
    return List.of(loupe.context().getBundles()).stream()
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("is installed from a jar, says what it is, and is in use at once")
  void jar() throws Exception {
    Path jar = heat("1.0.0").write(jars);
    try (TestFramework loupe = new TestFramework(folder)) {
      List<PlannedBundle> asked = new ArrayList<>();
      try (Plan plan = loupe.extensions.install(jar.toString(), Progress.none())) {
        assertThat(plan.name()).isEqualTo("Heat");
        assertThat(plan.bytes()).isEqualTo(Files.size(jar));
        assertThat(plan.restart()).isEmpty();
        assertThat(plan.bundles())
            .singleElement()
            .satisfies(
                bundle -> {
                  assertThat(bundle.action()).isEqualTo(Action.INSTALL);
                  assertThat(bundle.licence()).isEqualTo("MIT");
                  assertThat(bundle.signature().needsConsent()).isTrue();
                });
        plan.commit(asked::addAll, Progress.none());
      }
      assertThat(asked).hasSize(1);
      assertThat(only(loupe).state()).isEqualTo(State.IN_USE);
      assertThat(loupe.context().getServiceReference(Runnable.class)).isNotNull();
      assertThat(loupe.files().keySet()).anyMatch(file -> file.startsWith("sha256/"));
      assertThat(folder.resolve("state/staging")).isEmptyDirectory();
    }
  }

  @Test
  @DisplayName("says of its bundles, once installed, who signed them, their licences and needs")
  void details() throws Exception {
    Path jar =
        heat("1.0.0")
            .header(
                "Import-Package", "org.loupe.model;version=\"[1.3,2)\",absent;resolution:=optional")
            .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"")
            .write(jars);
    try (TestFramework loupe = new TestFramework(folder)) {
      install(loupe, jar);
      assertThat(loupe.extensions.details("org.example.heat"))
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.bundle()).isEqualTo(only(loupe).bundles().get(0));
                assertThat(each.licence()).isEqualTo("MIT");
                assertThat(each.signature().kind()).isEqualTo(Signature.Kind.UNSIGNED);
                assertThat(each.needs()).containsExactly("Java 17", "org.loupe.model 1.3");
              });
      assertThatThrownBy(() -> loupe.extensions.details("org.example.cold"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("installed are: org.example.heat");
      Files.delete(jarOf(loupe));
      assertThatThrownBy(() -> loupe.extensions.details("org.example.heat"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("install org.example.heat again");
    }
  }

  private Path jarOf(TestFramework loupe) {
    String digest = only(loupe).bundles().get(0).sha256();
    return new Store(folder.resolve("state/sha256")).file(digest);
  }

  @Test
  @DisplayName("is there again after a start whose framework remembers nothing")
  void restart() throws Exception {
    Path jar = heat("1.0.0").write(jars);
    try (TestFramework loupe = new TestFramework(folder)) {
      install(loupe, jar);
    }
    Files.delete(jar);
    try (TestFramework loupe = new TestFramework(folder)) {
      assertThat(only(loupe).state()).isEqualTo(State.IN_USE);
      assertThat(loupe.context().getServiceReference(Runnable.class)).isNotNull();
    }
  }

  @Test
  @DisplayName("is left out by a safe start, and can be removed then")
  void safe() throws Exception {
    Path jar = heat("1.0.0").write(jars);
    try (TestFramework loupe = new TestFramework(folder)) {
      install(loupe, jar);
    }
    try (TestFramework loupe =
        new TestFramework(folder, folder.resolve("state"), true, new Fetch())) {
      assertThat(only(loupe).state()).isEqualTo(State.NOT_USABLE);
      assertThat(only(loupe).reason()).contains("--safe");
      assertThat(loupe.context().getServiceReference(Runnable.class)).isNull();
      try (Plan plan = loupe.extensions.uninstall("org.example.heat")) {
        commit(plan);
      }
      assertThat(loupe.extensions.installed()).isEmpty();
    }
  }

  @Test
  @DisplayName("is installed with the whole of its feature, and asked about once")
  void feature() throws Exception {
    Path library =
        new BundleJar("org.example.library", "2.1.0")
            .header("Export-Package", "library;version=2.1.0")
            .source("library.Warm", "package library; public class Warm {}")
            .write(jars);
    Path method = heat("1.0.0").header("Import-Package", "library;version=\"[2,3)\"").write(jars);
    Path archive = TestArchive.of("org.example:org.example.feature:1.0.0", method, library);
    try (TestFramework loupe = new TestFramework(folder)) {
      install(loupe, archive);
      assertThat(only(loupe).id()).isEqualTo("org.example.feature");
      assertThat(only(loupe).bundles()).hasSize(2);
      assertThat(bundle(loupe, "org.example.library").getState()).isEqualTo(Bundle.ACTIVE);
      try (Plan plan = loupe.extensions.uninstall("org.example.feature")) {
        commit(plan);
      }
      List<PlannedBundle> asked = new ArrayList<>();
      try (Plan plan = loupe.extensions.install(archive.toString(), Progress.none())) {
        plan.commit(asked::addAll, Progress.none());
      }
      assertThat(asked).as("bundles asked about again").isEmpty();
    }
  }

  @Test
  @DisplayName("is updated and brings the older one back where the newer one fails")
  void update() throws Exception {
    Path old = heat("1.0.0").write(jars);
    Path newer = heat("1.1.0").write(jars);
    Path broken =
        heat("1.2.0")
            .header("Bundle-Activator", "heat.Bad")
            .header("Import-Package", "org.osgi.framework")
            .source(
                "heat.Bad",
                "package heat; public class Bad implements org.osgi.framework.BundleActivator {"
                    + " public void start(org.osgi.framework.BundleContext c) {"
                    + " throw new IllegalStateException(\"no luck\"); }"
                    + " public void stop(org.osgi.framework.BundleContext c) {} }")
            .write(jars);
    try (TestFramework loupe = new TestFramework(folder)) {
      install(loupe, old);
      install(loupe, newer);
      assertThat(only(loupe).version()).isEqualTo("1.1.0");
      Map<String, String> bundles = loupe.bundles();
      Map<String, String> files = loupe.files();
      try (Plan plan = loupe.extensions.install(broken.toString(), Progress.none())) {
        assertThat(plan.bundles().get(0).action()).isEqualTo(Action.UPDATE);
        assertThat(plan.bundles().get(0).replaced()).isEqualTo("1.1.0");
        assertThatThrownBy(() -> plan.commit(all -> true, Progress.none()))
            .isInstanceOf(BadInputException.class)
            .hasMessageContaining("was taken back")
            .hasMessageContaining("no luck");
      }
      assertThat(loupe.bundles()).isEqualTo(bundles);
      assertThat(loupe.files()).isEqualTo(files);
      assertThat(loupe.context().getServiceReference(Runnable.class)).isNotNull();
    }
  }

  @Test
  @DisplayName("that others need is not removed")
  void needed() throws Exception {
    Path library =
        new BundleJar("org.example.library", "2.1.0")
            .header("Export-Package", "library;version=2.1.0")
            .source("library.Warm", "package library; public class Warm {}")
            .write(jars);
    Path method = heat("1.0.0").header("Import-Package", "library;version=\"[2,3)\"").write(jars);
    try (TestFramework loupe = new TestFramework(folder)) {
      install(loupe, library);
      install(loupe, method);
      try (Plan plan = loupe.extensions.uninstall("org.example.library")) {
        assertThat(plan.unmet())
            .singleElement()
            .asString()
            .isEqualTo("org.example.heat needs library 2, which nothing here provides.");
        assertThatThrownBy(() -> plan.commit(all -> true, Progress.none()))
            .isInstanceOf(BadInputException.class);
      }
      assertThat(loupe.extensions.installed()).hasSize(2);
    }
  }

  @Test
  @DisplayName("that a product upgrade leaves without what it needs is kept and says so")
  void upgrade() throws Exception {
    Path method = heat("1.0.0").header("Import-Package", "api;version=\"[1,2)\"").write(jars);
    Path before = api("1.3.0");
    try (TestFramework loupe = new TestFramework(folder, before)) {
      install(loupe, method);
    }
    try (TestFramework loupe = new TestFramework(folder, api("2.0.0"))) {
      assertThat(only(loupe).state()).isEqualTo(State.NOT_USABLE);
      assertThat(only(loupe).reason()).isEqualTo("org.example.heat needs api 1, this is 2.");
    }
    try (TestFramework loupe = new TestFramework(folder, before)) {
      assertThat(only(loupe).state()).isEqualTo(State.IN_USE);
    }
  }

  private Path api(String version) throws Exception {
    return new BundleJar("org.example.api", version)
        .header("Export-Package", "api;version=" + version)
        .source("api.Api", "package api; public class Api {}")
        .write(jars);
  }

  @Test
  @DisplayName("is left out where the list of what is installed is damaged, and Loupe starts")
  void damaged() throws Exception {
    Path jar = heat("1.0.0").write(jars);
    try (TestFramework loupe = new TestFramework(folder)) {
      install(loupe, jar);
    }
    Path ledger = folder.resolve("state/installed.json");
    String whole = Files.readString(ledger);
    for (String text : new String[] {"", "[]", whole.replace("1.0.0", "one"), "{\"format\": 1}"}) {
      Files.writeString(ledger, text);
      try (TestFramework loupe = new TestFramework(folder)) {
        assertThat(loupe.extensions.installed()).isEmpty();
        assertThatThrownBy(() -> install(loupe, jar))
            .isInstanceOf(BadInputException.class)
            .hasMessageContaining("installed.json cannot be read");
      }
    }
    Files.writeString(ledger, whole);
    try (TestFramework loupe = new TestFramework(folder)) {
      assertThat(only(loupe).state()).isEqualTo(State.IN_USE);
    }
  }

  @Test
  @DisplayName("is disabled and enabled")
  void disabled() throws Exception {
    Path jar = heat("1.0.0").write(jars);
    try (TestFramework loupe = new TestFramework(folder)) {
      install(loupe, jar);
      try (Plan plan = loupe.extensions.enable("org.example.heat", false)) {
        assertThat(plan.bundles())
            .extracting(PlannedBundle::action)
            .containsExactly(Action.LEAVE_OUT);
        commit(plan);
      }
      assertThat(only(loupe).state()).isEqualTo(State.DISABLED);
      assertThat(loupe.context().getServiceReference(Runnable.class)).isNull();
    }
    try (TestFramework loupe = new TestFramework(folder)) {
      assertThat(only(loupe).state()).isEqualTo(State.DISABLED);
      try (Plan plan = loupe.extensions.enable("org.example.heat", true)) {
        commit(plan);
      }
      assertThat(only(loupe).state()).isEqualTo(State.IN_USE);
      assertThat(loupe.context().getServiceReference(Runnable.class)).isNotNull();
    }
  }

  @Test
  @DisplayName("leaves no class loader behind when it is removed")
  void leak() throws Exception {
    Path jar = heat("1.0.0").write(jars);
    try (TestFramework loupe = new TestFramework(folder)) {
      install(loupe, jar);
      WeakReference<ClassLoader> loader =
          new WeakReference<>(
              bundle(loupe, "org.example.heat").loadClass("heat.Heat").getClassLoader());
      try (Plan plan = loupe.extensions.uninstall("org.example.heat")) {
        commit(plan);
      }
      for (int tries = 0; tries < 200 && loader.get() != null; tries++) {
        System.gc();
        Thread.sleep(20);
      }
      assertThat(loader.get()).isNull();
    }
  }

  @Test
  @DisplayName("is not installed without consent, or when it is cancelled")
  void refused() throws Exception {
    Path jar = heat("1.0.0").write(jars);
    try (TestFramework loupe = new TestFramework(folder)) {
      Map<String, String> bundles = loupe.bundles();
      Map<String, String> files = loupe.files();
      try (Plan plan = loupe.extensions.install(jar.toString(), Progress.none())) {
        assertThatThrownBy(() -> plan.commit(all -> false, Progress.none()))
            .isInstanceOf(ExtensionException.class)
            .hasMessageContaining("nobody known vouches for org.example.heat 1.0.0");
        Progress cancelled =
            new Progress() {
              @Override
              public void report(String task, long done, long total) {
                // nobody watches
              }

              @Override
              public boolean isCancelled() {
                return true;
              }
            };
        assertThatThrownBy(() -> plan.commit(all -> true, cancelled))
            .isInstanceOf(CancellationException.class);
      }
      assertThat(loupe.bundles()).isEqualTo(bundles);
      assertThat(loupe.files()).isEqualTo(files);
    }
  }

  @Test
  @DisplayName("is not changed while another process changes something")
  void locked() throws Exception {
    Path jar = heat("1.0.0").write(jars);
    try (TestFramework loupe = new TestFramework(folder);
        Plan plan = loupe.extensions.install(jar.toString(), Progress.none())) {
      ChangeLock other = ChangeLock.tryLock(folder.resolve("state/lock")).orElseThrow();
      try {
        assertThatThrownBy(() -> plan.commit(all -> true, Progress.none()))
            .isInstanceOf(ExtensionException.class)
            .hasMessageStartingWith("Another Loupe is changing the extensions");
      } finally {
        other.close();
      }
      commit(plan);
    }
  }
}
