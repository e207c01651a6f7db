package org.loupe.plots;

import java.util.List;

/**
 * Paths of states through a plane, coloured by time; a ring marks where each begins, a square where
 * it ends.
 *
 * <p>Begin with the short constructor, and add {@link #with landmarks}: states at rest, for
 * example.
 *
 * @param x horizontal axis
 * @param y vertical axis
 * @param time what the colours along a path mean; unevenly sampled paths have cumulative times
 * @param of what each path is of: windows, neurons, checkpoints
 * @param steps what a path's points are: time steps; as many places as the longest path has points
 * @param paths one per place of {@code of}
 * @param landmarks places of their own, drawn over the paths
 */
public record Trajectories(
    ValueAxis x,
    ValueAxis y,
    ValueAxis time,
    IndexAxis of,
    IndexAxis steps,
    List<Path> paths,
    List<Landmark> landmarks)
    implements Plot {

  /**
   * A place in the plane that belongs to no path.
   *
   * @param name beside it, where there is room
   * @param kind what it is, in the legend: 'stable fixed point'
   * @param x horizontal place
   * @param y vertical place
   * @param solid whether its sign is filled
   */
  public record Landmark(String name, String kind, float x, float y, boolean solid) {}

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

  /** Paths alone. */
  public Trajectories(
      ValueAxis x, ValueAxis y, ValueAxis time, IndexAxis of, IndexAxis steps, List<Path> paths) {
    this(x, y, time, of, steps, paths, List.of());
  }

  /** Copies the lists and checks the numbers. */
  public Trajectories {
    paths = List.copyOf(paths);
    landmarks = List.copyOf(landmarks);
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

  /** The same paths with landmarks. */
  public Trajectories with(List<Landmark> places) {
    return new Trajectories(x, y, time, of, steps, paths, places);
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of(of, steps);
  }
}
