package org.loupe.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.extensions.InstalledExtension.State;
import org.loupe.extensions.Plan;
import org.loupe.extensions.PlannedBundle.Action;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.loupe.testkit.BundleJar;
import org.osgi.framework.Bundle;

@DisplayName("A bundle of the product")
class ReplacementTest {
  @TempDir Path folder;
  private Path jars;

  @BeforeEach
  void prepare() throws Exception {
    jars = Files.createDirectories(folder.resolve("jars"));
  }

  private Path api(String version) throws Exception {
    return new BundleJar("org.example.api", version)
        .header("Export-Package", "api;version=" + version)
        .source("api.Api", "package api; public class Api {}")
        .write(jars);
  }

  private Path user() throws Exception {
    return new BundleJar("org.example.user", "1.0.0")
        .header("Import-Package", "api;version=\"[1,2)\"")
        .write(jars);
  }

  private static String version(TestFramework loupe, String name) {
    List<Bundle> bundles =
        Arrays.stream(loupe.context().getBundles())
            .filter(bundle -> name.equals(bundle.getSymbolicName()))
            .toList();
    assertThat(bundles).hasSize(1);
    assertThat(bundles.get(0).getState()).isEqualTo(Bundle.ACTIVE);
    return bundles.get(0).getVersion().toString();
  }

  private static void commit(Plan plan) throws Exception {
    assertThat(plan.unmet()).isEmpty();
    plan.commit(all -> true, Progress.none());
  }

  @Test
  @DisplayName("gives way to a newer one, with what needs it, and comes back when that goes")
  void newer() throws Exception {
    Path before = api("1.0.0");
    Path newer = api("1.2.0");
    Path user = user();
    try (TestFramework loupe = new TestFramework(folder, before, user)) {
      try (Plan plan = loupe.extensions.install(newer.toString(), Progress.none())) {
        assertThat(plan.bundles().get(0).action()).isEqualTo(Action.UPDATE);
        assertThat(plan.bundles().get(0).replaced()).isEqualTo("1.0.0");
        commit(plan);
      }
      assertThat(version(loupe, "org.example.api")).isEqualTo("1.2.0");
      assertThat(version(loupe, "org.example.user")).isEqualTo("1.0.0");
    }
    try (TestFramework loupe = new TestFramework(folder, before, user)) {
      assertThat(version(loupe, "org.example.api")).isEqualTo("1.2.0");
      try (Plan plan = loupe.extensions.uninstall("org.example.api")) {
        commit(plan);
      }
      assertThat(version(loupe, "org.example.api")).isEqualTo("1.0.0");
      assertThat(version(loupe, "org.example.user")).isEqualTo("1.0.0");
    }
  }

  @Test
  @DisplayName("stays where something of it would no longer work")
  void incompatible() throws Exception {
    try (TestFramework loupe = new TestFramework(folder, api("1.0.0"), user());
        Plan plan = loupe.extensions.install(api("2.0.0").toString(), Progress.none())) {
      assertThat(plan.unmet()).containsExactly("org.example.user needs api 1, this is 2.");
      assertThatThrownBy(() -> plan.commit(all -> true, Progress.none()))
          .isInstanceOf(BadInputException.class);
      assertThat(version(loupe, "org.example.api")).isEqualTo("1.0.0");
    }
  }

  @Test
  @DisplayName("wins over an older or equal one")
  void older() throws Exception {
    Path older = api("1.0.0");
    try (TestFramework loupe = new TestFramework(folder, api("1.2.0"));
        Plan plan = loupe.extensions.install(older.toString(), Progress.none())) {
      assertThat(plan.changesNothing()).isTrue();
      assertThat(plan.bundles().get(0).action()).isEqualTo(Action.PRESENT);
    }
  }

  @Test
  @DisplayName("that runs gets a fragment with the next start only")
  void fragment() throws Exception {
    Path host = api("1.0.0");
    Path fragment =
        new BundleJar("org.example.more", "1.0.0")
            .header("Fragment-Host", "org.example.api")
            .write(jars);
    try (TestFramework loupe = new TestFramework(folder, host)) {
      Map<String, String> bundles = loupe.bundles();
      try (Plan plan = loupe.extensions.install(fragment.toString(), Progress.none())) {
        assertThat(plan.restart())
            .containsExactly(
                "org.example.more becomes a part of org.example.api, which runs already.");
        commit(plan);
      }
      assertThat(loupe.extensions.installed().get(0).state()).isEqualTo(State.AFTER_RESTART);
      assertThat(loupe.bundles()).isEqualTo(bundles);
    }
    try (TestFramework loupe = new TestFramework(folder, host)) {
      assertThat(loupe.extensions.installed().get(0).state()).isEqualTo(State.IN_USE);
      assertThat(loupe.bundles().keySet()).anyMatch(key -> key.startsWith("org.example.more"));
    }
  }

  @Test
  @DisplayName("that extensions themselves need is not replaced")
  void ownNeeds() throws Exception {
    Path framework = new BundleJar("org.apache.felix.framework", "9.0.0").write(jars);
    try (TestFramework loupe = new TestFramework(folder);
        Plan plan = loupe.extensions.install(framework.toString(), Progress.none())) {
      assertThat(plan.unmet())
          .anyMatch(sentence -> sentence.contains("is part of what Loupe itself starts with"));
    }
  }
}
