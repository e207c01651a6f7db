package org.loupe.workbench.internal.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.Device;
import org.loupe.workbench.internal.core.Services;
import org.loupe.workbench.internal.core.WorkbenchCore;

@DisplayName("Settings")
class SettingsTest {
  private final FakePreferences kept = new FakePreferences();

  @Test
  @DisplayName("are applied at once, and again at the next start")
  void applied() {
    WorkbenchCore core = new WorkbenchCore(new Services());
    Settings settings = new Settings(core, kept.view());
    assertThat(core.workspace().seed().get()).isEqualTo(42);
    settings.setSeed(7);
    settings.setDevice(Optional.of(Device.CPU));
    assertThat(core.workspace().seed().get()).isEqualTo(7);
    assertThat(core.workspace().device().get()).contains(Device.CPU);
    WorkbenchCore next = new WorkbenchCore(new Services());
    new Settings(next, kept.view());
    assertThat(next.workspace().seed().get()).isEqualTo(7);
    assertThat(next.workspace().device().get()).contains(Device.CPU);
  }

  @Test
  @DisplayName("take names of devices only")
  void devices() {
    assertThat(Settings.parse("cuda:1")).contains(new Device(Device.Kind.CUDA, 1));
    assertThat(Settings.parse("cpu")).contains(Device.CPU);
    assertThat(Settings.parse("auto (the best that is there)")).isEmpty();
    assertThat(Settings.parse("toaster")).isEmpty();
  }

  @Test
  @DisplayName("of the next start are kept in a file whose other lines stay")
  void launch(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("loupe.properties"), "loupe.runtime.other=1\n");
    LaunchSettings launch = new LaunchSettings(folder);
    assertThat(launch.get(LaunchSettings.MEMORY)).isEmpty();
    launch.set(LaunchSettings.MEMORY, OptionalLong.of(512));
    assertThat(new LaunchSettings(folder).get(LaunchSettings.MEMORY)).hasValue(512);
    assertThat(folder.resolve("loupe.properties")).content().contains("loupe.runtime.other=1");
    launch.set(LaunchSettings.THREADS, OptionalLong.of(1));
    assertThat(folder.resolve("loupe.properties")).content().contains("loupe.runtime.threads=1");
    launch.set(LaunchSettings.THREADS, OptionalLong.empty());
    launch.set(LaunchSettings.MEMORY, OptionalLong.empty());
    assertThat(launch.get(LaunchSettings.MEMORY)).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
