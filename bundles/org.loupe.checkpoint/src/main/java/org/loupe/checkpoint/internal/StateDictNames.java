package org.loupe.checkpoint.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/** Renames a training checkpoint's tensors as a card says, within a bounded number of steps. */
public final class StateDictNames {
  /** About a second of matching; honest rules need a hundredth of it. */
  private static final long LOOKS = 50_000_000;

  private final StateDictRules rules;
  private final List<Pattern> ignored = new ArrayList<>();
  private final List<Pattern> renames = new ArrayList<>();
  private final BoundedText.Budget budget = new BoundedText.Budget(LOOKS);

  private StateDictNames(StateDictRules rules) throws BadInputException {
    this.rules = rules;
    for (String expression : rules.ignore()) {
      ignored.add(compiled("ignore", expression));
    }
    for (StateDictRules.Rename rule : rules.rename()) {
      renames.add(compiled("rename", rule.pattern()));
    }
  }

  /**
   * Applies the rules.
   *
   * @return new name to name in the checkpoint, without those that are ignored
   * @throws BadInputException if a rule is no regular expression, takes too long, or makes two
   *     names one
   */
  public static Map<String, String> renamed(Collection<String> names, StateDictRules rules)
      throws BadInputException {
    return new StateDictNames(rules).renamed(names);
  }

  private Map<String, String> renamed(Collection<String> names) throws BadInputException {
    Map<String, String> renamed = new LinkedHashMap<>();
    for (String name : names) {
      if (isIgnored(name)) {
        continue;
      }
      String changed = name;
      for (int i = 0; i < renames.size(); i++) {
        changed = rename(changed, renames.get(i), rules.rename().get(i));
      }
      String other = renamed.put(changed, name);
      if (other != null) {
        throw new BadInputException(
            "The card's stateDict rules rename both '"
                + other
                + "' and '"
                + name
                + "' to '"
                + changed
                + "'; correct them.");
      }
    }
    return renamed;
  }

  private boolean isIgnored(String name) throws BadInputException {
    for (Pattern pattern : ignored) {
      try {
        if (pattern.matcher(new BoundedText(name, budget)).find()) {
          return true;
        }
      } catch (BoundedText.TooMuchException | StackOverflowError e) {
        throw wrong("ignore", pattern.pattern(), e);
      }
    }
    return false;
  }

  private String rename(String name, Pattern pattern, StateDictRules.Rename rule)
      throws BadInputException {
    try {
      return pattern.matcher(new BoundedText(name, budget)).replaceAll(rule.replacement());
    } catch (IndexOutOfBoundsException
        | IllegalArgumentException
        | BoundedText.TooMuchException
        | StackOverflowError e) {
      throw wrong("rename", rule.pattern() + "' → '" + rule.replacement(), e);
    }
  }

  private static Pattern compiled(String key, String expression) throws BadInputException {
    try {
      return Pattern.compile(expression);
    } catch (IllegalArgumentException | StackOverflowError e) {
      throw wrong(key, expression, e);
    }
  }

  private static BadInputException wrong(String key, String rule, Throwable reason) {
    String message =
        reason instanceof StackOverflowError ? "it nests too deeply" : reason.getMessage();
    return new BadInputException(
        "The card's stateDict."
            + key
            + " rule '"
            + rule
            + "' cannot be applied ("
            + String.valueOf(message).lines().findFirst().orElse("")
            + "); correct it in the model card.",
        reason);
  }
}
