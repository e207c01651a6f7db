package org.loupe.checkpoint.internal.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loupe.checkpoint.internal.script.source.Brackets;

/** What the lines of a function's body assign to its variables, as torch's printer writes it. */
final class Assignments {
  private static final Pattern ANNOTATED = Pattern.compile("(\\w+): (.+)");
  private static final Pattern NAMES = Pattern.compile("\\w+(?:, \\w+)*,?");
  private static final Pattern ATTRIBUTE = Pattern.compile("[\\w.()]+\\.\\w+");
  private static final Pattern LOOP = Pattern.compile("\\bfor\\s+(.*?)\\bin\\b|\\bas\\s+(.*)");
  private static final Pattern WORD = Pattern.compile("\\w+");

  /**
   * A value that a variable takes.
   *
   * @param line in which
   * @param value the expression; of one that is taken apart, with the index of the element behind
   */
  record Assigned(int line, String value) {}

  private final Map<String, List<Assigned>> values = new HashMap<>();

  /** Variables that are assigned in a way that is not understood. */
  private final Set<String> unknown = new HashSet<>();

  Assignments(List<String> body) {
    for (int i = 0; i < body.size(); i++) {
      String line = body.get(i).strip();
      int equals = Brackets.assignment(line);
      if (equals >= 0) {
        assign(i, line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
      Matcher loop = LOOP.matcher(line);
      while (loop.find()) {
        forget(loop.group(1) == null ? loop.group(2) : loop.group(1));
      }
    }
  }

  private void assign(int line, String target, String value) {
    Matcher annotated = ANNOTATED.matcher(target);
    if (annotated.matches()) {
      add(line, annotated.group(1), "annotate(" + annotated.group(2) + ", " + value + ")");
    } else if (NAMES.matcher(target).matches()) {
      List<String> names = words(target);
      List<String> parts = Brackets.split(value);
      if (names.size() == 1 && !target.endsWith(",")) {
        add(line, names.get(0), value);
      } else if (parts.size() == names.size() && !(parts.size() == 1 && target.endsWith(","))) {
        for (int i = 0; i < parts.size(); i++) {
          add(line, names.get(i), parts.get(i).strip());
        }
      } else {
        for (int i = 0; i < names.size(); i++) {
          add(line, names.get(i), "(" + value + ")[" + i + "]");
        }
      }
    } else if (!ATTRIBUTE.matcher(target).matches()) {
      forget(target);
    }
  }

  private void add(int line, String name, String value) {
    values.computeIfAbsent(name, any -> new ArrayList<>()).add(new Assigned(line, value));
  }

  private void forget(String target) {
    unknown.addAll(words(target));
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(word -> word.group()).toList();
  }

  /** The values that a variable takes besides a parameter's. */
  List<Assigned> of(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Whether all that is assigned to a variable is known. */
  boolean isKnown(String name) {
    return !unknown.contains(name);
  }
}
