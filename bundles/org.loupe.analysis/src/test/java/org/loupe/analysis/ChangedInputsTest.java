package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;

@DisplayName("Changed inputs")
class ChangedInputsTest {
  private static final int WINDOWS = 300;

  @Test
  @DisplayName("are zero, or those of the windows named, all others staying as they are")
  void change() throws Exception {
    ChangedInputs changed = new ChangedInputs(new Numbers(), List.of("x", "y"));
    int[] backwards = IntStream.range(0, WINDOWS).map(n -> WINDOWS - 1 - n).toArray();
    List<int[]> variants = List.of(ChangedInputs.zeros(WINDOWS), backwards);
    BatchSource both = changed.of(List.of("x", "y"), variants);
    assertThat(both.size()).isEqualTo(2 * WINDOWS);
    Batch read = both.read(5, 8);
    assertThat(values(read, "x")).containsExactly(297, 297.5f, 0, 0, 296, 296.5f);
    assertThat(values(read, "y")).containsExactly(-297, 0, -296);
    Batch one = changed.of(List.of("x"), variants).read(6, 7);
    assertThat(values(one, "x")).containsExactly(0, 0);
    assertThat(values(one, "y")).containsExactly(-3);
    assertThat(((LongTensor) one.inputs().get("token")).values()).containsExactly(3);
  }

  @Test
  @DisplayName("of other windows are never a window's own, and each is taken once")
  void others() {
    int[] others = ChangedInputs.others(WINDOWS, new SplittableRandom(1));
    for (int n = 0; n < WINDOWS; n++) {
      assertThat(others[n]).isNotEqualTo(n);
    }
    assertThat(Arrays.stream(others).distinct().count()).isEqualTo(WINDOWS);
  }

  @Test
  @DisplayName("hold floating-point numbers")
  void noNumbers() {
    assertThatThrownBy(() -> new ChangedInputs(new Numbers(), List.of("token")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'token' holds no floating-point numbers");
  }

  private static float[] values(Batch batch, String input) {
    return ((FloatTensor) batch.inputs().get(input)).values();
  }

  /** Inputs that say which window they are of. */
  private static final class Numbers implements BatchSource {
    @Override
    public int size() {
      return WINDOWS;
    }

    @Override
    public Batch read(int from, int to) {
      int count = to - from;
      float[] x = new float[2 * count];
      float[] y = new float[count];
      long[] token = new long[count];
      for (int n = 0; n < count; n++) {
        x[2 * n] = from + n;
        x[2 * n + 1] = from + n + 0.5f;
        y[n] = -from - n;
        token[n] = from + n;
      }
      Axis windows = Axis.of(Dimension.WINDOW, count);
      return new Batch(
          IntStream.range(from, to).toArray(),
          Map.of(
              "x",
              FloatTensor.of(x, windows, Axis.of(Dimension.CHANNEL, 2)),
              "y",
              FloatTensor.of(y, windows),
              "token",
              LongTensor.of(token, windows)),
          Map.of());
    }
  }
}
