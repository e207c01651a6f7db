package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.loupe.model.Dimension;
import org.loupe.model.Progress;

/**
 * How often intervals of a difference hold the true one, in a simulation of clustered windows whose
 * true difference is known. With 600 repeats a coverage of 95 % is measured to ± 1.8 points.
 */
class CoverageTest {
  private static final int REPEATS = 600;
  private static final double TRUE_DIFFERENCE = 0.2;

  @ParameterizedTest(name = "{0} recordings, skewed: {1}")
  @CsvSource({"15,false", "20,false", "20,true"})
  @DisplayName("a 95 % interval of a paired difference holds the true one in 95 % ± 3 of all cases")
  void covers(int recordings, boolean skewed) throws Exception {
    int held = 0;
    int plain = 0;
    for (int r = 0; r < REPEATS; r++) {
      Simulated simulated = Simulated.of(recordings, skewed, 1000 + r);
      Pairing pairing =
          Pairing.of(simulated.numbers(), simulated.numbers(), simulated.resampling());
      Interval interval =
          PairedDifferences.of(simulated.before(), simulated.after(), pairing, r, Progress.none())
              .items()
              .get(0)
              .interval();
      held += holds(interval) ? 1 : 0;
      plain += holds(simulated.percentile(r)) ? 1 : 0;
    }
    double coverage = (double) held / REPEATS;
    assertThat(coverage).as("of %d repeats", REPEATS).isBetween(0.92, 0.98);
    assertThat(held).as("widened against the plain percentile interval").isGreaterThan(plain);
  }

  private static boolean holds(Interval interval) {
    return interval.low() <= TRUE_DIFFERENCE && TRUE_DIFFERENCE <= interval.high();
  }

  /** Windows of recordings of different lengths, whose difference varies between recordings. */
  private record Simulated(
      Sample before, Sample after, Resampling resampling, int[] numbers, float[] differences) {
    static Simulated of(int recordings, boolean skewed, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] sizes = random.ints(recordings, 10, 31).toArray();
      int windows = java.util.Arrays.stream(sizes).sum();
      float[] before = new float[windows];
      float[] after = new float[windows];
      float[] differences = new float[windows];
      int[] unit = new int[windows];
      int[] numbers = new int[windows];
      int n = 0;
      for (int u = 0; u < recordings; u++) {
        double level = gaussian(random);
        double shift = skewed ? -Math.log(1 - random.nextDouble()) - 1 : gaussian(random);
        for (int i = 0; i < sizes[u]; i++) {
          unit[n] = u;
          numbers[n] = n;
          before[n] = (float) (level + gaussian(random));
          after[n] = (float) (before[n] + TRUE_DIFFERENCE + 0.5 * shift + 0.5 * gaussian(random));
          differences[n] = after[n] - before[n];
          n++;
        }
      }
      return new Simulated(
          Sample.means("m", "m", Dimension.VALUE, List.of("one"), before),
          Sample.means("m", "m", Dimension.VALUE, List.of("one"), after),
          new Resampling(unit, recordings, "recording"),
          numbers,
          differences);
    }

    Interval percentile(long seed) {
      return Bootstrap.means(differences, 1, resampling, seed, Progress.none()).interval(0);
    }

    /** G. Box, M. Muller, 1958. */
    private static double gaussian(SplittableRandom random) {
      return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
          * Math.cos(2 * Math.PI * random.nextDouble());
    }
  }
}
