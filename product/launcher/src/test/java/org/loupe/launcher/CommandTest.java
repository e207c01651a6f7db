package org.loupe.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A command line")
class CommandTest {
  @TempDir Path folder;

  private static Command parse(String... arguments) {
    return Command.parse(List.of(arguments));
  }

  @Test
  @DisplayName("without arguments opens the window")
  void empty() {
    assertThat(parse()).isEqualTo(new Command(Mode.WORKBENCH, List.of(), false));
  }

  @Test
  @DisplayName("naming the workbench opens it, with or without a project")
  void workbench() {
    assertThat(parse("workbench")).isEqualTo(new Command(Mode.WORKBENCH, List.of(), false));
    assertThat(parse("workbench", "absent"))
        .isEqualTo(new Command(Mode.WORKBENCH, List.of("absent"), false));
  }

  @Test
  @DisplayName("naming a folder opens the window on it")
  void projectFolder() {
    assertThat(parse(folder.toString()))
        .isEqualTo(new Command(Mode.WORKBENCH, List.of(folder.toString()), false));
  }

  @Test
  @DisplayName("may name the checkpoints that are compared behind the folder")
  void checkpoints() {
    List<String> arguments =
        List.of(folder.toString(), "--checkpoint", "late", "--checkpoint=early");
    assertThat(Command.parse(arguments)).isEqualTo(new Command(Mode.WORKBENCH, arguments, false));
    assertThat(parse("workbench", "absent", "--checkpoint", "late").mode())
        .isEqualTo(Mode.WORKBENCH);
    assertThat(parse("workbench", "--checkpoint", "late").mode()).isEqualTo(Mode.BATCH);
    assertThat(parse("workbench", "absent", "--checkpoint").mode()).isEqualTo(Mode.BATCH);
  }

  @Test
  @DisplayName("with anything else is handed whole to the commands")
  void commands() {
    assertThat(parse("--help")).isEqualTo(new Command(Mode.BATCH, List.of("--help"), false));
    assertThat(parse("workbench", "--help"))
        .isEqualTo(new Command(Mode.BATCH, List.of("workbench", "--help"), false));
    assertThat(parse("analyze", folder.toString(), "--method", "saliency").mode())
        .isEqualTo(Mode.BATCH);
  }

  @Test
  @DisplayName("leave extensions out where --safe stands before the rest")
  void safe() {
    assertThat(parse("--safe")).isEqualTo(new Command(Mode.WORKBENCH, List.of(), true));
    assertThat(parse("--safe", "methods"))
        .isEqualTo(new Command(Mode.BATCH, List.of("methods"), true));
    assertThat(parse("methods", "--safe").safe()).isFalse();
  }
}
