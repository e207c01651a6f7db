package org.loupe.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.internal.StateDictNames;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/** Finds for every parameter of an architecture its tensor in a training checkpoint. */
public final class StateDictMapping {
  private static final System.Logger LOG = System.getLogger(StateDictMapping.class.getName());
  private static final int SHOWN = 3;

  private StateDictMapping() {}

  /**
   * Applies a card's rules.
   *
   * @param dict the training checkpoint
   * @param rules sections, renaming, and what to leave out
   * @param wanted the tensors that must be found, with their shapes
   * @return by the name wanted the name in the checkpoint's sections
   * @throws BadInputException if a tensor is missing, left over or of another shape, with counts
   *     and examples
   */
  public static Map<String, String> map(
      StateDict dict, StateDictRules rules, Collection<TensorInfo> wanted)
      throws BadInputException {
    Map<String, TensorInfo> stored = dict.tensors(rules.sections());
    Map<String, String> left = StateDictNames.renamed(stored.keySet(), rules);
    Map<String, String> mapping = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    List<String> misshapen = new ArrayList<>();
    for (TensorInfo tensor : wanted) {
      String name = left.remove(tensor.name());
      if (name == null) {
        missing.add(tensor.name() + " " + tensor.describe());
      } else if (!stored.get(name).shape().equals(tensor.shape())) {
        misshapen.add(
            name
                + " "
                + stored.get(name).describe()
                + " for "
                + tensor.name()
                + " "
                + tensor.describe());
      } else {
        mapping.put(tensor.name(), name);
      }
    }
    List<String> unmatched = new ArrayList<>();
    left.forEach(
        (name, original) -> unmatched.add(name.equals(original) ? name : original + " → " + name));
    if (!missing.isEmpty() || !misshapen.isEmpty() || !unmatched.isEmpty()) {
      throw new BadInputException(
          dict.file()
              + " does not fit its architecture: of "
              + wanted.size()
              + " tensors "
              + mapping.size()
              + " are found"
              + some("missing", missing)
              + some("of another shape", misshapen)
              + some("left over", unmatched)
              + "; choose its own architecture, or correct stateDict in the model card.");
    }
    return mapping;
  }

  /** How many, and the first of them; all of them stand in the log. */
  private static String some(String what, List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    LOG.log(System.Logger.Level.INFO, "{0}: {1}", what, String.join(", ", names));
    int more = names.size() - SHOWN;
    return ", "
        + names.size()
        + " "
        + what
        + " ("
        + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
        + (more > 0 ? " and " + more + " more, see the log" : "")
        + ")";
  }
}
