package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Bootstrap;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/**
 * How well rows tell labels apart, and how far a projection keeps neighbours.
 *
 * @param labels per label and space
 * @param trustworthiness of the projection (J. Venna, S. Kaski, 2001), 12 neighbours: 1 minus a
 *     penalty for neighbours that are none in the embedding; NaN of too few windows
 */
record Quality(List<OfLabel> labels, double trustworthiness) {
  static final int NEIGHBOURS = 5;
  static final int TRUSTED = 12;

  /**
   * A label in one space.
   *
   * @param label the label's name
   * @param space 'embedding' or the projection's name
   * @param windows how many were compared
   * @param classes how many it has
   * @param single classes of a single window, whose windows have no silhouette and cannot be found
   * @param majority share of the most frequent class
   * @param silhouette mean over windows (P. Rousseeuw, 1987), −1 to 1; NaN with one class
   * @param plain share of windows whose label most of their 5 nearest have
   * @param plainInterval or null
   * @param grouped the same among windows of other clusters only; NaN where the label tells the
   *     cluster, or without clusters
   * @param groupedInterval or null
   */
  record OfLabel(
      String label,
      String space,
      int windows,
      int classes,
      int single,
      double majority,
      double silhouette,
      double plain,
      @Nullable Interval plainInterval,
      double grouped,
      @Nullable Interval groupedInterval) {}

  /**
   * Compares.
   *
   * @param embedding rows
   * @param projected the same rows in two dimensions
   * @param projection its name
   * @param labels one category per row each
   * @param resampling what the rows belong to
   */
  static Quality of(
      double[][] embedding,
      double[][] projected,
      String projection,
      List<LabelColumn> labels,
      Resampling resampling,
      long seed,
      Progress progress) {
    List<OfLabel> of = new ArrayList<>();
    of.addAll(new LabelQuality("embedding", embedding, labels, resampling, seed, progress).all());
    of.addAll(new LabelQuality(projection, projected, labels, resampling, seed, progress).all());
    return new Quality(List.copyOf(of), trustworthiness(embedding, projected, progress));
  }

  static double trustworthiness(double[][] embedding, double[][] projected, Progress progress) {
    int n = embedding.length;
    if (n <= 2 * TRUSTED) {
      return Double.NaN;
    }
    long[] penalties = new long[n];
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              progress.checkCancelled();
              double[] near = Neighbours.distances(projected, i);
              double[] truly = Neighbours.distances(embedding, i);
              for (int j : Neighbours.nearest(near, TRUSTED, other -> other != i)) {
                int rank = 1;
                for (int l = 0; l < n; l++) {
                  boolean before = truly[l] < truly[j] || (truly[l] == truly[j] && l < j);
                  rank += l != i && before ? 1 : 0;
                }
                penalties[i] += Math.max(0, rank - TRUSTED);
              }
            });
    double penalty = Arrays.stream(penalties).sum();
    return 1 - penalty * 2 / ((double) n * TRUSTED * (2.0 * n - 3 * TRUSTED - 1));
  }

  /** The figures of one label in one space, or null. */
  @Nullable OfLabel find(String label, String space) {
    return labels.stream()
        .filter(each -> each.label().equals(label) && each.space().equals(space))
        .findFirst()
        .orElse(null);
  }

  /** A bootstrap mean of what is known of some rows; NaN and without interval where of none. */
  record Share(double value, @Nullable Interval interval) {
    static Share of(float[] right, Resampling resampling, long seed, Progress progress) {
      float[] sums = new float[2 * right.length];
      for (int i = 0; i < right.length; i++) {
        boolean known = !Float.isNaN(right[i]);
        sums[2 * i] = known ? right[i] : 0;
        sums[2 * i + 1] = known ? 1 : 0;
      }
      Bootstrap.Means means = Bootstrap.ratios(sums, 1, resampling, seed, progress);
      return new Share(means.mean()[0], means.interval(0));
    }
  }
}
