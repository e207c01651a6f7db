package org.loupe.method.embeddings.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.loupe.analysis.Resampling;
import org.loupe.model.Progress;
import org.loupe.testkit.CancelAfter;

@DisplayName("Projections that keep neighbours")
class ProjectionsTest {
  private static final int EACH = 40;
  private final double[][] rows = clusters();

  /** Three clusters in ten dimensions. */
  private static double[][] clusters() {
    Random random = new Random(9);
    double[][] rows = new double[3 * EACH][10];
    for (int i = 0; i < rows.length; i++) {
      for (int u = 0; u < 10; u++) {
        rows[i][u] = random.nextGaussian() + (u == i / EACH ? 8 : 0);
      }
    }
    return rows;
  }

  private double[][] project(Projection kind, long seed, Progress progress) {
    double[][] start = new double[rows.length][];
    Pca pca = Pca.of(rows, 2, progress);
    for (int i = 0; i < start.length; i++) {
      start[i] = new double[] {1e-4 * pca.scores()[i][0], 1e-4 * pca.scores()[i][1]};
    }
    return kind == Projection.TSNE
        ? Tsne.project(rows, start, 15, progress)
        : Umap.project(rows, start, seed, progress);
  }

  @ParameterizedTest
  @EnumSource(
      value = Projection.class,
      names = {"TSNE", "UMAP"})
  @DisplayName("keep clusters apart and neighbours together")
  void clustersStay(Projection kind) {
    double[][] points = project(kind, 42, Progress.none());
    int[] category = new int[rows.length];
    for (int i = 0; i < category.length; i++) {
      category[i] = i / EACH;
    }
    Quality.OfLabel label =
        new LabelQuality(
                "plane",
                points,
                List.of(new LabelColumn("cluster", category, List.of("a", "b", "c"))),
                Resampling.windows(rows.length),
                42,
                Progress.none())
            .all()
            .get(0);
    assertThat(label.plain()).isEqualTo(1);
    assertThat(label.silhouette()).isGreaterThan(0.7);
    assertThat(Quality.trustworthiness(rows, points, Progress.none())).isGreaterThan(0.85);
  }

  @ParameterizedTest
  @EnumSource(
      value = Projection.class,
      names = {"TSNE", "UMAP"})
  @DisplayName("give the same bits on one thread and on four")
  void threads(Projection kind) throws Exception {
    double[][] first;
    double[][] second;
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool four = new ForkJoinPool(4);
    try {
      first = one.submit(() -> project(kind, 42, Progress.none())).get();
      second = four.submit(() -> project(kind, 42, Progress.none())).get();
    } finally {
      one.shutdown();
      four.shutdown();
    }
    assertThat(Arrays.deepEquals(second, first)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Projection.class,
      names = {"TSNE", "UMAP"})
  @DisplayName("tell how far they are, and stop when cancelled")
  void cancelled(Projection kind) {
    CancelAfter progress = new CancelAfter(3);
    assertThatThrownBy(() -> project(kind, 42, progress)).isInstanceOf(CancellationException.class);
    assertThat(progress.seen()).hasSize(3);
  }

  @Test
  @DisplayName("survive equal rows")
  void equalRows() {
    for (int i = 0; i < 30; i++) {
      rows[i] = rows[0].clone();
    }
    for (Projection kind : List.of(Projection.TSNE, Projection.UMAP)) {
      for (double[] point : project(kind, 42, Progress.none())) {
        assertThat(point[0]).isFinite();
        assertThat(point[1]).isFinite();
      }
    }
  }
}
