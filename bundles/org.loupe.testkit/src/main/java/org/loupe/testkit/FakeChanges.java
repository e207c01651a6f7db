package org.loupe.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.FloatTensor;
import org.loupe.model.Intervention;
import org.loupe.model.Intervention.Operation;
import org.loupe.model.Tensor;

/**
 * The interventions at one probe of the fake model, for windows [from, to).
 *
 * @param shape of the probe's value
 * @param interventions at this probe
 */
record FakeChanges(int[] shape, List<Intervention> interventions, int from, int to) {

  /** Those of a query at one probe. */
  static FakeChanges at(
      String probe, List<Axis> axes, List<Intervention> interventions, int from, int to)
      throws BadInputException {
    List<Intervention> here = new ArrayList<>();
    for (Intervention intervention : interventions) {
      Integer call = intervention.call();
      if (intervention.probe().equals(probe)) {
        if (call != null && call != 0) {
          throw new BadInputException(
              "Probe '" + probe + "' has no call " + call + "; it fires 1 times, counted from 0.");
        }
        here.add(intervention);
      }
    }
    return new FakeChanges(axes.stream().mapToInt(Axis::size).toArray(), here, from, to);
  }

  /** Changes a value in place: replace, scale, shift. */
  void apply(float[] value) throws BadInputException {
    for (Operation operation : List.of(Operation.REPLACE, Operation.SCALE, Operation.SHIFT)) {
      for (float[] given : given(operation)) {
        for (int i = 0; i < value.length; i++) {
          value[i] =
              switch (operation) {
                case REPLACE -> given[i];
                case SCALE -> value[i] * given[i];
                case SHIFT -> value[i] + given[i];
              };
        }
      }
    }
  }

  /** Turns the gradient by the changed value into that by the value before, in place. */
  void chain(float[] gradient) throws BadInputException {
    for (float[] factor : given(Operation.SCALE)) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= factor[i];
      }
    }
    if (!given(Operation.REPLACE).isEmpty()) {
      Arrays.fill(gradient, 0);
    }
  }

  /** What is given for an operation, in the value's shape. */
  private List<float[]> given(Operation operation) throws BadInputException {
    List<float[]> given = new ArrayList<>();
    for (Intervention intervention : interventions) {
      if (intervention.operation() == operation) {
        given.add(spread(intervention.probe(), intervention.values().of(from, to)));
      }
    }
    return given;
  }

  private float[] spread(String probe, FloatTensor given) throws BadInputException {
    int[] sizes = given.shape();
    boolean fits = sizes.length == shape.length;
    for (int i = 0; fits && i < sizes.length; i++) {
      fits = sizes[i] == shape[i] || sizes[i] == 1;
    }
    if (!fits) {
      throw new BadInputException(
          "The values that change probe '"
              + probe
              + "' have the shape "
              + Tensor.describe(sizes)
              + ", the probe's value has "
              + Tensor.describe(shape)
              + "; give each axis that size, or 1.");
    }
    int elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    float[] values = new float[elements];
    int[] index = new int[shape.length];
    for (int i = 0; i < elements; i++) {
      int rest = i;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        index[axis] = sizes[axis] == 1 ? 0 : rest % shape[axis];
        rest /= shape[axis];
      }
      values[i] = given.at(index);
    }
    return values;
  }
}
