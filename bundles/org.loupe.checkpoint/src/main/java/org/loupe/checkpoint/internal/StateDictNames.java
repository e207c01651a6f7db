package org.loupe.checkpoint.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/** Renames a training checkpoint's tensors as a card says, within a bounded number of steps. */
public final class StateDictNames {
  /** About a second of matching; honest rules need a hundredth of it. */
  private static final long LOOKS = 50_000_000;

  private StateDictNames() {}

  /**
   * Applies the rules.
   *
   * @return new name to name in the checkpoint, without those that are ignored
   * @throws BadInputException if a rule is no regular expression, takes too long, or makes two
   *     names one
   */
  public static Map<String, String> renamed(Collection<String> names, StateDictRules rules)
      throws BadInputException {
    BoundedText.Budget budget = new BoundedText.Budget(LOOKS);
    Map<String, String> renamed = new LinkedHashMap<>();
    for (String name : names) {
      if (isIgnored(name, rules, budget)) {
        continue;
      }
      String changed = name;
      for (StateDictRules.Rename rule : rules.rename()) {
        changed = rename(changed, rule, budget);
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

  private static boolean isIgnored(String name, StateDictRules rules, BoundedText.Budget budget)
      throws BadInputException {
    for (String ignore : rules.ignore()) {
      try {
        if (Pattern.compile(ignore).matcher(new BoundedText(name, budget)).find()) {
          return true;
        }
      } catch (IllegalArgumentException | BoundedText.TooMuchException | StackOverflowError e) {
        throw wrong("ignore", ignore, e);
      }
    }
    return false;
  }

  private static String rename(String name, StateDictRules.Rename rule, BoundedText.Budget budget)
      throws BadInputException {
    try {
      return Pattern.compile(rule.pattern())
          .matcher(new BoundedText(name, budget))
          .replaceAll(rule.replacement());
    } catch (IndexOutOfBoundsException
        | IllegalArgumentException
        | BoundedText.TooMuchException
        | StackOverflowError e) {
      throw wrong("rename", rule.pattern() + "' → '" + rule.replacement(), e);
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
