package org.loupe.method.states.internal;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.FloatTensor;
import org.loupe.model.InputCard;

/**
 * The input under which a cell is stepped.
 *
 * @param values one per channel; shared, not copied
 * @param describe 'the mean input', 'the input of window 3, step 10'
 */
record FrozenInput(double[] values, String describe) {
  private static final Pattern PLACE = Pattern.compile("(\\d{1,9}):(\\d{1,9})");

  /**
   * Finds it.
   *
   * @param wanted {@link StatesParameters#MEAN}, or {@code WINDOW:STEP}
   * @param input the input, or null where the card has none of [N,T,C]
   * @throws BadInputException if there is no such input, window or step
   */
  static FrozenInput of(String wanted, @Nullable InputCard input, MeanStates means, Subject subject)
      throws BadInputException {
    if (input == null || means.channels() == 0) {
      throw new BadInputException(
          "Fixed points need an explained input of [N,T,C] with one row per step of the state, which the card does not have.");
    }
    if (wanted.equals(StatesParameters.MEAN)) {
      return new FrozenInput(means.meanInput(), "the mean input");
    }
    Matcher place = PLACE.matcher(wanted);
    if (!place.matches()) {
      throw new BadInputException(
          "The frozen input '"
              + wanted
              + "' is neither 'mean' nor WINDOW:STEP, such as 3:10 for step 10 of window 3.");
    }
    int number = Integer.parseInt(place.group(1));
    int step = Integer.parseInt(place.group(2));
    int[] numbers = subject.windows().numbers();
    int at =
        IntStream.range(0, numbers.length).filter(i -> numbers[i] == number).findFirst().orElse(-1);
    if (at < 0 || step >= means.steps()) {
      throw new BadInputException(
          at < 0
              ? "The frozen input is to be of window "
                  + number
                  + ", which is not among the windows analysed; choose one of these."
              : "The frozen input is to be of step "
                  + step
                  + ", but a window has steps 0 to "
                  + (means.steps() - 1)
                  + ".");
    }
    FloatTensor x =
        (FloatTensor)
            subject
                .inputs(Decoding.TEACHER_FORCED, List.of())
                .read(at, at + 1)
                .inputs()
                .get(input.name());
    double[] values = new double[means.channels()];
    Arrays.setAll(values, c -> x.at(0, step, c));
    return new FrozenInput(values, "the input of window " + number + ", step " + step);
  }
}
