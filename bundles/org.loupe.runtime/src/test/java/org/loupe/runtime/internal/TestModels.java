package org.loupe.runtime.internal;

import static org.loupe.model.Dimension.CHANNEL;
import static org.loupe.model.Dimension.CLASS;
import static org.loupe.model.Dimension.TIME;
import static org.loupe.model.Dimension.UNIT;
import static org.loupe.model.Dimension.VALUE;
import static org.loupe.model.Dimension.WINDOW;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Axis;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.InputCard;
import org.loupe.model.LongTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.model.Tensor;
import org.loupe.model.TensorSource;

/** The small archives that src/test/models/make_models.py writes, and windows for them. */
final class TestModels {

  static final int STEPS = 2;

  /** Three windows [3,2,3] of channels a, b, c. */
  static final float[] X = {1, 2, 3, 4, 5, 6, -1, 0, 2, 0.5f, -2, 1, 0, 1, 0, 2, 2, -3};

  private TestModels() {}

  static Path file(String name) {
    URL url = TestModels.class.getResource(name);
    try {
      return Path.of(Objects.requireNonNull(url, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Checkpoint checkpoint(String name, ModelCard card) {
    return checkpoint(name, file(name + ".pt"), null, card);
  }

  /** A checkpoint with the digest of its files. */
  static Checkpoint checkpoint(
      String name, Path file, @Nullable Path architecture, ModelCard card) {
    return new Checkpoint(name, file, architecture, sha256(file, architecture), card);
  }

  private static String sha256(Path file, @Nullable Path architecture) {
    if (!Files.isRegularFile(file)) {
      return "0".repeat(64);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(file));
      if (architecture != null) {
        digest.update(Files.readAllBytes(architecture));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Checkpoint tiny() {
    return checkpoint("tiny", tinyCard());
  }

  static ModelCard tinyCard() {
    return Cards.card(
        List.of(
            input(),
            Cards.input("mode", ElementType.INT64, false, WINDOW, TIME, CHANNEL),
            Cards.input("shift", ElementType.FLOAT32, true, WINDOW, TIME)),
        List.of(
            Cards.categorical("step", 2, WINDOW, TIME, CLASS),
            Cards.categorical("whole", 3, WINDOW, CLASS),
            Cards.head("value", null, Kind.REGRESSION, 2, WINDOW, TIME, VALUE),
            Cards.categorical("dead", 2, WINDOW, TIME, CLASS)),
        new TensorSource("hidden", null, null, List.of(WINDOW, TIME, UNIT)),
        null);
  }

  static InputCard input() {
    return Cards.input("x", ElementType.FLOAT32, false, WINDOW, TIME, CHANNEL);
  }

  /** A card for a model of one input. */
  static ModelCard card(PredictionHead... heads) {
    return Cards.card(List.of(input()), List.of(heads), null, null);
  }

  /** The three windows, with what is not in X all zeros and without the optional input. */
  static BatchSource windows() {
    return windows(X);
  }

  static BatchSource windows(float[] x) {
    int count = x.length / (STEPS * 3);
    return source(
        count,
        (from, to) ->
            Map.of(
                "x",
                FloatTensor.of(
                    Arrays.copyOfRange(x, from * STEPS * 3, to * STEPS * 3),
                    Axis.of(WINDOW, to - from),
                    Axis.of(TIME, STEPS),
                    Axis.of(CHANNEL, 3)),
                "mode",
                LongTensor.of(
                    new long[(to - from) * STEPS],
                    Axis.of(WINDOW, to - from),
                    Axis.of(TIME, STEPS),
                    Axis.of(CHANNEL, 1))));
  }

  /** The same windows with more, or other, inputs. */
  static BatchSource with(BatchSource source, String input, Tensor tensor) {
    return source(
        source.size(),
        (from, to) -> {
          Map<String, Tensor> inputs = new LinkedHashMap<>();
          try {
            inputs.putAll(source.read(from, to).inputs());
          } catch (org.loupe.model.BadInputException e) {
            throw new IllegalStateException(e);
          }
          inputs.put(input, tensor);
          return inputs;
        });
  }

  /** The three windows with true classes for a head, [3,2] or [3]. */
  static BatchSource withTruth(String head, long... classes) {
    BatchSource windows = windows();
    int steps = classes.length / 3;
    return new BatchSource() {
      @Override
      public int size() {
        return windows.size();
      }

      @Override
      public Batch read(int from, int to) throws org.loupe.model.BadInputException {
        Batch batch = windows.read(from, to);
        return new Batch(
            batch.windows(),
            batch.inputs(),
            Map.of(
                head,
                LongTensor.of(
                    Arrays.copyOfRange(classes, from * steps, to * steps),
                    Axis.of(WINDOW, to - from),
                    Axis.of(TIME, steps))));
      }
    };
  }

  /** Reads inputs of windows [from, to). */
  interface Reader {
    Map<String, Tensor> read(int from, int to);
  }

  static BatchSource source(int size, Reader reader) {
    return new BatchSource() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Batch read(int from, int to) {
        return new Batch(IntStream.range(from, to).toArray(), reader.read(from, to), Map.of());
      }
    };
  }

  static FloatTensor floats(float[] values, int... shape) {
    return new FloatTensor(axes(shape), values);
  }

  static LongTensor longs(ElementType type, long[] values, int... shape) {
    return new LongTensor(axes(shape), type, values);
  }

  private static List<Axis> axes(int... shape) {
    return IntStream.range(0, shape.length)
        .mapToObj(i -> new Axis("axis " + i, i == 0 ? WINDOW : VALUE, shape[i]))
        .toList();
  }
}
