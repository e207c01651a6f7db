package org.loupe.tests.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A display that nobody serves")
class UnreachableDisplayTest {
  @ParameterizedTest
  @ValueSource(strings = {"workbench", "demo"})
  @DisplayName("is named in one sentence, with the exit code of a failure")
  void isNamed(String argument) throws Exception {
    Path errors = Files.createTempFile("loupe-display", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(System.getProperty("loupe.script"), argument)
            .redirectError(errors.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("DISPLAY", ":4711");
    builder.environment().remove("WAYLAND_DISPLAY");
    builder.environment().put("LOUPE_STATE", Screen.TARGET.resolve("state-display").toString());
    Process product = builder.start();
    assertThat(Driver.ends(product)).isTrue();
    assertThat(product.exitValue()).isEqualTo(4);
    assertThat(Files.readString(errors, StandardCharsets.UTF_8).strip())
        .startsWith("Found no display at ':4711'")
        .hasLineCount(1);
    Files.delete(errors);
  }
}
