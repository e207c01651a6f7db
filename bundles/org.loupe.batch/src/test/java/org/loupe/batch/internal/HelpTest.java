package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Help")
class HelpTest {
  private final Loupe loupe = new Loupe();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "analyze --help",
        "compare --help",
        "help --help",
        "inspect --help",
        "interpret --help",
        "methods --help",
        "card --help",
        "card init --help",
        "card check --help",
        "project --help",
        "project init --help"
      })
  @DisplayName("comes at every level, with the exit codes")
  void everyLevel(String arguments) {
    assertThat(loupe.run(arguments.split(" "))).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).contains("Usage: loupe").contains("130").contains("bad input");
    assertThat(loupe.err()).isEmpty();
  }

  @Test
  @DisplayName("lists the parameters of a method")
  void parameters() {
    loupe.run("analyze", "--method", "count", "--help");
    assertThat(loupe.out())
        .contains("Parameters of count:")
        .contains("How often to count.")
        .contains("a whole number of at least 1 up to 9; default: 1")
        .contains("none, engine, mistake; default: none");
  }

  @Test
  @DisplayName("lists the methods where none is named")
  void methods() {
    loupe.run("analyze", "--help");
    assertThat(loupe.out()).contains("count: How many windows there are.");
  }

  @Test
  @DisplayName("prints the page that a method's bundle brings")
  void page() {
    loupe.pages.put("count", "# Count\n\n## What it shows\n");
    assertThat(loupe.run("help", "count")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).startsWith("# Count").contains("## What it shows");
  }

  @Test
  @DisplayName("says what a method says of itself where there is no page")
  void noPage() {
    assertThat(loupe.run("help", "count")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out())
        .contains("How many windows there are.")
        .contains("Bundle bundle.count brings no help page.");
  }

  @Test
  @DisplayName("names the methods where there is none of the id")
  void unknownPage() {
    assertThat(loupe.run("help", "nothing")).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.err()).contains("There is no method 'nothing'; installed are count");
  }

  @Test
  @DisplayName("lists the methods that have pages")
  void pages() {
    assertThat(loupe.run("help")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).contains("count: How many windows there are.");
  }

  @Test
  @DisplayName("has the version")
  void version() {
    assertThat(loupe.run("--version")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out().strip()).isEqualTo("loupe 1.2.3");
  }

  @Test
  @DisplayName("is pointed to where no command, or an unknown one, is given")
  void noCommand() {
    assertThat(loupe.run()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.run("analyse")).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(loupe.err())
        .contains("loupe: A command is missing.")
        .contains(
            "There is no command 'analyse'; there are analyze, card, compare, disable, enable, help, inspect, install,"
                + " interpret, list, methods, project, recipe, report, repository, results, run,"
                + " uninstall, update.");
  }

  @Test
  @DisplayName("of the installed methods comes as text and as JSON")
  void methodsCommand() throws IOException {
    assertThat(loupe.run("methods")).isEqualTo(ExitCode.DONE);
    assertThat(loupe.out()).startsWith("count: How many windows there are.").contains("times");
    Loupe again = new Loupe();
    again.run("methods", "--json");
    JsonNode method = new ObjectMapper().readTree(again.out()).get("methods").get(0);
    assertThat(method.get("bundle").asText()).isEqualTo("bundle.count");
    assertThat(method.get("suites").get(0).asText()).isEqualTo("ncp");
    assertThat(method.get("parameters").get(0).get("name").asText()).isEqualTo("times");
  }
}
