package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("loupe compare on two checkpoints of the recordings' model")
class RealCompareTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private static final List<String> HEADS =
      List.of("type", "command", "param_type", "param_value", "operation");

  @TempDir static Path out;
  private static RealLoupe loupe;

  @BeforeAll
  static void start() {
    Assumptions.assumeTrue(
        Files.isRegularFile(DATA.resolve("cnc_test.npz")),
        "skipped: there is no recorded material in " + DATA);
    loupe = new RealLoupe();
  }

  @AfterAll
  static void close() {
    if (loupe != null) {
      loupe.close();
    }
  }

  private static void run(String command, String method, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--method", method));
    arguments.addAll(List.of("--card", DATA.resolve("cnc.card.json").toString()));
    arguments.addAll(List.of("--data", DATA.resolve("cnc_test.npz").toString()));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(List.of(more));
    assertThat(loupe.run(arguments)).as(loupe.printed()).isEqualTo(ExitCode.DONE);
  }

  private static String file(String moment) {
    return DATA.resolve("cnc_s0_" + moment + ".ts.pt").toString();
  }

  private static JsonNode table(Path folder, String name) throws IOException {
    JsonNode result = new ObjectMapper().readTree(folder.resolve("result.json").toFile());
    for (JsonNode table : result.get("tables")) {
      if (table.get("name").asText().equals(name)) {
        return table.get("rows");
      }
    }
    throw new AssertionError("no table " + name);
  }

  @Test
  @DisplayName("counts flips as a plain loop over the stored predictions of each")
  void flips() throws Exception {
    run("analyze", "heads", "--checkpoint", file("early"), file("late"));
    run("compare", "flips", "--checkpoint", file("early"), file("late"), "--param", "masked=false");
    Path folder = loupe.written();
    for (String head : HEADS) {
      double[] before = predictions("early", head);
      double[] after = predictions("late", head);
      double[] flips = Npy.read(folder.resolve("arrays.npz"), "flips/" + head);
      int steps = before.length / flips.length;
      for (int n = 0; n < flips.length; n++) {
        int count = 0;
        for (int t = n * steps; t < (n + 1) * steps; t++) {
          count += before[t] != after[t] ? 1 : 0;
        }
        assertThat(flips[n]).as("%s, window %d", head, n).isEqualTo(count);
      }
    }
  }

  private static double[] predictions(String moment, String head) throws Exception {
    return Npy.read(out.resolve("heads/cnc_s0_" + moment + "/arrays.npz"), "prediction/" + head);
  }

  @Test
  @DisplayName("finds a checkpoint alike itself to 1e-6 in every layer, and never flipped")
  void itself() throws Exception {
    String[] options = {"--checkpoint", file("late"), "--baseline", file("late")};
    run("compare", "cka", more(options, "--windows", "random:40"));
    run("compare", "flips", more(options, "--windows", "random:40"));
    JsonNode rows = table(out.resolve("cka/cnc_s0_late-vs-cnc_s0_late"), "diagonal");
    assertThat(rows.size()).isGreaterThan(20);
    for (JsonNode row : rows) {
      assertThat(row.get(4).asDouble()).as(row.get(1).asText()).isCloseTo(1, within(1e-6));
    }
    for (JsonNode row : table(out.resolve("flips/cnc_s0_late-vs-cnc_s0_late"), "heads")) {
      assertThat(row.get(3).asInt()).isZero();
      assertThat(row.get(11).asDouble()).isZero();
      assertThat(row.get(12).asDouble()).isZero();
      assertThat(row.get(13).asDouble()).isZero();
    }
  }

  private static String[] more(String[] options, String... more) {
    return Stream.of(options, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  @DisplayName("recovers all through a prediction head's own output, and nothing through another's")
  void patching() throws IOException {
    run(
        "compare",
        "patching",
        "--baseline",
        file("late"),
        "--checkpoint",
        file("early"),
        "--param",
        "modules=type_gate,command_head");
    JsonNode rows = table(out.resolve("patching/cnc_s0_late-vs-cnc_s0_early"), "modules");
    assertThat(rows.get(0).get(2).asDouble()).isCloseTo(.864, within(6e-4));
    assertThat(rows.get(0).get(3).asDouble()).isCloseTo(.749, within(6e-4));
    assertThat(rows.get(0).get(5).asDouble()).isCloseTo(1, within(1e-6));
    assertThat(rows.get(1).get(5).asDouble()).isZero();
  }

  @Test
  @DisplayName("tells of a method of one checkpoint which differences are more than noise")
  void heads() throws IOException {
    run("compare", "heads", "--checkpoint", file("early"), file("late"));
    Path folder = out.resolve("heads/cnc_s0_early-vs-cnc_s0_late");
    assertThat(folder.resolve("differences.csv")).isRegularFile();
    assertThat(folder.resolve("difference_accuracy.svg")).isRegularFile();
    double[] early = {.749, .757, .665, .212, .410};
    double[] late = {.864, .770, .946, .440, .471};
    JsonNode rows = table(folder, "differences");
    for (int h = 0; h < HEADS.size(); h++) {
      JsonNode row = rows.get(h);
      assertThat(row.get(1).asText()).isEqualTo("accuracy");
      assertThat(row.get(3).asText()).isEqualTo(HEADS.get(h));
      assertThat(row.get(4).asDouble()).isCloseTo(early[h], within(6e-4));
      assertThat(row.get(5).asDouble()).isCloseTo(late[h], within(6e-4));
      double difference = row.get(6).asDouble();
      assertThat(difference).isCloseTo(late[h] - early[h], within(1.2e-3));
      assertThat(row.get(7).asDouble()).isLessThan(difference);
      assertThat(row.get(8).asDouble()).isGreaterThan(difference);
      assertThat(row.get(10).asDouble()).isGreaterThanOrEqualTo(row.get(9).asDouble());
      assertThat(row.get(11).asInt()).isEqualTo(15);
    }
    // Far more than the recordings differ among themselves.
    assertThat(rows.get(2).get(12).asText()).isEqualTo("more than noise");

    Path result = folder.resolve("result.json");
    FileTime before = Files.getLastModifiedTime(result);
    run("compare", "heads", "--checkpoint", file("early"), file("late"));
    assertThat(Files.getLastModifiedTime(result)).as("all of it is there").isEqualTo(before);
  }

  @Test
  @DisplayName("gives the known accuracies of both, and their difference")
  void accuracies() throws IOException {
    run("compare", "flips", "--checkpoint", file("early"), file("late"));
    JsonNode rows = table(loupe.written(), "heads");
    double[] early = {.749, .757, .665, .212, .410};
    double[] late = {.864, .770, .946, .440, .471};
    assertThat(rows.size()).isEqualTo(HEADS.size());
    for (int h = 0; h < HEADS.size(); h++) {
      JsonNode row = rows.get(h);
      assertThat(row.get(1).asText()).isEqualTo(HEADS.get(h));
      assertThat(row.get(9).asDouble()).isCloseTo(early[h], within(6e-4));
      assertThat(row.get(10).asDouble()).isCloseTo(late[h], within(6e-4));
      assertThat(row.get(11).asDouble()).isCloseTo(late[h] - early[h], within(1.2e-3));
      // What is gained less what is lost is the difference, of as many positions.
      assertThat((row.get(7).asDouble() - row.get(8).asDouble()) / row.get(2).asDouble())
          .isCloseTo(row.get(11).asDouble(), within(1e-6));
    }
  }
}
