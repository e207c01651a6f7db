package org.loupe.method.saliency.internal;

import org.loupe.analysis.InputLayout;
import org.loupe.model.BadInputException;
import org.loupe.model.Evaluation;
import org.loupe.model.Sink;

/**
 * Takes the attributions of a block of windows. Where the gradient at x itself is not what is
 * wanted, keeps x and takes the attributions afterwards.
 */
final class Collector implements Sink {
  private final Variant variant;
  private final Place place;
  private final InputLayout layout;
  private final ChannelRanges ranges;
  private final float[] attribution;
  private final float[] values;
  private final float[] objective;

  /**
   * For the windows of a block.
   *
   * @param windows how many they are
   * @param ranges learns what the channels are like
   */
  Collector(Variant variant, Place place, InputLayout layout, int windows, ChannelRanges ranges) {
    this.variant = variant;
    this.place = place;
    this.layout = layout;
    this.ranges = ranges;
    this.attribution = new float[windows * layout.elements()];
    this.values = new float[variant.isPlain() ? 0 : attribution.length];
    this.objective = new float[windows];
  }

  /** Arrays in the input's shape that each window needs here. */
  static int arrays(Variant variant) {
    return variant.isPlain() ? 1 : 2;
  }

  @Override
  public void accept(Evaluation evaluation) {
    Evaluation.GradientValues found = evaluation.gradients().get(0);
    float[] gradient = found.gradient().values();
    float[] x = place.values(evaluation).values();
    int offset = evaluation.from() * layout.elements();
    if (variant.isPlain()) {
      for (int i = 0; i < gradient.length; i++) {
        attribution[offset + i] = variant.attribution(gradient[i], x[i]);
      }
    } else {
      System.arraycopy(x, 0, values, offset, x.length);
    }
    System.arraycopy(found.objective(), 0, objective, evaluation.from(), found.objective().length);
    ranges.add(x);
  }

  /** x of the windows; empty where the gradient at x is all that is wanted. */
  float[] values() {
    return values;
  }

  /** x of some of the windows. */
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

  /** The attributions of the windows, in the input's shape. */
  float[] attribution() {
    return attribution;
  }

  /** The target's value, one per window. */
  float[] objective() {
    return objective;
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
