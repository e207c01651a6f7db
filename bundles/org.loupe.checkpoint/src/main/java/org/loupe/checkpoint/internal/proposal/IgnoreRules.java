package org.loupe.checkpoint.internal.proposal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds few expressions that match what is left over and nothing else. */
public final class IgnoreRules {
  private IgnoreRules() {}

  /**
   * Finds expressions.
   *
   * @param leftOver names that must match one
   * @param kept names that must match none
   */
  public static List<String> of(Collection<String> leftOver, Collection<String> kept) {
    List<String> rules = new ArrayList<>();
    Set<String> left = new LinkedHashSet<>(leftOver);
    while (!left.isEmpty()) {
      String name = left.iterator().next();
      Pattern widest = widest(name, kept);
      for (Pattern pattern : List.of(ending(name), widest)) {
        long all = left.stream().filter(other -> pattern.matcher(other).find()).count();
        long inside = left.stream().filter(other -> widest.matcher(other).find()).count();
        if (pattern == widest || all > inside && isFree(pattern, kept)) {
          rules.add(pattern.pattern());
          left.removeIf(other -> pattern.matcher(other).find());
          break;
        }
      }
    }
    return rules;
  }

  /** All that ends alike: buffers of one kind stand in many modules. */
  private static Pattern ending(String name) {
    return Pattern.compile(
        "(^|\\.)" + Patterns.quoted(name.substring(name.lastIndexOf('.') + 1)) + "$");
  }

  /** The outermost container in which nothing is kept. */
  private static Pattern widest(String name, Collection<String> kept) {
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      Pattern any =
          Pattern.compile("^" + Patterns.anyNumbers(name.substring(0, dot), false) + "\\.");
      Pattern same = Pattern.compile("^" + Patterns.quoted(name.substring(0, dot)) + "\\.");
      for (Pattern pattern : List.of(any, same)) {
        if (isFree(pattern, kept)) {
          return pattern;
        }
      }
    }
    return Pattern.compile("^" + Patterns.quoted(name) + "$");
  }

  private static boolean isFree(Pattern pattern, Collection<String> kept) {
    return kept.stream().noneMatch(name -> pattern.matcher(name).find());
  }
}
