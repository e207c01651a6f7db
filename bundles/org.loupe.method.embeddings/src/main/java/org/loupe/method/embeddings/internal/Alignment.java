package org.loupe.method.embeddings.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.analysis.Vectors;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/**
 * A checkpoint's embedding laid onto the baseline's.
 *
 * @param checkpoint whose it is
 * @param places of the windows that are finite in both, ascending
 * @param before the baseline's rows of these windows in its own principal components, [places][K]
 * @param after the aligned rows, [places][K]
 * @param units how many numbers a row of the checkpoint has
 * @param scale by which its rows were made larger
 * @param disparity of the arrangements, 0 to 1
 * @param chance disparities of windows dealt out at random, ascending
 * @param kept the share of the variance that the aligned components hold: the lesser of both
 * @param moved per place how far apart the two rows are, in typical distances of the baseline's
 *     windows from their mean
 * @param meanMoved their mean
 */
record Alignment(
    String checkpoint,
    int[] places,
    double[][] before,
    double[][] after,
    int units,
    double scale,
    double disparity,
    double[] chance,
    double kept,
    float[] moved,
    Quality.Share meanMoved) {
  /** Random deals; the least p-value is one more of them. */
  static final int DEALS = 199;

  /**
   * Aligns the rows of windows that are finite in both. An embedding with fewer dimensions gets
   * zeros for those it lacks, which changes no distance.
   *
   * @throws BadInputException if there are too few such windows, or one embedding is constant
   */
  static Alignment of(
      String checkpoint,
      Rows baseline,
      Rows other,
      AlignmentParameters parameters,
      Resampling resampling,
      long seed,
      Progress progress)
      throws BadInputException {
    int[] finite = other.finite();
    int[] places =
        EmbeddingsAnalyzer.sample(
            Arrays.stream(baseline.finite())
                .filter(place -> Arrays.binarySearch(finite, place) >= 0)
                .toArray(),
            seed);
    if (places.length < AlignmentAnalyzer.LEAST) {
      throw new BadInputException(
          "Only "
              + places.length
              + " windows have finite numbers in both embeddings, and at least "
              + AlignmentAnalyzer.LEAST
              + " are needed; choose other windows.");
    }
    Pca a = Pca.of(baseline.rows(places), parameters.dimensions(), progress);
    Pca b = Pca.of(other.rows(places), parameters.dimensions(), progress);
    requireSpread(a, "the baseline");
    requireSpread(b, "'" + checkpoint + "'");
    int size = Math.max(a.shares().length, b.shares().length);
    double[][] before = padded(a.scores(), size);
    double[][] scores = padded(b.scores(), size);
    Procrustes fitted = Procrustes.of(before, scores, parameters.scaling(), progress);
    double[] chance =
        Procrustes.byChance(before, scores, DEALS, seed, progress.named("chance level"));
    double typical = Math.sqrt(a.variance());
    float[] moved = new float[places.length];
    for (int i = 0; i < moved.length; i++) {
      double[] step = new double[size];
      for (int k = 0; k < size; k++) {
        step[k] = fitted.aligned()[i][k] - before[i][k];
      }
      moved[i] = (float) (Math.sqrt(Vectors.dot(step, step)) / typical);
    }
    return new Alignment(
        checkpoint,
        places,
        before,
        fitted.aligned(),
        other.units(),
        fitted.scale(),
        fitted.disparity(),
        chance,
        Math.min(sum(a.shares()), sum(b.shares())),
        moved,
        Quality.Share.of(moved, resampling.subset(places), seed, progress));
  }

  private static void requireSpread(Pca pca, String whose) throws BadInputException {
    if (pca.shares().length == 0) {
      throw new BadInputException(
          "The embedding of "
              + whose
              + " is the same in all windows, so there is nothing to align; choose another"
              + " representation.");
    }
  }

  private static double[][] padded(double[][] rows, int size) {
    return Arrays.stream(rows).map(row -> Arrays.copyOf(row, size)).toArray(double[][]::new);
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  /** Indices of {@link #places}, those that moved furthest first. */
  int[] furthest() {
    return IntStream.range(0, moved.length)
        .boxed()
        .sorted((i, j) -> Float.compare(moved[j], moved[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** How many dimensions were aligned. */
  int dimensions() {
    return before[0].length;
  }

  /** The share of random deals that fit as well, the fit itself counted among them. */
  double pValue() {
    long asGood = Arrays.stream(chance).filter(value -> value <= disparity).count();
    return (1.0 + asGood) / (1 + chance.length);
  }

  /** The middle disparity of random deals. */
  double byChance() {
    return chance[chance.length / 2];
  }

  /** Where 95 % of the random deals lie. */
  Interval chanceRange() {
    return new Interval(
        chance[(int) Math.round(0.025 * (chance.length - 1))],
        chance[(int) Math.round(0.975 * (chance.length - 1))],
        0.95,
        chance.length + " random deals of the windows");
  }

  /** An interval of the mean of {@link #moved}, or null where there are too few windows. */
  @Nullable Interval movedInterval() {
    return meanMoved.interval();
  }
}
