package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;

/**
 * Fixed points of a recurrent cell under a frozen input, by minimising ‖f(h) − h‖² from visited
 * states (D. Sussillo, O. Barak: Opening the Black Box, 2013), here with the Jacobian, by
 * Levenberg's and Marquardt's steps, all starts side by side. Those that end elsewhere are led on
 * by the cell itself and searched from once more.
 *
 * @param cell one step
 * @param tolerance how far a step may move a fixed point
 * @param radius nearer to each other than this, points count as one
 */
record FixedPointSearch(Cell cell, double tolerance, double radius) {
  private static final int ROUNDS = 200;
  private static final double LEAST_DAMPING = 1e-12;
  private static final double MOST_DAMPING = 1e6;

  /** A residual that single precision cannot better. */
  private static final double ROUNDING = 1e-6;

  /** States that are followed away from each point. */
  private static final int DISTURBED = 8;

  private static final int FOLLOWED = 100;

  /** One start on its way. */
  private static final class Walk {
    private final double[] start;
    private double[] state;
    private Cell.Moved moved;
    private double damping = 1e-3;
    private boolean ended;

    Walk(double[] state, Cell.Moved moved) {
      this.start = state;
      this.state = state;
      this.moved = moved;
    }

    double residual() {
      return norm(residuals());
    }

    double[] residuals() {
      return difference(moved.next(), state);
    }

    /** J − I. */
    double[][] slope() {
      double[][] slope = new double[state.length][];
      for (int u = 0; u < slope.length; u++) {
        slope[u] = moved.jacobian()[u].clone();
        slope[u][u] -= 1;
      }
      return slope;
    }

    /** Where the damped step leads. */
    double[] trial() {
      double[][] slope = slope();
      double[] residuals = residuals();
      int units = state.length;
      double[][] normal = new double[units][units];
      double[] right = new double[units];
      for (int u = 0; u < units; u++) {
        for (int i = 0; i < units; i++) {
          right[i] -= slope[u][i] * residuals[u];
          for (int j = 0; j < units; j++) {
            normal[i][j] += slope[u][i] * slope[u][j];
          }
        }
      }
      double scale = 0;
      for (int i = 0; i < units; i++) {
        scale = Math.max(scale, normal[i][i]);
      }
      for (int i = 0; i < units; i++) {
        normal[i][i] += damping * Math.max(scale, 1e-30);
      }
      double[] step = LinearSystem.solve(normal, right);
      double[] trial = new double[units];
      for (int u = 0; u < units; u++) {
        // The model sees single precision: the residual is that of what it sees.
        trial[u] = (float) (state[u] + step[u]);
      }
      return trial;
    }

    void take(double[] trial, Cell.Moved there) {
      double before = residual();
      double after = norm(difference(there.next(), trial));
      if (after < before) {
        ended = after > 0.999 * before && damping <= LEAST_DAMPING;
        state = trial;
        moved = there;
        damping = Math.max(LEAST_DAMPING, damping / 10);
        ended |= after == 0;
      } else {
        damping *= 10;
        ended =
            damping > MOST_DAMPING
                || !Double.isFinite(before)
                || before <= ROUNDING * (1 + norm(state));
      }
    }
  }

  /**
   * Searches.
   *
   * @param starts states to begin from, at least one
   * @param visited states that the model went through, to tell how far a point is from them
   */
  FixedPoints search(
      List<double[]> starts, List<StateWindow> visited, String input, long seed, Progress progress)
      throws LoupeException {
    List<Walk> walks = walk(starts, progress);
    List<Walk> lost = walks.stream().filter(walk -> walk.residual() > tolerance).toList();
    if (!lost.isEmpty()) {
      // Where ‖f(h) − h‖ has a valley of its own above zero, the cell itself may lead out of it.
      List<Walk> ended = new ArrayList<>(walks);
      ended.removeAll(lost);
      ended.addAll(
          walk(follow(lost.stream().map(walk -> walk.start).toList(), progress), progress));
      walks = ended;
    }
    return collect(walks, visited, input, seed, progress);
  }

