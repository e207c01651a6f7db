package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Commands for extensions")
class ExtensionCommandsTest {
  private final Loupe loupe = new Loupe();

  @Test
  @DisplayName("show what is installed, and install it with consent")
  void install() {
    assertThat(loupe.run("install", "heat.jar", "--yes", "--trust")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).contains("The heat.jar 1.0.0", "2.00", "nobody", "MIT", "new", "Done.");
    assertThat(loupe.extensions.done).containsExactly("install heat.jar");
  }

  @Test
  @DisplayName("do not install what is not signed unless told to")
  void consent() {
    assertThat(loupe.run("install", "heat.jar", "--yes")).isEqualTo(ExitCode.FAILED);
    assertThat(loupe.err())
        .contains("heat.jar 1.0.0 is not signed.", "--trust", "loupe: Nothing was installed");
    assertThat(loupe.extensions.done).isEmpty();
  }

  @Test
  @DisplayName("only show what would change where that is wanted")
  void dryRun() {
    assertThat(loupe.run("install", "heat.jar", "--dry-run")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).contains("heat.jar", "Nothing was changed");
    assertThat(loupe.extensions.done).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"needy, 'needs org.loupe.analysis 2'", "missing, There is no file missing"})
  @DisplayName("say what is wrong, with the exit code for bad input")
  void badInput(String source, String message) {
    assertThat(loupe.run("install", source, "--yes", "--trust")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err()).contains(message);
    assertThat(loupe.extensions.done).isEmpty();
  }

  @Test
  @DisplayName("say that there is nothing to do")
  void present() {
    assertThat(loupe.run("install", "present")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).contains("The present 1.0.0 is as wanted already.");
  }

  @Test
  @DisplayName("remove")
  void uninstall() {
    assertThat(loupe.run("uninstall", "heat", "--yes")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.extensions.done).containsExactly("uninstall heat");
    assertThat(loupe.out()).contains("removed");
  }

  @Test
  @DisplayName("update what the repositories offer and nothing else")
  void update() {
    loupe.extensions.with("heat", null).with("own", null);
    assertThat(loupe.run("update", "--yes")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.extensions.done).containsExactly("update heat");
    assertThat(loupe.out()).contains("instead of 0.9.0");
  }

  @Test
  @DisplayName("list, with the reason where one cannot be used")
  void list() {
    assertThat(loupe.run("list")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).contains("No extensions are installed.");
    loupe.extensions.with("heat", null).with("old", "old needs org.loupe.plots 3, this is 2.");
    loupe.run("list");
    assertThat(loupe.out()).contains("in use").contains("not usable: old needs org.loupe.plots 3");
    loupe.run("list", "--json");
    assertThat(loupe.out()).contains("\"state\" : \"not_usable\"", "\"size\" : 2000000");
  }

  @Test
  @DisplayName("say of one who signed it, its licence and what it needs")
  void details() {
    loupe.extensions.with("heat", null);
    assertThat(loupe.run("list", "heat")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out())
        .contains("The heat 1.0.0 (heat)", "in use", "installed from /heat.jar")
        .contains("2.00", "Ada (unknown)", "MIT")
        .contains("heat needs\n  Java 17\n  org.loupe.analysis 1.3\n");
    loupe.run("list", "heat", "--json");
    assertThat(loupe.out())
        .contains("\"kind\" : \"unknown_signer\"", "\"signer\" : \"Ada\"")
        .contains("\"licence\" : \"MIT\"", "\"needs\" : [", "\"id\" : \"heat\"");
    assertThat(loupe.run("list", "cold")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(loupe.err()).contains("No extension 'cold' is installed.");
  }

  @ParameterizedTest
  @CsvSource({"enable, new", "disable, left out"})
  @DisplayName("switch on and off")
  void switched(String command, String change) {
    assertThat(loupe.run(command, "heat", "--dry-run")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.extensions.done).isEmpty();
    assertThat(loupe.run(command, "heat", "--yes")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.extensions.done).containsExactly(command + " heat");
    assertThat(loupe.out()).contains(change);
    assertThat(loupe.run(command, "present", "--yes")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).contains("is as wanted already");
    assertThat(loupe.run(command)).isEqualTo(ExitCode.WRONG_CALL);
  }

  @Test
  @DisplayName("keep repositories")
  void repositories() {
    assertThat(loupe.run("repository", "add", "index.xml")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.run("repository", "list")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).contains("index.xml", "heat", "Shows heat.");
    assertThat(loupe.run("repository", "remove", "index.xml")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.extensions.repositories).isEmpty();
  }
}
