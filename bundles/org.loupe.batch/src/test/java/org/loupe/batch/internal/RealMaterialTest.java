package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.model.BadInputException;

@DisplayName("loupe analyze --method saliency on the recorded CNC windows")
class RealMaterialTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private static final Path REFERENCE = DATA.resolve("ref_cnc_s0_late.npz");

  private static RealLoupe loupe;
  @TempDir Path out;

  @BeforeAll
  static void open() {
    Assumptions.assumeTrue(
        Files.isRegularFile(REFERENCE), "skipped: there is no recorded material in " + DATA);
    loupe = new RealLoupe();
  }

  @AfterAll
  static void close() {
    if (loupe != null) {
      loupe.close();
    }
  }

  private Path analyze(String windows, String... parameters) {
    List<String> arguments =
        new ArrayList<>(List.of("analyze", "--method", "saliency", "--windows", windows));
    arguments.addAll(List.of("--checkpoint", DATA.resolve("cnc_s0_late.ts.pt").toString()));
    arguments.addAll(List.of("--card", DATA.resolve("cnc.card.json").toString()));
    arguments.addAll(List.of("--data", DATA.resolve("cnc_test.npz").toString()));
    arguments.addAll(List.of("--out", out.toString(), "--param"));
    arguments.addAll(Arrays.asList(parameters));
    int code = loupe.run(arguments);
    assertThat(code).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    return out.resolve("saliency/cnc_s0_late");
  }

  private static String batchIndex() throws IOException, BadInputException {
    StringBuilder windows = new StringBuilder();
    for (double window : Npy.read(REFERENCE, "batch_index")) {
      windows.append(windows.isEmpty() ? "" : ",").append((int) window);
    }
    return windows.toString();
  }

  @ParameterizedTest(name = "prediction head {0}")
  @ValueSource(strings = {"type", "command", "param_type", "param_value"})
  @DisplayName("writes PyTorch's numbers")
  void reference(String head) throws IOException, BadInputException {
    Path folder = analyze(batchIndex(), "prediction_head=" + head);
    double[] expected = Npy.read(REFERENCE, "saliency." + head);
    double[] actual = Npy.read(folder.resolve("arrays.npz"), "attribution");
    assertThat(actual).hasSameSizeAs(expected);
    double largest = Arrays.stream(expected).max().orElseThrow();
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    assertThat(difference / largest).isLessThan(1e-5);
  }

  @Test
  @DisplayName("writes result, arrays and a picture per figure")
  void files() {
    Path folder = analyze("394", "variant=input_x_gradient");
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder(
            "result.json",
            "arrays.npz",
            "record.json",
            "record.npz",
            "channels.csv",
            "channel_groups.csv",
            "heatmap.svg",
            "top_channels.svg",
            "temporal_profile.svg",
            "distribution.svg");
    assertThat(folder.resolve("heatmap.svg")).content().contains("window 394");
  }
}
