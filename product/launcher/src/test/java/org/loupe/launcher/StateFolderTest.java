package org.loupe.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The state folder")
class StateFolderTest {
  @TempDir Path folder;

  @Test
  @DisplayName("is where LOUPE_STATE says, and is made")
  void named() throws LaunchException {
    Path state = folder.resolve("state");
    assertThat(StateFolder.of(Map.of("LOUPE_STATE", state.toString())).root()).isEqualTo(state);
    assertThat(state.resolve("logs")).isDirectory();
  }

  @Test
  @DisplayName("that cannot be made is told apart, with what to do")
  void unwritable() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> StateFolder.of(Map.of("LOUPE_STATE", file.toString())))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("set LOUPE_STATE");
  }

  @Test
  @DisplayName("tells bundles what its settings say of the runtime, and nothing else")
  void settings() throws Exception {
    Files.writeString(
        folder.resolve("loupe.properties"),
        "loupe.runtime.memory=512\nloupe.home=/elsewhere\norg.osgi.framework.storage=/tmp\n");
    assertThat(new StateFolder(folder).settings()).isEqualTo(Map.of("loupe.runtime.memory", "512"));
  }

  @Test
  @DisplayName("goes without settings that cannot be read")
  void brokenSettings() throws Exception {
    Files.writeString(folder.resolve("loupe.properties"), "loupe.runtime.memory=\\u00zz\n");
    assertThat(new StateFolder(folder).settings()).isEmpty();
  }
}
