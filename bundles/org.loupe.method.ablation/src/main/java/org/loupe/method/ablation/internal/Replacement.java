package org.loupe.method.ablation.internal;

import java.util.stream.IntStream;
import org.loupe.analysis.InputBaseline;
import org.loupe.model.BadInputException;

/**
 * What is put in the place of what is taken away: chosen as {@link InputBaseline} is, but of the
 * chosen windows, since it may be of places inside the model, and of these only what the model
 * computes is known.
 *
 * @param kind where the values come from
 * @param place of the window among the chosen ones, or −1
 * @param words inside a sentence: 'zero', 'the mean over 586 windows', 'window 12'
 */
record Replacement(Kind kind, int place, String words) {
  /** Where the values come from. */
  enum Kind {
    /** Nothing but zeros. */
    ZERO,
    /** The mean over the chosen windows, at each step. */
    MEAN,
    /** Another window. */
    WINDOW
  }

  /**
   * Reads the parameter.
   *
   * @param windows numbers of the chosen windows
   * @throws BadInputException if it is none of the three, or the window is not among the chosen
   */
  static Replacement of(String value, int[] windows) throws BadInputException {
    String text = value.strip();
    if (text.equals(InputBaseline.ZERO)) {
      return new Replacement(Kind.ZERO, -1, InputBaseline.ZERO);
    }
    if (text.equals(InputBaseline.MEAN)) {
      return new Replacement(Kind.MEAN, -1, "the mean over " + windows.length + " windows");
    }
    if (!text.matches(InputBaseline.WINDOW + "\\d{1,9}")) {
      throw new BadInputException(
          "Parameter 'value' is '"
              + value
              + "'; it must be zero, mean or window:ID, for example window:12.");
    }
    int number = Integer.parseInt(text.substring(InputBaseline.WINDOW.length()));
    int place =
        IntStream.range(0, windows.length)
            .filter(i -> windows[i] == number)
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "Window "
                            + number
                            + ", whose values are to be put in, is not among the "
                            + windows.length
                            + " chosen windows; add it to them, or choose value=mean."));
    return new Replacement(Kind.WINDOW, place, "window " + number);
  }
}
