package org.loupe.workbench.internal.core;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The classes of a prediction head with several positions per window, true or predicted, in words.
 * Positions that do not count are left out, so both read alike word by word.
 *
 * @param said what the head said
 * @param isTruth whether the true classes are shown, not the predicted ones
 */
record HeadSequence(HeadOutcome said, boolean isTruth) implements WindowFacts.Sequence {
  /** As many signs as a cell has room for. */
  private static final int EXCERPT = 30;

  /** As many positions as a tooltip has room for. */
  private static final int DETAILS = 200;

  /** As many signs before the first mistake in an excerpt that does not begin with the first. */
  private static final int BEFORE = 8;

  private static final String CUT = "… ";

  /** The words alone, without any mark; empty where the window is not known. */
  String text(int window) {
    int[] positions = said.counting(window);
    StringBuilder words = new StringBuilder();
    for (int position : positions) {
      words.append(words.length() > 0 ? " " : "").append(said.word(position, isTruth));
    }
    return words.toString();
  }

  @Override
  public String excerpt(int window) {
    int[] positions = said.counting(window);
    int begin = begin(positions);
    StringBuilder words = new StringBuilder(begin > 0 ? CUT : "");
    for (int i = begin; i < positions.length; i++) {
      if (i > begin) {
        words.append(' ');
      }
      if (words.length() > EXCERPT) {
        return words.append(CUT.strip()).toString();
      }
      words.append(word(positions[i]));
    }
    return words.toString();
  }

  /** The same for true and predicted classes, so that they stand beside each other. */
  private int begin(int[] positions) {
    HeadSequence marked = new HeadSequence(said, false);
    int first = firstWrong(positions);
    if (first <= 0 || marked.length(positions, 0, first + 1) <= EXCERPT) {
      return 0;
    }
    int begin = first;
    while (begin > 0 && marked.length(positions, begin - 1, first) <= BEFORE) {
      begin--;
    }
    return begin;
  }

  private int length(int[] positions, int from, int to) {
    return IntStream.range(from, to).map(i -> word(positions[i]).length() + 1).sum();
  }

  private int firstWrong(int[] positions) {
    return IntStream.range(0, positions.length)
        .filter(i -> said.isWrongAt(positions[i]))
        .findFirst()
        .orElse(-1);
  }

  /** As in the view of one window: a mistake is followed by ≠ and the true class. */
  private String word(int position) {
    String word = said.word(position, isTruth);
    return !isTruth && said.isWrongAt(position) ? word + "≠" + said.word(position, true) : word;
  }

  @Override
  public String details(int window) {
    int[] positions = said.counting(window);
    if (positions.length == 0) {
      return "";
    }
    String words =
        Arrays.stream(positions)
            .limit(DETAILS)
            .mapToObj(this::word)
            .collect(Collectors.joining(" "));
    String all =
        (isTruth ? "true: " : "predicted: ")
            + words
            + (positions.length > DETAILS
                ? " … and " + (positions.length - DETAILS) + " more"
                : "");
    int first = firstWrong(positions);
    return first < 0
        ? all
        : all
            + "\nFirst wrong at step "
            + said.step(positions[first])
            + ": "
            + said.word(positions[first], false)
            + " instead of "
            + said.word(positions[first], true);
  }
}
