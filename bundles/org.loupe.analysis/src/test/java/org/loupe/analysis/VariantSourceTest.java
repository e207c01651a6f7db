package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;

@DisplayName("A source of variants")
final class VariantSourceTest {
  /** Window n holds x = [10n, 10n + 1] and k = n, its true value is -n, its number 100 + n. */
  private static final BatchSource BASE =
      new BatchSource() {
        @Override
        public int size() {
          return 3;
        }

        @Override
        public Batch read(int from, int to) {
          int n = to - from;
          int[] windows = new int[n];
          float[] x = new float[2 * n];
          long[] k = new long[n];
          long[] target = new long[n];
          for (int i = 0; i < n; i++) {
            windows[i] = 100 + from + i;
            x[2 * i] = 10 * (from + i);
            x[2 * i + 1] = 10 * (from + i) + 1;
            k[i] = from + i;
            target[i] = -(from + i);
          }
          Axis window = Axis.of(Dimension.WINDOW, n);
          return new Batch(
              windows,
              Map.of(
                  "x", FloatTensor.of(x, window, Axis.of(Dimension.TIME, 2)),
                  "k", LongTensor.of(k, window)),
              Map.of("head", LongTensor.of(target, window)));
        }
      };

  private static final VariantSource VARIANTS =
      new VariantSource(
          BASE,
          4,
          "x",
          (window, variant, values, offset) ->
              values[offset] = 1000 * window + 100 * variant + values[offset + 1]);

  @Test
  @DisplayName("has all variants of a window side by side, the rest repeated")
  void stand() throws BadInputException {
    assertThat(VARIANTS.size()).isEqualTo(12);
    Batch batch = VARIANTS.read(3, 9);
    assertThat(batch.windows()).containsExactly(100, 101, 101, 101, 101, 102);
    assertThat(((FloatTensor) batch.inputs().get("x")).values())
        .containsExactly(301, 1, 1011, 11, 1111, 11, 1211, 11, 1311, 11, 2021, 21);
    assertThat(((LongTensor) batch.inputs().get("k")).values()).containsExactly(0, 1, 1, 1, 1, 2);
    assertThat(((LongTensor) batch.targets().get("head")).values())
        .containsExactly(0, -1, -1, -1, -1, -2);
  }

  @Test
  @DisplayName("gives the same numbers however it is cut")
  void cuts() throws BadInputException {
    float[] whole = ((FloatTensor) VARIANTS.read(0, 12).inputs().get("x")).values();
    for (int from = 0; from < 12; from++) {
      assertThat(((FloatTensor) VARIANTS.read(from, from + 1).inputs().get("x")).values())
          .containsExactly(whole[2 * from], whole[2 * from + 1]);
    }
    assertThat(VARIANTS.read(5, 5).size()).isZero();
  }

  @Test
  @DisplayName("refuses an input of integers, with a sentence")
  void integers() {
    VariantSource wrong = new VariantSource(BASE, 2, "k", (window, variant, values, offset) -> {});
    assertThatThrownBy(() -> wrong.read(0, 1))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'k' holds no floating-point numbers");
  }
}
