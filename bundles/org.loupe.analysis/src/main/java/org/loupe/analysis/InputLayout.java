package org.loupe.analysis;

import java.util.List;
import java.util.stream.Stream;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Tensor;

/**
 * Where steps and channels lie inside one window of an input. Inputs without one of the two axes
 * have a single step or channel.
 *
 * @param steps number of steps
 * @param channels number of channels
 * @param stepStride elements from one step to the next
 * @param channelStride elements from one channel to the next
 * @param stepDimension what a step is: TIME or TOKEN
 */
public record InputLayout(
    int steps, int channels, int stepStride, int channelStride, Dimension stepDimension) {

  /**
   * The layout of an input [n, …].
   *
   * @throws BadInputException if it has more axes than steps and channels
   */
  public static InputLayout of(String input, Tensor tensor) throws BadInputException {
    List<Axis> axes = tensor.axes().subList(1, tensor.axes().size());
    if (axes.size() > 2) {
      throw new BadInputException(
          "Input '"
              + input
              + "' has the shape "
              + Tensor.describe(tensor.shape())
              + "; methods show inputs with one time and one channel axis, [N,T,C], so choose another input with wrt.");
    }
    if (axes.isEmpty()) {
      return new InputLayout(1, 1, 1, 1, Dimension.TIME);
    } else if (axes.size() == 1) {
      int size = axes.get(0).size();
      return isChannel(axes.get(0))
          ? new InputLayout(1, size, size, 1, Dimension.TIME)
          : new InputLayout(size, 1, 1, 1, stepDimension(axes.get(0)));
    }
    Axis outer = axes.get(0);
    Axis inner = axes.get(1);
    // Convolutional models take [N,C,T].
    return isChannel(outer) && !isChannel(inner)
        ? new InputLayout(inner.size(), outer.size(), 1, inner.size(), stepDimension(inner))
        : new InputLayout(outer.size(), inner.size(), inner.size(), 1, stepDimension(outer));
  }

  private static boolean isChannel(Axis axis) {
    return Stream.of(Dimension.CHANNEL, Dimension.UNIT, Dimension.CLASS, Dimension.VALUE)
        .anyMatch(dimension -> dimension == axis.dimension());
  }

  private static Dimension stepDimension(Axis axis) {
    return axis.dimension() == Dimension.TOKEN ? Dimension.TOKEN : Dimension.TIME;
  }

  /** Elements of one window. */
  public int elements() {
    return steps * channels;
  }

  /** The flat position of an element; a window's position counts windows held, not its number. */
  public int position(int window, int step, int channel) {
    return window * elements() + step * stepStride + channel * channelStride;
  }
}
