package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;

/** How well the rows of one space tell labels apart. Rows are looked at side by side. */
final class LabelQuality {
  private final String space;
  private final double[][] rows;
  private final List<LabelColumn> labels;
  private final Resampling resampling;
  private final long seed;
  private final Progress progress;
  private final float[][] plain;
  private final float[][] grouped;
  private final double[][] silhouette;
  private final boolean[] told;
  private final int[][] sizes;

  LabelQuality(
      String space,
      double[][] rows,
      List<LabelColumn> labels,
      Resampling resampling,
      long seed,
      Progress progress) {
    this.space = space;
    this.rows = rows;
    this.labels = labels;
    this.resampling = resampling;
    this.seed = seed;
    this.progress = progress;
    this.plain = new float[labels.size()][rows.length];
    this.grouped = new float[labels.size()][rows.length];
    this.silhouette = new double[labels.size()][rows.length];
    this.told = new boolean[labels.size()];
    this.sizes = new int[labels.size()][];
    for (int l = 0; l < told.length; l++) {
      told[l] = tellsCluster(labels.get(l));
      sizes[l] = sizes(labels.get(l));
    }
  }

  List<Quality.OfLabel> all() {
    IntStream.range(0, rows.length).parallel().forEach(this::look);
    List<Quality.OfLabel> all = new ArrayList<>();
    for (int l = 0; l < labels.size(); l++) {
      all.add(of(l));
    }
    return all;
  }

  private void look(int row) {
    progress.checkCancelled();
    double[] squared = Neighbours.distances(rows, row);
    int[] nearest = Neighbours.nearest(squared, Quality.NEIGHBOURS, j -> j != row);
    int[] unit = resampling.unit();
    int[] others = Neighbours.nearest(squared, Quality.NEIGHBOURS, j -> unit[j] != unit[row]);
    for (int l = 0; l < labels.size(); l++) {
      int[] category = labels.get(l).category();
      plain[l][row] = vote(nearest, category, row);
      grouped[l][row] = told[l] ? Float.NaN : vote(others, category, row);
      silhouette[l][row] = silhouette(squared, category, sizes[l], row);
    }
  }

  /** Whether most of the neighbours have the row's category; of several, the nearest one's. */
  private static float vote(int[] neighbours, int[] category, int row) {
    if (neighbours.length == 0) {
      return Float.NaN;
    }
    int best = neighbours[0];
    int most = 0;
    for (int candidate : neighbours) {
      int votes = 0;
      for (int j : neighbours) {
        votes += category[j] == category[candidate] ? 1 : 0;
      }
      if (votes > most) {
        most = votes;
        best = candidate;
      }
    }
    return category[best] == category[row] ? 1 : 0;
  }

  private static double silhouette(double[] squared, int[] category, int[] sizes, int row) {
    if (sizes[category[row]] < 2) {
      return 0;
    }
    double[] sums = new double[sizes.length];
    for (int j = 0; j < squared.length; j++) {
      sums[category[j]] += Math.sqrt(squared[j]);
    }
    double own = sums[category[row]] / (sizes[category[row]] - 1);
    double other = Double.POSITIVE_INFINITY;
    for (int k = 0; k < sizes.length; k++) {
      if (k != category[row] && sizes[k] > 0) {
        other = Math.min(other, sums[k] / sizes[k]);
      }
    }
    double greater = Math.max(own, other);
    return greater == 0 ? 0 : (other - own) / greater;
  }

  /** Whether every category lies in one cluster, so that other clusters cannot tell it. */
  private boolean tellsCluster(LabelColumn label) {
    if (resampling.noun().equals("window") || resampling.units() < 2) {
      return true;
    }
    int[] cluster = new int[label.names().size()];
    Arrays.fill(cluster, -1);
    for (int i = 0; i < rows.length; i++) {
      int category = label.category()[i];
      if (cluster[category] >= 0 && cluster[category] != resampling.unit()[i]) {
        return false;
      }
      cluster[category] = resampling.unit()[i];
    }
    return true;
  }

  private static int[] sizes(LabelColumn label) {
    int[] sizes = new int[label.names().size()];
    for (int category : label.category()) {
      sizes[category]++;
    }
    return sizes;
  }

  private Quality.OfLabel of(int l) {
    int classes = (int) Arrays.stream(sizes[l]).filter(size -> size > 0).count();
    Quality.Share near = Quality.Share.of(plain[l], resampling, seed, progress);
    Quality.Share far = Quality.Share.of(grouped[l], resampling, seed, progress);
    return new Quality.OfLabel(
        labels.get(l).name(),
        space,
        rows.length,
        classes,
        (int) Arrays.stream(sizes[l]).filter(size -> size == 1).count(),
        Arrays.stream(sizes[l]).max().orElse(0) / (double) rows.length,
        classes < 2 ? Double.NaN : Arrays.stream(silhouette[l]).average().orElse(Double.NaN),
        near.value(),
        near.interval(),
        far.value(),
        far.interval());
  }
}
