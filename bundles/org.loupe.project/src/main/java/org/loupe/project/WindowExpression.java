package org.loupe.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Windows;

/**
 * Which windows, as people write it: {@code all}, {@code 0-99}, {@code 3,8,20-29}, {@code
 * random:100}, {@code slice:NAME}.
 */
public final class WindowExpression {
  private WindowExpression() {}

  /**
   * Chooses windows.
   *
   * @param expression as above
   * @param dataset the windows are of
   * @param slices that {@code slice:NAME} may name
   * @param seed of {@code random:N}, whose windows come in ascending order
   * @throws BadInputException if the expression is none or names windows that are not there
   */
  public static Windows choose(
      String expression, Dataset dataset, List<Project.Slice> slices, long seed)
      throws BadInputException {
    String text = expression.strip();
    if (text.equals("all")) {
      return Windows.all(dataset);
    }
    if (text.startsWith("random:")) {
      return random(count(text), dataset, seed);
    }
    if (text.startsWith("slice:")) {
      Project.Slice slice = slice(text.substring(6), dataset, slices);
      return choose(slice.windows(), dataset, List.of(), seed);
    }
    return listed(text, dataset);
  }

  /** The shortest expression that chooses these windows, in ascending order. */
  public static String of(int[] numbers) {
    int[] sorted = IntStream.of(numbers).sorted().distinct().toArray();
    StringBuilder text = new StringBuilder();
    for (int from = 0, to; from < sorted.length; from = to + 1) {
      to = from;
      while (to + 1 < sorted.length && sorted[to + 1] == sorted[to] + 1) {
        to++;
      }
      text.append(text.isEmpty() ? "" : ",").append(sorted[from]);
      if (to > from) {
        text.append('-').append(sorted[to]);
      }
    }
    return text.toString();
  }

  /**
   * Checks what can be checked before there is a dataset: the spelling.
   *
   * @throws BadInputException as {@link #choose} has it
   */
  public static void check(String expression) throws BadInputException {
    String text = expression.strip();
    if (text.equals("all") || text.startsWith("slice:")) {
      return;
    }
    if (text.startsWith("random:")) {
      count(text);
      return;
    }
    for (String part : text.split(",", -1)) {
      range(part, text);
    }
  }

  private static int count(String text) throws BadInputException {
    int count = number(text.substring("random:".length()), text);
    if (count == 0) {
      throw new BadInputException("Windows '" + text + "' are none; choose at least one.");
    }
    return count;
  }

  private static Windows random(int count, Dataset dataset, long seed) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, dataset.size()).boxed().toList());
    Collections.shuffle(numbers, new Random(seed));
    return new Windows(
        dataset,
        numbers.stream()
            .limit(Math.min(count, dataset.size()))
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray());
  }

  private static Project.Slice slice(String name, Dataset dataset, List<Project.Slice> slices)
      throws BadInputException {
    for (Project.Slice slice : slices) {
      if (slice.name().equals(name) && slice.dataset().equals(dataset.name())) {
        return slice;
      }
    }
    List<String> names =
        slices.stream()
            .filter(slice -> slice.dataset().equals(dataset.name()))
            .map(slice -> "'" + slice.name() + "'")
            .toList();
    throw new BadInputException(
        "There is no slice '"
            + name
            + "' of dataset '"
            + dataset.name()
            + "'; "
            + (names.isEmpty()
                ? "slices are named in a project's loupe.json."
                : "there are " + String.join(", ", names) + "."));
  }

  private static Windows listed(String text, Dataset dataset) throws BadInputException {
    Set<Integer> numbers = new LinkedHashSet<>();
    for (String part : text.split(",", -1)) {
      int[] range = range(part, text);
      if (range[1] >= dataset.size()) {
        throw new BadInputException(
            "Windows '"
                + part
                + "' are not in dataset '"
                + dataset.name()
                + "', which has windows 0 to "
                + (dataset.size() - 1)
                + ".");
      }
      IntStream.rangeClosed(range[0], range[1]).forEach(numbers::add);
    }
    return new Windows(dataset, numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  /** First and last window. */
  private static int[] range(String part, String expression) throws BadInputException {
    int dash = part.indexOf('-', 1);
    int from = number(dash < 0 ? part : part.substring(0, dash), expression);
    int to = dash < 0 ? from : number(part.substring(dash + 1), expression);
    if (from > to) {
      throw new BadInputException(
          "Windows '" + part.strip() + "' end before they begin; write the smaller number first.");
    }
    return new int[] {from, to};
  }

  private static int number(String digits, String expression) throws BadInputException {
    try {
      int number = Integer.parseInt(digits.strip());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below: the text is no number
    }
    throw new BadInputException(
        "Windows '"
            + expression
            + "' cannot be read; write all, 0-99, 3,8, random:100 or slice:NAME.");
  }
}
