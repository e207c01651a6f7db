package org.loupe.method.saliency.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.analysis.InputLayout;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Sink;
import org.loupe.model.Tensor;

/**
 * Keeps the attribution of every window, and which channels ever change. Where the gradient at x
 * itself is not what is wanted, keeps x and takes the attributions afterwards.
 */
final class Collector implements Sink {
  /** The most bytes that attributions may take. */
  static final long BOUND = 1L << 30;

  private final Variant variant;
  private final Place place;
  private final InputLayout layout;
  private final int windows;
  private final List<Axis> axes;
  private final float[] attribution;
  private final float[] values;
  private final float[] objective;
  private final float[] least;
  private final float[] greatest;

  /**
   * For the windows of a source.
   *
   * @param first the value of one window, [1, …]
   * @throws BadInputException if the attributions of all windows would not fit the memory
   */
  Collector(Variant variant, Place place, InputLayout layout, int windows, Tensor first)
      throws BadInputException {
    this(variant, place, layout, windows, first, bound());
  }

  Collector(Variant variant, Place place, InputLayout layout, int windows, Tensor first, long bound)
      throws BadInputException {
    int arrays = variant.isPlain() ? 1 : 2;
    long bytes = 4L * arrays * windows * layout.elements();
    if (bytes > bound) {
      throw new BadInputException(
          String.format(
              "The attributions of %d windows of %s take %d MiB, more than the %d MiB allowed here; choose at most %d windows, for example --windows random:%d.",
              windows,
              Tensor.describe(layout.steps(), layout.channels()),
              bytes >> 20,
              bound >> 20,
              bound / 4 / arrays / layout.elements(),
              bound / 4 / arrays / layout.elements()));
    }
    this.variant = variant;
    this.place = place;
    this.layout = layout;
    this.windows = windows;
    this.axes = first.axes();
    this.attribution = new float[windows * layout.elements()];
    this.values = new float[variant.isPlain() ? 0 : attribution.length];
    this.objective = new float[windows];
    this.least = new float[layout.channels()];
    this.greatest = new float[layout.channels()];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
  }

  /** A quarter of the heap, which the tables and figures share, but never more than 1 GiB. */
  private static long bound() {
    return Math.min(BOUND, Runtime.getRuntime().maxMemory() / 4);
  }

  @Override
  public void accept(Evaluation evaluation) {
    Evaluation.GradientValues values = evaluation.gradients().get(0);
    float[] gradient = values.gradient().values();
    float[] x = place.values(evaluation).values();
    int offset = evaluation.from() * layout.elements();
    if (variant.isPlain()) {
      for (int i = 0; i < gradient.length; i++) {
        attribution[offset + i] = variant.attribution(gradient[i], x[i]);
      }
    } else {
      System.arraycopy(x, 0, this.values, offset, x.length);
    }
    System.arraycopy(
        values.objective(), 0, objective, evaluation.from(), values.objective().length);
    for (int n = 0; n < evaluation.batch().size(); n++) {
      for (int t = 0; t < layout.steps(); t++) {
        for (int c = 0; c < layout.channels(); c++) {
          float value = x[layout.position(n, t, c)];
          least[c] = Math.min(least[c], value);
          greatest[c] = Math.max(greatest[c], value);
        }
      }
    }
  }

  /** x of all windows; empty where the gradient at x is all that is wanted. */
  float[] values() {
    return values;
  }

  /** x of some windows. */
  float[] values(int[] places) {
    float[] some = new float[places.length * layout.elements()];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(
          values, places[i] * layout.elements(), some, i * layout.elements(), layout.elements());
    }
    return some;
  }

  /** Takes the attribution of an element. */
  void put(int position, float value) {
    attribution[position] = value;
  }

  /** The attributions, in the input's shape. */
  FloatTensor attribution() {
    List<Axis> all = new ArrayList<>(axes);
    all.set(0, Axis.of(Dimension.WINDOW, windows));
    return new FloatTensor(all, attribution);
  }

  /** The target's value, [N]. */
  FloatTensor objective() {
    return FloatTensor.of(objective, Axis.of(Dimension.WINDOW, windows));
  }

  /** Per channel, whether it has the same value at every step of every window. */
  boolean[] constant() {
    boolean[] constant = new boolean[layout.channels()];
    for (int c = 0; c < constant.length; c++) {
      constant[c] = least[c] == greatest[c];
    }
    return constant;
  }

  /**
   * Refuses numbers that are none.
   *
   * @param numbers of the windows in the dataset
   */
  void requireFinite(int[] numbers) throws BadInputException {
    for (int i = 0; i < attribution.length; i++) {
      if (!Float.isFinite(attribution[i])) {
        throw notFinite(numbers[i / layout.elements()]);
      }
    }
    for (int n = 0; n < objective.length; n++) {
      if (!Float.isFinite(objective[n])) {
        throw notFinite(numbers[n]);
      }
    }
  }

  private BadInputException notFinite(int window) {
    return new BadInputException(
        "The model's answer for window "
            + window
            + " is not a finite number, so there is no gradient; leave the window out, or look for very large values in '"
            + place.name()
            + "'.");
  }
}
