package org.loupe.plots;

import java.util.List;

/**
 * Paths of states through a plane, coloured by time; a ring marks where each begins, a square where
 * it ends.
 *
 * @param x horizontal axis
 * @param y vertical axis
 * @param time what the colours along a path mean; unevenly sampled paths have cumulative times
 * @param of what each path is of: windows, neurons, checkpoints
 * @param steps what a path's points are: time steps; as many places as the longest path has points
 * @param paths one per place of {@code of}
 */
public record Trajectories(
    ValueAxis x, ValueAxis y, ValueAxis time, IndexAxis of, IndexAxis steps, List<Path> paths)
    implements Plot {

  /**
   * One path.
   *
   * @param x one per step; shared, not copied
   * @param y one per step; NaN is a gap; shared, not copied
   * @param time one per step, ascending; shared, not copied
   */
  public record Path(float[] x, float[] y, float[] time) {
    /** Checks the lengths. */
    public Path {
      if (x.length != y.length || x.length != time.length) {
        throw new IllegalArgumentException(
            "a path of " + x.length + " x, " + y.length + " y and " + time.length + " times");
      }
    }

    /** A path sampled at time 0, 1, 2 and so on. */
    public static Path of(float[] x, float[] y) {
      float[] time = new float[x.length];
      for (int i = 0; i < time.length; i++) {
        time[i] = i;
      }
      return new Path(x, y, time);
    }
  }

  /** Copies the list and checks the numbers. */
  public Trajectories {
    paths = List.copyOf(paths);
    if (paths.size() != of.size()) {
      throw new IllegalArgumentException(paths.size() + " paths for " + of.size() + " places");
    }
    for (Path path : paths) {
      if (path.x().length > steps.size()) {
        throw new IllegalArgumentException(
            "a path of " + path.x().length + " points for " + steps.size() + " steps");
      }
    }
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of(of, steps);
  }
}
