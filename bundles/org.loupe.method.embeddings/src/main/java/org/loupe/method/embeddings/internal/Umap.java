package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.model.Progress;

/**
 * UMAP (L. McInnes, J. Healy, J. Melville: UMAP, 2018) with its usual settings: 15 neighbours,
 * found exactly, least distance 0.1, 500 epochs, 5 negative samples. It begins with the first two
 * principal components instead of a spectral layout, and runs on one thread, so that a seed gives
 * one picture.
 */
final class Umap {
  private static final int NEIGHBOURS = 15;
  private static final int EPOCHS = 500;
  private static final int NEGATIVE = 5;

  /** Fitted to a least distance of 0.1 and a spread of 1. */
  private static final double A = 1.5769434603113077;

  private static final double B = 0.8950608779109733;
  private static final double CLIP = 4;

  private Umap() {}

  private record Edge(int from, int to, double weight) {}

  /**
   * Projects.
   *
   * @param rows two or more
   * @param start [rows][2]
   * @return [rows][2]
   */
  static double[][] project(double[][] rows, double[][] start, long seed, Progress progress) {
    List<Edge> edges = union(neighbours(rows, progress), rows.length);
    double[][] points = spread(start);
    SplittableRandom random = new SplittableRandom(seed);
    double most = edges.stream().mapToDouble(Edge::weight).max().orElse(1);
    double[] due = new double[edges.size()];
    for (int e = 0; e < due.length; e++) {
      due[e] = most / edges.get(e).weight();
    }
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      progress.checkCancelled();
      double rate = 1 - (double) epoch / EPOCHS;
      for (int e = 0; e < due.length; e++) {
        if (due[e] <= epoch + 1) {
          Edge edge = edges.get(e);
          due[e] += most / edge.weight();
          attract(points[edge.from()], points[edge.to()], rate);
          for (int s = 0; s < NEGATIVE; s++) {
            int other = random.nextInt(points.length);
            if (other != edge.from()) {
              repel(points[edge.from()], points[other], rate);
            }
          }
        }
      }
      progress.report("UMAP", epoch + 1, EPOCHS);
    }
    return points;
  }

  /** Per row its nearest with their weights. */
  private static List<Map<Integer, Double>> neighbours(double[][] rows, Progress progress) {
    int count = Math.min(NEIGHBOURS, rows.length - 1);
    return IntStream.range(0, rows.length)
        .parallel()
        .mapToObj(
            i -> {
              progress.checkCancelled();
              double[] distances = Neighbours.distances(rows, i);
              int[] nearest = Neighbours.nearest(distances, count, j -> j != i);
              return weights(distances, nearest);
            })
        .toList();
  }

  private static Map<Integer, Double> weights(double[] squared, int[] nearest) {
    double[] d = IntStream.of(nearest).mapToDouble(j -> Math.sqrt(squared[j])).toArray();
    double rho = 0;
    for (int k = d.length - 1; k >= 0; k--) {
      rho = d[k] > 0 ? d[k] : rho;
    }
    double target = Math.log(d.length) / Math.log(2);
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double sigma = 1;
    for (int step = 0; step < 64; step++) {
      double sum = 0;
      for (double each : d) {
        sum += Math.exp(-Math.max(0, each - rho) / sigma);
      }
      if (Math.abs(sum - target) < 1e-5) {
        break;
      } else if (sum > target) {
        high = sigma;
        sigma = (low + high) / 2;
      } else {
        low = sigma;
        sigma = Double.isInfinite(high) ? sigma * 2 : (low + high) / 2;
      }
    }
    Map<Integer, Double> weights = new HashMap<>();
    for (int k = 0; k < d.length; k++) {
      weights.put(nearest[k], Math.exp(-Math.max(0, d[k] - rho) / Math.max(sigma, 1e-12)));
    }
    return weights;
  }

  /** a + b − a·b of both directions; both directions are edges, in the order of the rows. */
  private static List<Edge> union(List<Map<Integer, Double>> weights, int size) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double a = weights.get(i).getOrDefault(j, 0.0);
        double b = weights.get(j).getOrDefault(i, 0.0);
        double both = a + b - a * b;
        // What would be drawn less than once is left out, as the original does.
        if (both > 1.0 / EPOCHS) {
          edges.add(new Edge(i, j, both));
        }
      }
    }
    return edges;
  }

  private static double[][] spread(double[][] start) {
    double most = 1e-300;
    for (double[] point : start) {
      most = Math.max(most, Math.max(Math.abs(point[0]), Math.abs(point[1])));
    }
    double[][] points = new double[start.length][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new double[] {10 * start[i][0] / most, 10 * start[i][1] / most};
    }
    return points;
  }

  private static void attract(double[] a, double[] b, double rate) {
    double squared = squared(a, b);
    if (squared > 0) {
      double power = Math.pow(squared, B);
      double strength = -2 * A * B * power / squared / (1 + A * power);
      for (int k = 0; k < 2; k++) {
        double move = rate * clip(strength * (a[k] - b[k]));
        a[k] += move;
        b[k] -= move;
      }
    }
  }

  private static void repel(double[] a, double[] b, double rate) {
    double squared = squared(a, b);
    double strength = 2 * B / ((0.001 + squared) * (1 + A * Math.pow(squared, B)));
    for (int k = 0; k < 2; k++) {
      a[k] += rate * (squared > 0 ? clip(strength * (a[k] - b[k])) : CLIP);
    }
  }

  private static double squared(double[] a, double[] b) {
    double dx = a[0] - b[0];
    double dy = a[1] - b[1];
    return dx * dx + dy * dy;
  }

  private static double clip(double value) {
    return Math.max(-CLIP, Math.min(CLIP, value));
  }
}