  private List<Walk> walk(List<double[]> starts, Progress progress) throws LoupeException {
    List<Walk> walks = new ArrayList<>();
    List<Cell.Moved> moved = cell.move(starts, progress.named("fixed points"));
    for (int i = 0; i < starts.size(); i++) {
      walks.add(new Walk(starts.get(i), moved.get(i)));
    }
    for (int round = 0; round < ROUNDS; round++) {
      List<Walk> going = walks.stream().filter(walk -> !walk.ended).toList();
      progress.report("fixed points", round, ROUNDS);
      if (going.isEmpty()) {
        break;
      }
      List<double[]> trials = new ArrayList<>();
      for (Walk walk : going) {
        progress.checkCancelled();
        trials.add(walk.trial());
      }
      List<Cell.Moved> there = cell.move(trials, progress.named("fixed points"));
      for (int i = 0; i < going.size(); i++) {
        going.get(i).take(trials.get(i), there.get(i));
      }
    }
    return walks;
  }

  /** The states after {@value #FOLLOWED} steps under the frozen input. */
  private List<double[]> follow(List<double[]> starts, Progress progress) throws LoupeException {
    List<double[]> states = starts;
    for (int step = 0; step < FOLLOWED; step++) {
      progress.checkCancelled();
      states = cell.next(states, progress.named("fixed points"));
    }
    return states;
  }

  private FixedPoints collect(
      List<Walk> walks, List<StateWindow> visited, String input, long seed, Progress progress)
      throws LoupeException {
    List<Walk> ended =
        walks.stream()
            .filter(walk -> walk.residual() <= tolerance)
            .sorted(Comparator.comparingDouble(Walk::residual))
            .toList();
    List<Walk> told = ended.stream().filter(walk -> distance(walk) <= radius).toList();
    List<Walk> apart = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    for (Walk walk : told) {
      int same = nearest(apart, walk.state);
      if (same < 0) {
        apart.add(walk);
        counts.add(1);
      } else {
        counts.set(same, counts.get(same) + 1);
      }
    }
    List<FixedPoint> points = new ArrayList<>();
    for (int i = 0; i < apart.size(); i++) {
      Walk walk = apart.get(i);
      points.add(
          new FixedPoint(
              walk.state,
              walk.residual(),
              distance(walk),
              Eigenvalues.of(walk.moved.jacobian(), progress),
              counts.get(i),
              away(walk.state, visited),
              DISTURBED,
              returned(walk.state, seed, progress)));
    }
    points.sort(
        Comparator.comparingInt(FixedPoint::starts)
            .reversed()
            .thenComparingDouble(FixedPoint::residual));
    return new FixedPoints(
        points,
        walks.size(),
        told.size(),
        ended.size() - told.size(),
        input,
        cell.timespan(),
        tolerance,
        radius);
  }

  private static double distance(Walk walk) {
    double distance = norm(LinearSystem.solve(walk.slope(), walk.residuals()));
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }

  private int nearest(List<Walk> apart, double[] state) {
    return IntStream.range(0, apart.size())
        .filter(i -> norm(difference(apart.get(i).state, state)) <= radius)
        .findFirst()
        .orElse(-1);
  }

  private static double away(double[] state, List<StateWindow> visited) {
    double least = Double.POSITIVE_INFINITY;
    for (StateWindow window : visited) {
      for (int t = 0; t < window.steps(); t++) {
        double squares = 0;
        for (int u = 0; u < state.length; u++) {
          double difference = window.state(t, u) - state[u];
          squares += difference * difference;
        }
        least = Math.min(least, squares);
      }
    }
    return Math.sqrt(least);
  }

  /** The second look at stability: follows disturbed states and counts those that come nearer. */
  private int returned(double[] point, long seed, Progress progress) throws LoupeException {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> states = new ArrayList<>();
    for (int i = 0; i < DISTURBED; i++) {
      double[] direction = new double[point.length];
      for (int u = 0; u < point.length; u++) {
        direction[u] = random.nextDouble() - 0.5;
      }
      double length = norm(direction);
      double[] state = point.clone();
      for (int u = 0; u < state.length; u++) {
        state[u] += radius * direction[u] / length;
      }
      states.add(state);
    }
    for (int step = 0; step < FOLLOWED; step++) {
      progress.checkCancelled();
      states = cell.next(states, progress.named("fixed points"));
    }
    return (int) states.stream().filter(state -> norm(difference(state, point)) < radius).count();
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static double norm(double[] vector) {
    double squares = 0;
    for (double each : vector) {
      squares += each * each;
    }
    return Math.sqrt(squares);
  }
}
