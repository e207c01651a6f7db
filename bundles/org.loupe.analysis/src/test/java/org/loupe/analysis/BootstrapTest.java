package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Progress;

@DisplayName("Bootstrap intervals")
class BootstrapTest {
  private static final Progress CANCELLED =
      new Progress() {
        @Override
        public void report(String task, long done, long total) {
          // nobody watches
        }

        @Override
        public boolean isCancelled() {
          return true;
        }
      };

  private static float[] normal(int count, long seed) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  @DisplayName("of independent windows are as wide as 1.96 standard errors to each side")
  void width() {
    Bootstrap.Means means =
        Bootstrap.means(normal(400, 1), 1, Resampling.windows(400), 42, Progress.none());
    Interval interval = means.interval(0);
    assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.96 / 20, within(0.02));
    assertThat(means.mean()[0]).isBetween(interval.low(), interval.high());
    assertThat(interval.method()).isEqualTo("1000 bootstrap resamples of 400 windows");
  }

  @Test
  @DisplayName("are wider for clusters whose windows are copies of each other")
  void clusters() {
    float[] one = normal(40, 2);
    float[] values = new float[400];
    int[] unit = new int[400];
    for (int i = 0; i < 400; i++) {
      values[i] = one[i / 10];
      unit[i] = i / 10;
    }
    Interval naive =
        Bootstrap.means(values, 1, Resampling.windows(400), 42, Progress.none()).interval(0);
    Interval honest =
        Bootstrap.means(values, 1, new Resampling(unit, 40, "recording"), 42, Progress.none())
            .interval(0);
    assertThat(honest.high() - honest.low()).isGreaterThan(2.5 * (naive.high() - naive.low()));
    assertThat(honest.method()).endsWith("of 40 recordings");
  }

  @Test
  @DisplayName("are the same for the same seed and others for another")
  void seed() {
    float[] values = normal(60, 3);
    Resampling units = Resampling.windows(30);
    double[] first = Bootstrap.means(values, 2, units, 42, Progress.none()).low();
    assertThat(Bootstrap.means(values, 2, units, 42, Progress.none()).low()).isEqualTo(first);
    assertThat(Bootstrap.means(values, 2, units, 43, Progress.none()).low()).isNotEqualTo(first);
  }

  @Test
  @DisplayName("weigh clusters by their windows")
  void unequal() {
    Bootstrap.Means means =
        Bootstrap.means(
            new float[] {1, 1, 1, 5},
            1,
            new Resampling(new int[] {0, 0, 0, 1}, 2, "recording"),
            42,
            Progress.none());
    assertThat(means.mean()[0]).isEqualTo(2);
    assertThat(means.resampled()[0]).containsOnly(1, 2, 5);
  }

  @Test
  @DisplayName("are not made up of one unit")
  void tooFew() {
    Bootstrap.Means means =
        Bootstrap.means(
            new float[] {1, 2, 3},
            1,
            new Resampling(new int[3], 1, "recording"),
            42,
            Progress.none());
    assertThat(means.mean()).containsExactly(2);
    assertThat(means.hasIntervals()).isFalse();
    assertThat(means.interval(0)).isNull();
    assertThat(means.low()).isEmpty();
  }

  @Test
  @DisplayName("end when cancelled")
  void cancelled() {
    assertThatThrownBy(
            () -> Bootstrap.means(normal(10, 4), 1, Resampling.windows(10), 42, CANCELLED))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  @DisplayName("of some windows see the clusters of those only")
  void subset() {
    Resampling all = new Resampling(new int[] {0, 0, 1, 2, 2}, 3, "recording");
    Resampling some = all.subset(new int[] {3, 0, 4});
    assertThat(some.unit()).containsExactly(0, 1, 0);
    assertThat(some.units()).isEqualTo(2);
    assertThat(some.describeWindows()).isEqualTo("3 windows, 2 recordings");
    assertThat(Resampling.windows(586).describeWindows()).isEqualTo("586 windows");
  }

  @Test
  @DisplayName("of ratios divides sums, so that windows with more positions count more")
  void ratios() {
    // Right of counted: 1 of 1, 3 of 9, and a column that nothing counts in.
    float[] sums = {1, 1, 0, 0, 3, 9, 0, 0};
    Bootstrap.Means means = Bootstrap.ratios(sums, 2, Resampling.windows(2), 42, Progress.none());
    assertThat(means.mean()[0]).isEqualTo(0.4, within(1e-9));
    assertThat(means.interval(0)).isNotNull();
    assertThat(means.interval(0).low()).isEqualTo(1 / 3.0, within(1e-6));
    assertThat(means.interval(0).high()).isEqualTo(1, within(1e-6));
    assertThat(means.mean()[1]).isNaN();
    assertThat(means.interval(1)).isNull();
    assertThat(means.low()[1]).isNaN();
  }

  @Test
  @DisplayName("of very many windows ask within a resample whether to go on")
  void asksOften() {
    int windows = 40_000;
    Asked asked = new Asked();
    Bootstrap.means(new float[windows], 1, Resampling.windows(windows), 42, asked);
    assertThat(asked.times()).isGreaterThan(2 * Bootstrap.RESAMPLES);
  }

  @Test
  @DisplayName("of the mean of some columns are those of one column of their means")
  void columnsTogether() {
    float[] values = {1, 7, 3, 2, 7, 6, 5, 7, 1, 4, 7, 2};
    float[] together = {2, 4, 3, 3};
    Resampling windows = Resampling.windows(4);
    Interval of = Bootstrap.means(together, 1, windows, 42, Progress.none()).interval(0);
    Interval some =
        Bootstrap.means(values, 3, windows, 42, Progress.none()).interval(new int[] {0, 2});
    assertThat(some.low()).isCloseTo(of.low(), within(1e-12));
    assertThat(some.high()).isCloseTo(of.high(), within(1e-12));
    assertThat(
            Bootstrap.means(new float[3], 3, Resampling.windows(1), 42, Progress.none())
                .interval(new int[] {0, 2}))
        .isNull();
  }
}
