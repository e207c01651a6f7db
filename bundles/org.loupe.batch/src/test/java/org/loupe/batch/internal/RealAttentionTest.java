package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.BadInputException;

@DisplayName("loupe analyze --method attention and ablation on the recorded CNC windows")
class RealAttentionTest {
  private static final Path DATA =
      Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  private static final Path REFERENCE = DATA.resolve("ref_cnc_s0_late.npz");

  @TempDir static Path out;
  private static RealLoupe loupe;
  private static Path attention;

  @BeforeAll
  static void analyze() throws IOException, BadInputException {
    Assumptions.assumeTrue(
        Files.isRegularFile(REFERENCE), "skipped: there is no recorded material in " + DATA);
    loupe = new RealLoupe();
    attention = run("attention", windows(3), List.of());
  }

  @AfterAll
  static void close() {
    if (loupe != null) {
      loupe.close();
    }
  }

  private static Path run(String method, String windows, List<String> more) {
    List<String> arguments =
        new ArrayList<>(List.of("analyze", "--method", method, "--windows", windows));
    arguments.addAll(List.of("--checkpoint", DATA.resolve("cnc_s0_late.ts.pt").toString()));
    arguments.addAll(List.of("--card", DATA.resolve("cnc.card.json").toString()));
    arguments.addAll(List.of("--data", DATA.resolve("cnc_test.npz").toString()));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(more);
    assertThat(loupe.run(arguments)).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    return loupe.written();
  }

  /** The first windows that the references are of. */
  private static String windows(int count) throws IOException, BadInputException {
    return Arrays.stream(Npy.read(REFERENCE, "batch_index"))
        .limit(count)
        .mapToObj(window -> Integer.toString((int) window))
        .collect(Collectors.joining(","));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "@attention, attn.fusion",
    "dtae_enc.0.self_attn, attn.dtae.encoder.layers.0.self_attn",
    "dtae_enc.1.self_attn, attn.dtae.encoder.layers.1.self_attn",
    "dec.0.self_attn, attn.lm.decoder.layers.0.self_attn",
    "dec.0.multihead_attn, attn.lm.decoder.layers.0.multihead_attn",
    "dec.1.self_attn, attn.lm.decoder.layers.1.self_attn",
    "dec.1.multihead_attn, attn.lm.decoder.layers.1.multihead_attn"
  })
  @DisplayName("writes PyTorch's weights")
  void weights(String module, String reference) throws IOException, BadInputException {
    double[] expected = Npy.read(REFERENCE, reference);
    double[] actual = Npy.read(attention.resolve("arrays.npz"), "weights/" + module);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  @Test
  @DisplayName("rolls out along the two layers of the encoder")
  void rollout() throws IOException, BadInputException {
    double[][] hats = new double[2][];
    for (int layer = 0; layer < 2; layer++) {
      hats[layer] = hat(Npy.read(REFERENCE, "attn.dtae.encoder.layers." + layer + ".self_attn"));
    }
    double[] actual = Npy.read(attention.resolve("arrays.npz"), "rollout");
    assertThat(actual).hasSize(3 * 64 * 64);
    for (int q = 0; q < 64; q++) {
      for (int k = 0; k < 64; k++) {
        double expected = 0;
        for (int s = 0; s < 64; s++) {
          expected += hats[1][q * 64 + s] * hats[0][s * 64 + k];
        }
        assertThat(actual[q * 64 + k]).isCloseTo(expected, within(1e-5));
      }
    }
  }

  /** Of the first window: the mean over four attention heads, plus the identity, halved. */
  private static double[] hat(double[] weights) {
    double[] hat = new double[64 * 64];
    for (int i = 0; i < hat.length; i++) {
      double mean = 0;
      for (int h = 0; h < 4; h++) {
        mean += weights[h * hat.length + i] / 4;
      }
      hat[i] = (mean + (i / 64 == i % 64 ? 1 : 0)) / 2;
    }
    return hat;
  }

  @Test
  @DisplayName("measures what PyTorch's weights are like")
  void metrics() throws IOException, BadInputException {
    double[] weights = Npy.read(REFERENCE, "attn.lm.decoder.layers.1.self_attn");
    double[] actual = Npy.read(attention.resolve("arrays.npz"), "metrics/dec.1.self_attn");
    assertThat(actual).hasSize(3 * 4 * 6);
    for (int head = 0; head < 12; head++) {
      double entropy = 0;
      double distance = 0;
      for (int q = 0; q < 32; q++) {
        for (int k = 0; k < 32; k++) {
          double p = weights[(head * 32 + q) * 32 + k];
          entropy -= p == 0 ? 0 : p * Math.log(p) / Math.log(32) / 32;
          distance += p * Math.abs(q - k) / 32;
        }
      }
      assertThat(actual[head * 6]).isCloseTo(entropy, within(1e-5));
      assertThat(actual[head * 6 + 1]).isCloseTo(distance, within(1e-4));
      // a decoder looks at nothing that is to come
      assertThat(actual[head * 6 + 4]).isZero();
    }
    assertThat(Npy.read(attention.resolve("arrays.npz"), "metrics/@attention")[1]).isNaN();
  }

  @Test
  @DisplayName("takes away each of 28 attention heads, and groups of channels")
  void ablation() throws IOException, BadInputException {
    Path heads = run("ablation", windows(9), List.of());
    double[] effect = Npy.read(heads.resolve("arrays.npz"), "effect");
    // accuracy, two log-probabilities and six prediction heads
    assertThat(effect).hasSize(28 * 9 * 9);
    double[] importance = Npy.read(heads.resolve("arrays.npz"), "gradient_importance");
    assertThat(importance).hasSize(28);
    for (int layer = 0; layer < 7; layer++) {
      double squares = 0;
      for (int h = 0; h < 4; h++) {
        squares += Math.pow(importance[layer * 4 + h], 2);
        // 'type' changes without any of them
        assertThat(effect[((layer * 4 + h) * 9 + 3) * 9]).isPositive();
      }
      assertThat(squares).isCloseTo(1, within(1e-5));
    }
    assertThat(heads.toFile().list())
        .containsExactlyInAnyOrder(
            "result.json",
            "arrays.npz",
            "record.json",
            "record.npz",
            "items.csv",
            "matrix.svg",
            "ranked.svg",
            "outputs.svg",
            "gradient.svg");
    Path groups =
        run("ablation", windows(9), List.of("--param", "over=channel_groups", "value=mean"));
    assertThat(groups.resolve("result.json")).content().contains("channel group");
  }
}
