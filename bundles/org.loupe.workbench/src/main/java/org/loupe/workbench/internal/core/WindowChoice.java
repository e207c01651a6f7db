package org.loupe.workbench.internal.core;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.loupe.model.Windows;

/**
 * The windows that are analysed.
 *
 * @param expression as people write it: {@code all}, {@code 394}, {@code 3,8,20-29}, {@code
 *     slice:errors}
 * @param windows those
 */
public record WindowChoice(String expression, Windows windows) {
  /** The expression for all windows. */
  public static final String ALL = "all";

  /** Whether these are all windows of their dataset. */
  public boolean isAll() {
    return windows.size() == windows.dataset().size();
  }

  /** What a figure is of: 'window 394', '586 windows', '3 windows: 3, 8, 20'. */
  public String describe() {
    int size = windows.size();
    if (size > 1 && size <= 5) {
      return windows.describe()
          + ": "
          + Arrays.stream(windows.numbers())
              .mapToObj(Integer::toString)
              .collect(Collectors.joining(", "));
    }
    return windows.describe();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WindowChoice choice
        && expression.equals(choice.expression)
        && windows.dataset() == choice.windows.dataset()
        && Arrays.equals(windows.numbers(), choice.windows.numbers());
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }
}
