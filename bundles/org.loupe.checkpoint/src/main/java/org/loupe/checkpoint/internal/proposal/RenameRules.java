package org.loupe.checkpoint.internal.proposal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loupe.model.StateDictRules.Rename;

/**
 * Finds few rules that rename what was paired. Rules are found from the most general to the most
 * particular, and applied the other way round, so that exceptions come before what they are
 * exceptions from.
 */
public final class RenameRules {
  private static final int MOST_TRIED = 64;
  private static final int MOST_GENERAL = 50;

  private final Map<String, String> wanted;
  private final Map<String, String> current = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();

  private record Rule(Pattern pattern, String replacement) {
    String apply(String name) {
      return pattern.matcher(name).replaceAll(replacement);
    }
  }

  private RenameRules(Map<String, String> wanted) {
    this.wanted = wanted;
    wanted.keySet().forEach(name -> current.put(name, name));
  }

  /**
   * Finds rules.
   *
   * @param pairs by the checkpoint's name the architecture's; also those of one name, which the
   *     rules must leave alone
   * @return in the order in which they are applied
   */
  public static List<Rename> of(Map<String, String> pairs) {
    RenameRules found = new RenameRules(pairs);
    found.search();
    return found.rules.stream()
        .map(rule -> new Rename(rule.pattern().pattern(), rule.replacement()))
        .toList();
  }

  private void search() {
    for (Rule best = best(); best != null && rules.size() < MOST_GENERAL; best = best()) {
      rules.add(0, best);
      for (Map.Entry<String, String> name : current.entrySet()) {
        name.setValue(applied(best, name.getKey(), 1));
      }
    }
    Map<String, String> wrong = wrong();
    boolean safe =
        wrong.values().stream().allMatch(to -> !wrong.containsKey(to) && generally(to).equals(to));
    if (safe) {
      wrong.forEach((from, to) -> rules.add(0, whole(from, to)));
    } else {
      setAside(wrong);
    }
  }

  /**
   * Names that take each other's place, or that other rules would change again, wait under names
   * that nobody has until all else is renamed.
   */
  private void setAside(Map<String, String> wrong) {
    List<Rule> first = new ArrayList<>();
    List<Rule> last = new ArrayList<>();
    for (Map.Entry<String, String> name : wrong.entrySet()) {
      String aside = "set aside " + first.size();
      first.add(whole(name.getKey(), aside));
      last.add(whole(generally(aside), name.getValue()));
    }
    rules.addAll(0, first);
    rules.addAll(last);
  }

  /** What the rules so far make of a name. */
  private String generally(String name) {
    String changed = name;
    for (Rule rule : rules) {
      changed = rule.apply(changed);
    }
    return changed;
  }

  /** The rule that puts most names right, or null if none does for more than one. */
  private @Nullable Rule best() {
    Rule best = null;
    int most = 1;
    for (Rule rule : candidates()) {
      int gained = gain(rule);
      if (gained > most) {
        most = gained;
        best = rule;
      }
    }
    return best;
  }

  private Map<String, String> wrong() {
    Map<String, String> wrong = new LinkedHashMap<>();
    wanted.forEach(
        (from, to) -> {
          if (!to.equals(current.get(from))) {
            wrong.put(from, to);
          }
        });
    return wrong;
  }

  /** How many names a rule puts right when it is applied first; none if it spoils one. */
  private int gain(Rule first) {
    int gained = 0;
    for (Map.Entry<String, String> pair : wanted.entrySet()) {
      boolean before = pair.getValue().equals(current.get(pair.getKey()));
      boolean after = pair.getValue().equals(applied(first, pair.getKey(), 0));
      if (before && !after) {
        return 0;
      }
      gained += after && !before ? 1 : 0;
    }
    return gained;
  }

  private String applied(Rule first, String name, int from) {
    String changed = first.apply(name);
    for (Rule rule : rules.subList(from, rules.size())) {
      changed = rule.apply(changed);
    }
    return changed;
  }

  /** Rules that some wrong names suggest, those that most suggest first. */
  private List<Rule> candidates() {
    Map<List<String>, Integer> votes = new LinkedHashMap<>();
    wrong()
        .forEach(
            (from, to) ->
                suggestions(from, to)
                    .forEach(
                        rule ->
                            votes.merge(
                                List.of(rule.pattern().pattern(), rule.replacement()),
                                1,
                                Integer::sum)));
    return votes.entrySet().stream()
        .sorted(
            Map.Entry.<List<String>, Integer>comparingByValue()
                .reversed()
                .thenComparing(
                    Map.Entry.comparingByKey(
                        Comparator.comparingInt(rule -> rule.get(0).length()))))
        .limit(MOST_TRIED)
        .map(vote -> new Rule(Pattern.compile(vote.getKey().get(0)), vote.getKey().get(1)))
        .toList();
  }

  private static List<Rule> suggestions(String from, String to) {
    List<String> stored = List.of(from.split("\\.", -1));
    List<String> wanted = List.of(to.split("\\.", -1));
    int most = Math.min(stored.size(), wanted.size());
    int end = 0;
    while (end < most
        && stored.get(stored.size() - 1 - end).equals(wanted.get(wanted.size() - 1 - end))) {
      end++;
    }
    int begin = 0;
    while (begin < most - end && stored.get(begin).equals(wanted.get(begin))) {
      begin++;
    }
    List<Rule> suggestions = new ArrayList<>();
    if (begin > 0) {
      add(suggestions, stored, wanted, begin, end);
    }
    for (int suffix = end; suffix >= 0; suffix--) {
      add(suggestions, stored, wanted, 0, suffix);
    }
    return suggestions;
  }

  /**
   * A rule for what stands between the first and the last segments, with its numbers as they are
   * and with any numbers.
   */
  private static void add(
      List<Rule> rules, List<String> stored, List<String> wanted, int first, int last) {
    String from = join(stored.subList(first, stored.size() - last));
    String to = join(wanted.subList(first, wanted.size() - last));
    if (first > 0 && from.isEmpty()) {
      return; // what is only added could be added anywhere
    }
    String before = first > 0 ? "\\." : "^";
    String after = last == 0 ? "$" : from.isEmpty() ? "" : "\\.";
    String newBefore = first > 0 ? "." : "";
    String newAfter = last > 0 && !to.isEmpty() ? "." : "";
    rules.add(
        new Rule(
            Pattern.compile(before + Patterns.quoted(from) + after),
            Matcher.quoteReplacement(newBefore + to + newAfter)));
    List<String> numbers = NameTokens.numbers(from);
    if (!numbers.isEmpty() && numbers.equals(NameTokens.numbers(to))) {
      rules.add(
          new Rule(
              Pattern.compile(before + Patterns.anyNumbers(from, true) + after),
              newBefore + Patterns.groups(to) + newAfter));
    }
  }

  private static String join(List<String> segments) {
    return String.join(".", segments);
  }

  private static Rule whole(String from, String to) {
    return new Rule(
        Pattern.compile("^" + Patterns.quoted(from) + "$"), Matcher.quoteReplacement(to));
  }
}
