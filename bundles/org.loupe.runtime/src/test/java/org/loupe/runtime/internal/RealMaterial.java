package org.loupe.runtime.internal;

import static org.loupe.model.Dimension.CHANNEL;
import static org.loupe.model.Dimension.CLASS;
import static org.loupe.model.Dimension.TIME;
import static org.loupe.model.Dimension.TOKEN;
import static org.loupe.model.Dimension.UNIT;
import static org.loupe.model.Dimension.WINDOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.loupe.model.Axis;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.StateDictRules;
import org.loupe.model.StateDictRules.Rename;
import org.loupe.model.Tensor;
import org.loupe.model.TensorSource;

/** The recorded CNC material and the reference values computed from it, where they are present. */
final class RealMaterial {

  private static final List<String> TARGETS =
      List.of("type", "command", "param_type", "param_value");

  private final Path folder;
  private final Npz.Array continuous;
  private final Npz.Array categorical;
  private final Npz.Array tokens;
  private final Map<String, Npz.Array> targets;

  private RealMaterial(Path folder) throws IOException {
    this.folder = folder;
    Npz data = new Npz(folder.resolve("cnc_test.npz"));
    continuous = data.read("continuous");
    categorical = data.read("categorical");
    tokens = data.read("tokens");
    targets = new LinkedHashMap<>();
    for (String head : TARGETS) {
      targets.put(head, data.read("target_" + head));
    }
  }

  /** The material; the test is skipped where it is absent. */
  static RealMaterial load() throws IOException {
    Path folder = folder();
    Assumptions.assumeTrue(
        Files.isDirectory(folder), "no recorded material in " + folder + ", test skipped");
    return new RealMaterial(folder);
  }

  static Path folder() {
    return Path.of(System.getProperty("loupe.shared.data", "../../../shared/data"));
  }

  int windows() {
    return continuous.shape()[0];
  }

  Npz reference() {
    return new Npz(folder.resolve("ref_cnc_s0_late.npz"));
  }

  Checkpoint late() {
    return TestModels.checkpoint("late", folder.resolve("cnc_s0_late.ts.pt"), null, card());
  }

  /** The late weights as training saved them, laid over the early archive. */
  Checkpoint lateOverEarly() {
    StateDictRules rules =
        new StateDictRules(
            List.of("backbone_state_dict", "lm_state_dict"),
            Stream.of(
                    "^fusion\\.gates$>gates",
                    "^fp_head\\.query$>fp_query",
                    "^encoders\\.(\\d+)\\.proj\\.>encoders.$1.",
                    "^fusion\\.ln\\.>ln.",
                    "^dtae\\.encoder\\.layers\\.>dtae_enc.",
                    "^dtae\\.decoder\\.layers\\.>dtae_dec.",
                    "^fp_head\\.attn_pool\\.>fp_attn.",
                    "^fp_head\\.proj\\.>fp_proj.",
                    "^decoder\\.layers\\.>dec.")
                .map(rule -> rule.split(">"))
                .map(rule -> new Rename(rule[0], rule[1]))
                .toList(),
            List.of(
                "\\.pe$",
                "^fusion\\.attn\\.",
                "^head_(cls|reg|anom|future)\\.",
                "^gcode_head\\.",
                // the early archive was saved without the decoder of the auto-encoder
                "^dtae\\.decoder\\."));
    return TestModels.checkpoint(
        "late over early",
        folder.resolve("cnc_s0_late.pt"),
        folder.resolve("cnc_s0_early.ts.pt"),
        card(rules));
  }

  static ModelCard card() {
    return card(null);
  }

  private static ModelCard card(StateDictRules rules) {
    return Cards.card(
        List.of(
            Cards.input("continuous", ElementType.FLOAT32, false, WINDOW, TIME, CHANNEL),
            Cards.input("categorical", ElementType.INT64, false, WINDOW, TIME, CHANNEL),
            Cards.input("tokens", ElementType.INT64, true, WINDOW, TOKEN)),
        List.of(
            Cards.categorical("type", 4, WINDOW, TOKEN, CLASS),
            Cards.categorical("command", 6, WINDOW, TOKEN, CLASS),
            Cards.categorical("param_type", 5, WINDOW, TOKEN, CLASS),
            Cards.categorical("param_value", 100, WINDOW, TOKEN, CLASS),
            Cards.head(
                "param_value_regression",
                null,
                PredictionHead.Kind.REGRESSION,
                0,
                WINDOW,
                TOKEN,
                Dimension.VALUE),
            Cards.categorical("operation", 9, WINDOW, CLASS)),
        new TensorSource("hidden", null, null, List.of(WINDOW, TIME, UNIT)),
        rules);
  }

  /** The first windows of the test recordings. */
  BatchSource first(int windows) {
    return of(IntStream.range(0, windows).toArray());
  }

  /** Chosen windows. */
  BatchSource of(int[] windows) {
    return new BatchSource() {
      @Override
      public int size() {
        return windows.length;
      }

      @Override
      public Batch read(int from, int to) {
        return batch(Arrays.copyOfRange(windows, from, to));
      }
    };
  }

  private Batch batch(int[] windows) {
    int n = windows.length;
    Axis window = Axis.of(WINDOW, n);
    Map<String, Tensor> truth = new LinkedHashMap<>();
    targets.forEach(
        (head, array) ->
            truth.put(head, LongTensor.of(longs(array, windows, 0), window, Axis.of(TOKEN, 32))));
    return new Batch(
        windows,
        Map.of(
            "continuous",
            FloatTensor.of(
                floats(continuous, windows), window, Axis.of(TIME, 64), Axis.of(CHANNEL, 155)),
            "categorical",
            LongTensor.of(
                longs(categorical, windows, 0), window, Axis.of(TIME, 64), Axis.of(CHANNEL, 4)),
            "tokens",
            LongTensor.of(longs(tokens, windows, 1), window, Axis.of(TOKEN, 32))),
        truth);
  }

  private static float[] floats(Npz.Array array, int[] windows) {
    int stride = array.stride();
    float[] values = new float[windows.length * stride];
    for (int i = 0; i < windows.length; i++) {
      System.arraycopy(array.floats(), windows[i] * stride, values, i * stride, stride);
    }
    return values;
  }

  private static long[] longs(Npz.Array array, int[] windows, int dropped) {
    int stride = array.stride();
    int kept = stride - dropped;
    long[] values = new long[windows.length * kept];
    for (int i = 0; i < windows.length; i++) {
      System.arraycopy(array.longs(), windows[i] * stride, values, i * kept, kept);
    }
    return values;
  }
}
