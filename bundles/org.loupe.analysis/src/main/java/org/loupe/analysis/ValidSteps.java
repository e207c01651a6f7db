package org.loupe.analysis;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;

/** How many steps of each window are valid; what lies behind them is padding. */
public final class ValidSteps {
  private ValidSteps() {}

  /**
   * Of a subject's windows, in their order.
   *
   * @return null if the card says nothing under 'lengths': all steps are valid
   * @throws BadInputException if the card's lengths array is missing or is not one number per
   *     window
   */
  public static int @Nullable [] of(Subject subject) throws BadInputException {
    ArrayReference array = subject.card().lengths();
    if (array == null) {
      return null;
    }
    Tensor lengths = subject.windows().dataset().read(array, subject.windows().numbers());
    if (lengths.size() != subject.windows().size()) {
      throw new BadInputException(
          "The card's lengths array '"
              + array.array()
              + "' has the shape "
              + Tensor.describe(lengths.shape())
              + " where one number per window is expected; correct 'lengths' in the card.");
    }
    return IntStream.range(0, lengths.size()).map(i -> (int) lengths.number(i)).toArray();
  }
}
