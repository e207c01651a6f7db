package org.loupe.workbench.internal.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is remembered of a project")
class ProjectMemoryTest {
  private static final ProjectMemory.Choices CHOICES =
      new ProjectMemory.Choices(
          List.of("late", "early one"),
          "early one",
          "test",
          "3,8-10",
          Map.of("late", 2, "early one", 0, "left", 1),
          Map.of(
              "saliency",
              Map.of("prediction_head", "command", "class", "a\tb"),
              "attention",
              Map.of("layer", "2")));

  @Test
  @DisplayName("is read as it was written, with the parameters of every method and all letters")
  void roundTrip() {
    assertThat(ProjectMemory.parse(ProjectMemory.text(CHOICES))).contains(CHOICES);
  }

  @Test
  @DisplayName("of a release that kept no parameters is still read")
  void older() {
    assertThat(ProjectMemory.parse("test\nall\nearly\nearly\nlate"))
        .contains(
            new ProjectMemory.Choices(
                List.of("early", "late"), "early", "test", "all", Map.of(), Map.of()));
  }

  @Test
  @DisplayName("is nothing where nothing or something else was written")
  void nothing() {
    assertThat(ProjectMemory.parse(null)).isEmpty();
    assertThat(ProjectMemory.parse("gibberish")).isEmpty();
  }
}
