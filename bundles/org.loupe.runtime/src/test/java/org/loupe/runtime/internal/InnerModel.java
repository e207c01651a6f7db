package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.loupe.model.Dimension.CHANNEL;
import static org.loupe.model.Dimension.CLASS;
import static org.loupe.model.Dimension.TIME;
import static org.loupe.model.Dimension.UNIT;
import static org.loupe.model.Dimension.WINDOW;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.loupe.model.Axis;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.TensorSource;

/** The model that has one of each kind of place values can be read at, and what hooks saw there. */
final class InnerModel {

  private static final long[] MODE = {0, 1, 2, 3, 4, 0};

  private InnerModel() {}

  static Checkpoint checkpoint() {
    return TestModels.checkpoint("inner", card());
  }

  static ModelCard card() {
    return Cards.card(
        List.of(
            TestModels.input(),
            Cards.input("mode", ElementType.INT64, false, WINDOW, TIME, CHANNEL)),
        List.of(
            Cards.categorical("step", 2, WINDOW, TIME, CLASS),
            Cards.categorical("whole", 3, WINDOW, CLASS)),
        new TensorSource("hidden", null, null, List.of(WINDOW, TIME, UNIT)),
        null);
  }

  /** The three windows that the expected values are of. */
  static BatchSource windows() {
    return windows(1);
  }

  /** The same windows several times. */
  static BatchSource windows(int times) {
    int stride = TestModels.STEPS * 3;
    float[] x = repeat(TestModels.X, times);
    long[] mode = new long[MODE.length * times];
    for (int i = 0; i < mode.length; i++) {
      mode[i] = MODE[i % MODE.length];
    }
    return TestModels.source(
        3 * times,
        (from, to) ->
            Map.of(
                "x",
                FloatTensor.of(
                    Arrays.copyOfRange(x, from * stride, to * stride),
                    Axis.of(WINDOW, to - from),
                    Axis.of(TIME, TestModels.STEPS),
                    Axis.of(CHANNEL, 3)),
                "mode",
                LongTensor.of(
                    Arrays.copyOfRange(mode, from * TestModels.STEPS, to * TestModels.STEPS),
                    Axis.of(WINDOW, to - from),
                    Axis.of(TIME, TestModels.STEPS),
                    Axis.of(CHANNEL, 1))));
  }

  private static float[] repeat(float[] values, int times) {
    float[] all = new float[values.length * times];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i % values.length];
    }
    return all;
  }

  static void assertEqual(FloatTensor actual, String expected, double tolerance)
      throws IOException {
    Npz.Array array = new Npz(TestModels.file("inner_expected.npz")).read(expected);
    assertThat(actual.shape()).as(expected).isEqualTo(array.shape());
    for (int i = 0; i < actual.size(); i++) {
      assertThat((double) actual.values()[i])
          .as("%s at %d", expected, i)
          .isCloseTo(array.floats()[i], org.assertj.core.api.Assertions.within(tolerance));
    }
  }
}
