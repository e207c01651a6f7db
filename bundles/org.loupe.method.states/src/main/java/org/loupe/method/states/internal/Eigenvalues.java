package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.loupe.model.Progress;

/**
 * Eigenvalues of a general real matrix: Householder reflections to Hessenberg form, then QR steps
 * in complex arithmetic with Wilkinson's shift, deflating from the end (G. Golub, C. Van Loan:
 * Matrix Computations, 2013, sections 7.4 and 7.5).
 */
final class Eigenvalues {
  private static final double ROUNDING = 1e-15;

  /** QR steps for one eigenvalue; a handful is usual. */
  private static final int MOST_STEPS = 300;

  private final Complex[][] a;

  private Eigenvalues(Complex[][] a) {
    this.a = a;
  }

  /**
   * Computes.
   *
   * @param matrix square, all finite; not changed
   * @return as many as rows, by descending modulus
   * @throws ArithmeticException if the steps do not converge, which no matrix is known to do
   */
  static List<Complex> of(double[][] matrix, Progress progress) {
    double[][] hessenberg = hessenberg(matrix);
    Complex[][] a = new Complex[matrix.length][matrix.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        a[i][j] = new Complex(hessenberg[i][j], 0);
      }
    }
    List<Complex> values = new Eigenvalues(a).all(progress);
    values.sort(
        Comparator.comparingDouble(Complex::modulus)
            .thenComparingDouble(Complex::re)
            .thenComparingDouble(Complex::im)
            .reversed());
    return List.copyOf(values);
  }

  /** A similar matrix with nothing below the first subdiagonal. */
  private static double[][] hessenberg(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
    }
    for (int k = 0; k + 2 < n; k++) {
      double norm = 0;
      for (int i = k + 1; i < n; i++) {
        norm = Math.hypot(norm, a[i][k]);
      }
      if (norm == 0) {
        continue;
      }
      double[] v = new double[n];
      for (int i = k + 1; i < n; i++) {
        v[i] = a[i][k];
      }
      v[k + 1] += Math.copySign(norm, v[k + 1]);
      double squares = 0;
      for (int i = k + 1; i < n; i++) {
        squares += v[i] * v[i];
      }
      reflect(a, v, squares);
    }
    return a;
  }

  /** Applies I − 2vvᵀ/‖v‖² from both sides. */
  private static void reflect(double[][] a, double[] v, double squares) {
    int n = a.length;
    for (int j = 0; j < n; j++) {
      double along = 0;
      for (int i = 0; i < n; i++) {
        along += v[i] * a[i][j];
      }
      for (int i = 0; i < n; i++) {
        a[i][j] -= 2 * along / squares * v[i];
      }
    }
    for (int i = 0; i < n; i++) {
      double along = 0;
      for (int j = 0; j < n; j++) {
        along += a[i][j] * v[j];
      }
      for (int j = 0; j < n; j++) {
        a[i][j] -= 2 * along / squares * v[j];
      }
    }
  }

  private List<Complex> all(Progress progress) {
    List<Complex> values = new ArrayList<>();
    int last = a.length - 1;
    int steps = 0;
    while (last >= 0) {
      progress.checkCancelled();
      int first = start(last);
      if (first == last) {
        values.add(a[last][last]);
        last--;
        steps = 0;
      } else if (steps++ > MOST_STEPS) {
        throw new ArithmeticException("no eigenvalue after " + MOST_STEPS + " QR steps");
      } else {
        step(first, last, shift(last, steps));
      }
    }
    return values;
  }

  /** Where the block begins that ends at a row: behind the last negligible subdiagonal element. */
  private int start(int last) {
    int first = last;
    while (first > 0) {
      double near = a[first][first].modulus() + a[first - 1][first - 1].modulus();
      if (a[first][first - 1].modulus() <= ROUNDING * Math.max(near, 1e-300)) {
        break;
      }
      first--;
    }
    return first;
  }

  /** The eigenvalue of the last two rows that is nearer to the last element. */
  private Complex shift(int last, int steps) {
    Complex corner = a[last][last];
    if (steps % 20 == 0) {
      // Now and then another one, for the matrices whose steps go round in a circle.
      return corner.plus(new Complex(a[last][last - 1].modulus(), 0));
    }
    Complex above = a[last - 1][last - 1];
    Complex product = a[last - 1][last].times(a[last][last - 1]);
    Complex half = above.minus(corner).times(0.5);
    Complex root = half.times(half).plus(product).root();
    Complex middle = above.plus(corner).times(0.5);
    Complex one = middle.plus(root);
    Complex other = middle.minus(root);
    return one.minus(corner).modulus() < other.minus(corner).modulus() ? one : other;
  }

  /** One QR step on the block, by Givens rotations. */
  private void step(int first, int last, Complex shift) {
    for (int i = first; i <= last; i++) {
      a[i][i] = a[i][i].minus(shift);
    }
    Complex[] c = new Complex[last];
    Complex[] s = new Complex[last];
    for (int k = first; k < last; k++) {
      double norm = Math.hypot(a[k][k].modulus(), a[k + 1][k].modulus());
      c[k] = norm == 0 ? new Complex(1, 0) : a[k][k].times(1 / norm);
      s[k] = norm == 0 ? new Complex(0, 0) : a[k + 1][k].times(1 / norm);
      for (int j = k; j <= last; j++) {
        Complex upper = a[k][j];
        Complex lower = a[k + 1][j];
        a[k][j] = c[k].conjugate().times(upper).plus(s[k].conjugate().times(lower));
        a[k + 1][j] = c[k].times(lower).minus(s[k].times(upper));
      }
    }
    for (int k = first; k < last; k++) {
      for (int i = first; i <= Math.min(k + 1, last); i++) {
        Complex left = a[i][k];
        Complex right = a[i][k + 1];
        a[i][k] = left.times(c[k]).plus(right.times(s[k]));
        a[i][k + 1] = right.times(c[k].conjugate()).minus(left.times(s[k].conjugate()));
      }
    }
    for (int i = first; i <= last; i++) {
      a[i][i] = a[i][i].plus(shift);
    }
  }
}
