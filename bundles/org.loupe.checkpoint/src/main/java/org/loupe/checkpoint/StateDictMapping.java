package org.loupe.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/** Finds for every parameter of an architecture its tensor in a training checkpoint. */
public final class StateDictMapping {
  private StateDictMapping() {}

  /**
   * Applies a card's rules.
   *
   * @param dict the training checkpoint
   * @param rules sections, renaming, and what to leave out
   * @param wanted the tensors that must be found, with their shapes
   * @return by the name wanted the name in the checkpoint's sections
   * @throws BadInputException if a tensor is missing, left over or of another shape, with the list
   */
  public static Map<String, String> map(
      StateDict dict, StateDictRules rules, Collection<TensorInfo> wanted)
      throws BadInputException {
    Map<String, TensorInfo> stored = dict.tensors(rules.sections());
    Map<String, String> renamed = renamed(stored.keySet(), rules);
    Map<String, String> mapping = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (TensorInfo tensor : wanted) {
      String name = renamed.remove(tensor.name());
      if (name == null) {
        problems.add("missing: " + tensor.name() + " " + tensor.describe());
      } else if (!stored.get(name).shape().equals(tensor.shape())) {
        problems.add(
            "of another shape: "
                + name
                + " "
                + stored.get(name).describe()
                + ", wanted "
                + tensor.name()
                + " "
                + tensor.describe());
      } else {
        mapping.put(tensor.name(), name);
      }
    }
    renamed.forEach((name, original) -> problems.add("left over: " + original + " → " + name));
    if (!problems.isEmpty()) {
      throw new BadInputException(
          dict.file()
              + " does not fit its architecture ("
              + mapping.size()
              + " of "
              + wanted.size()
              + " tensors do); correct stateDict in the model card:\n  "
              + String.join("\n  ", problems));
    }
    return mapping;
  }

  /** New name to name in the checkpoint. */
  private static Map<String, String> renamed(Collection<String> names, StateDictRules rules)
      throws BadInputException {
    Map<String, String> renamed = new LinkedHashMap<>();
    try {
      List<Pattern> ignored = rules.ignore().stream().map(Pattern::compile).toList();
      for (String name : names) {
        if (ignored.stream().anyMatch(pattern -> pattern.matcher(name).find())) {
          continue;
        }
        String changed = name;
        for (StateDictRules.Rename rule : rules.rename()) {
          changed = Pattern.compile(rule.pattern()).matcher(changed).replaceAll(rule.replacement());
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
                  + "'.");
        }
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new BadInputException(
          "A stateDict rule of the model card is no regular expression: " + e.getMessage(), e);
    }
    return renamed;
  }
}
