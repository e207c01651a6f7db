package org.loupe.workbench.internal.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The command line of the window")
class StartArgumentsTest {
  @Test
  @DisplayName("names a project, and the checkpoints to compare in their order")
  void named() {
    assertThat(StartArguments.of(List.of("demo", "--checkpoint", "late", "--checkpoint=early")))
        .isEqualTo(new StartArguments(Optional.of(Path.of("demo")), List.of("late", "early")));
  }

  @Test
  @DisplayName("may name nothing")
  void nothing() {
    assertThat(StartArguments.of(List.of()))
        .isEqualTo(new StartArguments(Optional.empty(), List.of()));
  }
}
