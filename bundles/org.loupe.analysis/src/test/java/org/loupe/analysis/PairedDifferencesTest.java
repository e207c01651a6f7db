package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Progress;

class PairedDifferencesTest {
  private static final int WINDOWS = 40;
  private static final int UNITS = 8;
  private static final int[] NUMBERS = IntStream.range(100, 100 + WINDOWS).toArray();
  private static final Resampling RECORDINGS =
      new Resampling(IntStream.range(0, WINDOWS).map(n -> n % UNITS).toArray(), UNITS, "recording");

  private static float[] random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }

  private static Sample ratios(long seed, String... items) {
    float[] below = random(WINDOWS * items.length, 7);
    for (int i = 0; i < below.length; i++) {
      below[i] = (float) Math.ceil(4 * below[i]);
    }
    return Sample.ratios(
        "accuracy",
        "Accuracy",
        Dimension.VALUE,
        List.of(items),
        random(WINDOWS * items.length, seed),
        below);
  }

  private static PairedDifferences compare(Sample before, Sample after) throws Exception {
    Pairing pairing = Pairing.of(NUMBERS, NUMBERS, RECORDINGS);
    return PairedDifferences.of(before, after, pairing, 42, Progress.none());
  }

  @Test
  @DisplayName("gives what a straightforward computation gives")
  void exact() throws Exception {
    Sample before = ratios(1, "a", "b");
    Sample after = ratios(2, "a", "b");
    PairedDifferences.Item b = compare(before, after).items().get(1);

    double[] above = new double[2];
    double[][] byUnit = new double[UNITS][2];
    double below = 0;
    for (int n = 0; n < WINDOWS; n++) {
      above[0] += before.numerator()[2 * n + 1];
      above[1] += after.numerator()[2 * n + 1];
      byUnit[n % UNITS][0] += before.numerator()[2 * n + 1];
      byUnit[n % UNITS][1] += after.numerator()[2 * n + 1];
      below += before.denominator()[2 * n + 1];
    }
    assertThat(b.before()).isCloseTo(above[0] / below, within(1e-12));
    assertThat(b.after()).isCloseTo(above[1] / below, within(1e-12));
    assertThat(b.difference()).isCloseTo((above[1] - above[0]) / below, within(1e-12));
    assertThat(b.units()).isEqualTo(UNITS);

    // Every assignment of signs to the eight recordings, one by one.
    double observed = Math.abs(above[1] - above[0]);
    int atLeast = 0;
    for (int flips = 0; flips < 1 << UNITS; flips++) {
      double total = 0;
      for (int u = 0; u < UNITS; u++) {
        total += ((flips >> u & 1) == 0 ? 1 : -1) * (byUnit[u][1] - byUnit[u][0]);
      }
      atLeast += Math.abs(total) >= observed * (1 - 1e-9) ? 1 : 0;
    }
    assertThat(b.p()).isEqualTo(atLeast / (double) (1 << UNITS));
    assertThat(b.interval().low()).isLessThan(b.difference());
    assertThat(b.interval().high()).isGreaterThan(b.difference());
  }

  @Test
  @DisplayName("adjusts p-values over the items")
  void adjusted() throws Exception {
    PairedDifferences all = compare(ratios(1, "a", "b", "c"), ratios(2, "a", "b", "c"));
    double[] p = all.items().stream().mapToDouble(PairedDifferences.Item::p).toArray();
    assertThat(all.items().stream().mapToDouble(PairedDifferences.Item::adjusted).toArray())
        .containsExactly(SignFlips.benjaminiHochberg(p));
  }

  @Test
  @DisplayName("of a result with itself is exactly nothing")
  void itself() throws Exception {
    Sample sample = ratios(1, "a", "b", "c");
    PairedDifferences same = compare(sample, sample);
    assertThat(same.items())
        .allSatisfy(
            item -> {
              assertThat(item.difference()).isZero();
              assertThat(item.interval().low()).isZero();
              assertThat(item.interval().high()).isZero();
              assertThat(item.p()).isEqualTo(1);
              assertThat(item.verdict()).isEqualTo("within noise");
            });
    assertThat(same.real()).isEmpty();
    assertThat(same.agreement().spearman()).isEqualTo(1);
  }

  @Test
  @DisplayName("says between which values rank agreement lies when recordings are resampled")
  void rankRange() throws Exception {
    Sample sample = ratios(1, "a", "b", "c", "d", "e", "f");
    RankAgreement same = compare(sample.ranked(), sample.ranked()).agreement();
    assertThat(same.range().low()).isEqualTo(1);
    assertThat(same.range().high()).isEqualTo(1);
    RankAgreement other =
        compare(sample.ranked(), ratios(2, "a", "b", "c", "d", "e", "f").ranked()).agreement();
    assertThat(other.range().low()).isBetween(-1.0, other.spearman());
    assertThat(other.range().high()).isBetween(other.spearman(), 1.0);
    assertThat(other.range().high() - other.range().low()).isPositive();
    assertThat(other.words()).contains("in 95 % of resamples");
    assertThat(compare(sample, sample).agreement().range()).as("of what is not ranked").isNull();
  }

  @Test
  @DisplayName("sees a difference that every recording has, and none where signs alternate")
  void verdicts() throws Exception {
    float[] before = random(2 * WINDOWS, 3);
    float[] after = before.clone();
    for (int n = 0; n < WINDOWS; n++) {
      after[2 * n] += 0.1f;
      after[2 * n + 1] += n % UNITS % 2 == 0 ? 0.1f : -0.1f;
    }
    List<String> items = List.of("moved", "not");
    PairedDifferences differences =
        compare(
            Sample.means("m", "M", Dimension.CHANNEL, items, before).ofImportance(),
            Sample.means("m", "M", Dimension.CHANNEL, items, after).ofImportance());
    assertThat(differences.items().get(0).verdict()).isEqualTo("more than noise");
    assertThat(differences.items().get(0).p()).isEqualTo(SignFlips.least(UNITS));
    assertThat(differences.items().get(1).verdict()).isEqualTo("within noise");
    assertThat(differences.real())
        .extracting(PairedDifferences.Item::name)
        .containsExactly("moved");
  }

  @Test
  @DisplayName("pairs items by name and says which are missing")
  void items() throws Exception {
    PairedDifferences differences =
        compare(ratios(1, "gone", "kept", "last"), ratios(2, "last", "kept", "new"));
    assertThat(differences.items())
        .extracting(PairedDifferences.Item::name)
        .containsExactly("kept", "last");
    assertThat(differences.items()).extracting(PairedDifferences.Item::place).containsExactly(1, 2);
    assertThat(differences.onlyBefore()).containsExactly("gone");
    assertThat(differences.onlyAfter()).containsExactly("new");
  }

  @Test
  @DisplayName("pairs on the windows that both have, and says so")
  void windows() throws Exception {
    int[] other = IntStream.range(110, 160).map(n -> 269 - n).toArray();
    float[] before = random(WINDOWS, 1);
    float[] after = random(other.length, 2);
    Pairing pairing = Pairing.of(NUMBERS, other, RECORDINGS);
    PairedDifferences.Item one =
        PairedDifferences.of(
                Sample.means("m", "M", Dimension.VALUE, List.of(""), before),
                Sample.means("m", "M", Dimension.VALUE, List.of(""), after),
                pairing,
                42,
                Progress.none())
            .items()
            .get(0);
    double sum = 0;
    for (int number = 110; number < 140; number++) {
      sum += after[159 - number] - before[number - 100];
    }
    assertThat(pairing.size()).isEqualTo(30);
    assertThat(pairing.remark())
        .contains("30 windows that both have")
        .contains("of 40")
        .contains("50");
    assertThat(one.difference()).isCloseTo(sum / 30, within(1e-6));
  }

  @Test
  @DisplayName("refuses results without a common window")
  void nothingInCommon() {
    assertThatThrownBy(() -> Pairing.of(NUMBERS, new int[] {1, 2}, RECORDINGS))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no window in common")
        .hasMessageContaining("40 between 100 and 139");
  }

  @Test
  @DisplayName("tests nothing below six recordings, but shows the interval")
  void tooFew() throws Exception {
    Resampling few =
        new Resampling(IntStream.range(0, WINDOWS).map(n -> n % 5).toArray(), 5, "recording");
    PairedDifferences.Item item =
        PairedDifferences.of(
                ratios(1, "a"),
                ratios(2, "a"),
                Pairing.of(NUMBERS, NUMBERS, few),
                42,
                Progress.none())
            .items()
            .get(0);
    assertThat(item.p()).isNaN();
    assertThat(item.adjusted()).isNaN();
    assertThat(item.verdict()).isEqualTo("too few recordings");
    assertThat(item.interval()).isNotNull();
  }

  @Test
  @DisplayName("leaves windows out of an item that one side lacks")
  void missing() throws Exception {
    float[] before = random(WINDOWS, 1);
    float[] after = random(WINDOWS, 2);
    after[3] = Float.NaN;
    PairedDifferences.Item item =
        compare(
                Sample.means("m", "M", Dimension.VALUE, List.of(""), before),
                Sample.means("m", "M", Dimension.VALUE, List.of(""), after))
            .items()
            .get(0);
    double sum = 0;
    for (int n = 0; n < WINDOWS; n++) {
      sum += n == 3 ? 0 : before[n];
    }
    assertThat(item.before()).isCloseTo(sum / (WINDOWS - 1), within(1e-6));
  }

  @Test
  @DisplayName("counts how many of the first are the same, beside what chance gives")
  void ranks() {
    double[] a = IntStream.range(0, 40).mapToDouble(i -> -i).toArray();
    double[] b = a.clone();
    // The two greatest go to the end.
    b[0] = -100;
    b[1] = -101;
    RankAgreement agreement = RankAgreement.of(a, b);
    assertThat(agreement.overlaps())
        .extracting(RankAgreement.Overlap::k)
        .containsExactly(5, 10, 20);
    assertThat(agreement.overlaps().get(0).share()).isEqualTo(3 / 5.0);
    assertThat(agreement.overlaps().get(0).expected()).isEqualTo(5 / 40.0);
    assertThat(RankAgreement.of(a, a).overlaps()).allMatch(overlap -> overlap.share() == 1);
    assertThat(RankAgreement.of(new double[] {1, 2, 3}, new double[] {1, 2, 3}).overlaps())
        .isEmpty();
  }

  @Test
  @DisplayName("compares maps window by window")
  void maps() throws Exception {
    float[] values = random(WINDOWS * 6, 4);
    FloatTensor map = tensor(values);
    Pairing pairing = Pairing.of(NUMBERS, NUMBERS, RECORDINGS);
    MapAgreement same = MapAgreement.of("attribution", map, map, pairing, Progress.none());
    assertThat(same.cosine()).containsOnly(1.0);
    assertThat(same.spearman()).containsOnly(1.0);

    float[] opposite = values.clone();
    for (int i = 0; i < opposite.length; i++) {
      opposite[i] = -2 * opposite[i];
    }
    MapAgreement turned =
        MapAgreement.of("attribution", map, tensor(opposite), pairing, Progress.none());
    assertThat(Arrays.stream(turned.cosine()).max().orElseThrow()).isCloseTo(-1, within(1e-12));
    assertThat(turned.spearman()).containsOnly(-1.0);
    assertThat(MapAgreement.median(turned.spearman())).isEqualTo(-1);
  }

  private static FloatTensor tensor(float[] values) {
    return FloatTensor.of(
        values,
        Axis.of(Dimension.WINDOW, WINDOWS),
        Axis.of(Dimension.TIME, 2),
        Axis.of(Dimension.CHANNEL, 3));
  }
}
