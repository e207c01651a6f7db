package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;

/** The constants are those of {@code src/test/models/make_oscillator.py}. */
@DisplayName("loupe analyze --method states on a network that learnt a damped oscillator")
class OscillatorTest {
  private static final double DECAY = 0.08;
  private static final double TURN = 0.35;

  @TempDir static Path out;
  private static RealLoupe loupe;

  @BeforeAll
  static void start() {
    loupe = new RealLoupe();
  }

  @AfterAll
  static void close() {
    loupe.close();
  }

  private static Path resource(String name) throws URISyntaxException {
    URL url = OscillatorTest.class.getResource(name);
    assertThat(url).as(name).isNotNull();
    return Path.of(url.toURI());
  }

  private static Path run(String... parameters) throws URISyntaxException {
    List<String> arguments = new ArrayList<>(List.of("analyze", "--method", "states"));
    arguments.addAll(List.of("--checkpoint", resource("oscillator.ts.pt").toString()));
    arguments.addAll(List.of("--card", resource("oscillator.card.json").toString()));
    arguments.addAll(List.of("--data", resource("oscillator.npz").toString()));
    arguments.addAll(List.of("--out", out.toString(), "--param"));
    arguments.addAll(List.of(parameters));
    assertThat(loupe.run(arguments)).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    return out.resolve("states").resolve("oscillator");
  }

  private static JsonNode points(Path folder) throws IOException {
    JsonNode result = new ObjectMapper().readTree(folder.resolve("result.json").toFile());
    for (JsonNode table : result.get("tables")) {
      if (table.get("name").asText().equals("fixed_points")) {
        return table;
      }
    }
    throw new AssertionError("no table of fixed points");
  }

  private static double cell(JsonNode table, String column) {
    for (int i = 0; i < table.get("columns").size(); i++) {
      if (table.get("columns").get(i).asText().equals(column)) {
        return table.get("rows").get(0).get(i).asDouble();
      }
    }
    throw new AssertionError("no column " + column);
  }

  @Test
  @DisplayName("finds the state at rest, its decay and its period at the mean time span")
  void findsTheState() throws IOException, URISyntaxException {
    JsonNode table = points(run("fixed_points=true", "frozen_input=3:10", "timespan=1"));
    assertThat(table.get("rows")).hasSize(1);
    assertThat(table.get("rows").get(0).get(1).asText()).isEqualTo("stable");
    assertThat(cell(table, "spectral radius")).isCloseTo(Math.exp(-DECAY), within(0.01));
    assertThat(cell(table, "period in steps")).isCloseTo(2 * Math.PI / TURN, within(0.5));
    assertThat(cell(table, "residual")).isLessThan(1e-5);
    assertThat(cell(table, "starts")).isEqualTo(64);
    assertThat(cell(table, "disturbed that return, of 8")).isEqualTo(8);
  }

  @Test
  @DisplayName("finds it where the true state comes to rest: at the end of the longest window")
  void isWhereTheStateRests() throws IOException, URISyntaxException, BadInputException {
    Path folder = run("fixed_points=true", "frozen_input=3:10", "timespan=1");
    double[] point = Npy.read(folder.resolve("arrays.npz"), "fixed_points");
    double[] states = Npy.read(folder.resolve("arrays.npz"), "states");
    assertThat(point.length).isEqualTo(3);
    int windows = states.length / 40 / 3;
    double own = distance(states, 3, point);
    for (int n = 0; n < windows; n++) {
      if (n != 3) {
        // each window has another drive, and rests elsewhere
        assertThat(distance(states, n, point)).isGreaterThan(own);
      }
    }
    // after 40 s a 25th of the way is left
    double begun = 0;
    for (int u = 0; u < 3; u++) {
      begun += point[u] * point[u];
    }
    assertThat(own).isLessThan(0.15 * Math.sqrt(begun));
  }

  /** From a window's last state. */
  private static double distance(double[] states, int window, double[] point) {
    double squares = 0;
    for (int u = 0; u < 3; u++) {
      squares += Math.pow(states[(window * 40 + 39) * 3 + u] - point[u], 2);
    }
    return Math.sqrt(squares);
  }
}
