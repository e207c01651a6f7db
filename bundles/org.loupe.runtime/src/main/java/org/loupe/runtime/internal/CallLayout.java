package org.loupe.runtime.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;

/**
 * How the value of one call of a probe counts windows, and so how it becomes [n, …]. Modules are
 * free to work on {@code [T,N,C]}, on {@code [N*H,Tq,Tk]}, or on no window at all.
 *
 * @param order how windows stand on their axis
 * @param axis that axis of the value as the module has it; for {@link Order#SAME} 0 if its first
 *     axis is a place for windows, of size 1, and −1 if it has none
 * @param shape of one window's value when this was found out; steps may be more or fewer later
 */
record CallLayout(Order order, int axis, List<Integer> shape) {

  /** How windows stand on their axis. */
  enum Order {
    /** The axis counts windows and nothing else. */
    ALONE,
    /** The axis counts something else within each window, such as attention heads. */
    WINDOWS_OUTER,
    /** The axis counts windows within something else, such as steps. */
    WINDOWS_INNER,
    /** The value is the same whatever the windows. */
    SAME,
    /** Nobody can tell which part belongs to which window. */
    MIXED
  }

  /** Copies the shape. */
  CallLayout {
    shape = List.copyOf(shape);
  }

  /** Number of axes of the value as the module has it. */
  private int rank() {
    return switch (order) {
      case ALONE -> shape.size() + 1;
      case SAME -> axis == 0 ? shape.size() + 1 : shape.size();
      default -> shape.size();
    };
  }

  /**
   * A value with its windows first, [n, …]; still part of the graph.
   *
   * @param name of the probe, for messages
   * @throws BadInputException if it does not count the windows as it did when that was found out
   */
  NDArray windowsFirst(String name, NDArray value, int windows) throws BadInputException {
    long[] sizes = value.getShape().getShape();
    if (order == Order.MIXED) {
      throw new BadInputException(
          "Probe '"
              + name
              + "' has the shape "
              + OutputArrays.shape(value)
              + " for "
              + windows
              + " windows; none of its axes counts them, so nobody can tell which part belongs to"
              + " which window.");
    }
    if (!fits(sizes, windows)) {
      throw new BadInputException(
          "Probe '"
              + name
              + "' has the shape "
              + OutputArrays.shape(value)
              + " for "
              + windows
              + " windows, and "
              + Tensor.describe(shape.stream().mapToInt(i -> i).toArray())
              + " for each when the model was first evaluated; it can only be read on windows of"
              + " that kind.");
    }
    return switch (order) {
      case ALONE -> moveToFront(value, axis);
      case WINDOWS_OUTER ->
          moveToFront(value.reshape(split(sizes, windows, sizes[axis] / windows)), axis);
      case WINDOWS_INNER ->
          moveToFront(value.reshape(split(sizes, sizes[axis] / windows, windows)), axis + 1);
      default -> (axis == 0 ? value : value.expandDims(0)).broadcast(spread(sizes, windows));
    };
  }

  private boolean fits(long[] sizes, int windows) {
    if (sizes.length != rank()) {
      return false;
    }
    return switch (order) {
      case ALONE -> sizes[axis] == windows;
      case WINDOWS_OUTER, WINDOWS_INNER -> sizes[axis] % windows == 0;
      default -> axis < 0 || sizes[0] == 1;
    };
  }

  private static NDArray moveToFront(NDArray value, int axis) {
    if (axis == 0) {
      return value;
    }
    int rank = value.getShape().dimension();
    return value.transpose(
        IntStream.range(0, rank).map(i -> i == 0 ? axis : i <= axis ? i - 1 : i).toArray());
  }

  private static NDArray moveFromFront(NDArray value, int axis) {
    if (axis == 0) {
      return value;
    }
    int rank = value.getShape().dimension();
    return value.transpose(
        IntStream.range(0, rank).map(i -> i == axis ? 0 : i < axis ? i + 1 : i).toArray());
  }

  private Shape split(long[] sizes, long outer, long inner) {
    List<Long> split = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      if (i == axis) {
        split.add(outer);
        split.add(inner);
      } else {
        split.add(sizes[i]);
      }
    }
    return new Shape(split);
  }

  private Shape spread(long[] sizes, int windows) {
    List<Long> spread = new ArrayList<>();
    spread.add((long) windows);
    for (int i = axis + 1; i < sizes.length; i++) {
      spread.add(sizes[i]);
    }
    return new Shape(spread);
  }

  /**
   * Values that are given with their windows first, as the module has them.
   *
   * @param name of the probe, for messages
   * @param given [n or 1, …], each axis of the value's size or 1
   * @throws BadInputException if they have another number of axes or windows
   */
  NDArray asModule(String name, NDArray given, int windows) throws BadInputException {
    long[] sizes = given.getShape().getShape();
    if (order == Order.MIXED) {
      throw new BadInputException(
          "Probe '" + name + "' cannot be changed, for none of its axes counts windows.");
    }
    boolean perWindow = sizes.length > 0 && sizes[0] == windows;
    if (sizes.length != shape.size() + 1 || !(perWindow || sizes[0] == 1)) {
      throw doesNotFit(
          name,
          Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray(),
          LongStream.concat(LongStream.of(windows), shape.stream().mapToLong(i -> i)).toArray());
    }
    return switch (order) {
      case ALONE -> moveFromFront(given, axis);
      case WINDOWS_OUTER -> merge(moveFromFront(spread(given, windows), axis));
      case WINDOWS_INNER -> merge(moveFromFront(spread(given, windows), axis + 1));
      default -> {
        if (sizes[0] != 1) {
          throw new BadInputException(
              "Probe '"
                  + name
                  + "' has one value for all windows, so it cannot be changed for each; give values"
                  + " whose first axis is 1.");
        }
        yield axis == 0 ? given : given.reshape(new Shape(sizes).slice(1));
      }
    };
  }

  /** Says that values which change a probe are of another shape than the probe's. */
  static BadInputException doesNotFit(String probe, int[] given, long[] value) {
    return new BadInputException(
        "The values that change probe '"
            + probe
            + "' have the shape "
            + Tensor.describe(given)
            + ", the probe's value has "
            + Tensor.describe(Arrays.stream(value).mapToInt(Math::toIntExact).toArray())
            + "; give each axis that size, or 1.");
  }

  /** A merged axis needs all of its positions, unless they are all alike. */
  private NDArray spread(NDArray given, int windows) {
    long[] sizes = given.getShape().getShape().clone();
    if (sizes[0] == 1 && sizes[axis + 1] == 1) {
      return given;
    }
    sizes[0] = windows;
    sizes[axis + 1] = sizes[axis + 1] == 1 ? shape.get(axis) : sizes[axis + 1];
    return given.broadcast(new Shape(sizes));
  }

  private NDArray merge(NDArray split) {
    long[] sizes = split.getShape().getShape();
    List<Long> merged = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      if (i == axis + 1) {
        merged.set(axis, merged.get(axis) * sizes[i]);
      } else {
        merged.add(sizes[i]);
      }
    }
    return split.reshape(new Shape(merged));
  }
}
