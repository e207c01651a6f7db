package org.loupe.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.StateDictNames;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/**
 * Which tensor of a training checkpoint becomes which parameter or buffer of an architecture, and
 * all that does not fit.
 *
 * @param checkpoint the file
 * @param rules as they were applied
 * @param decisions what was decided where no rules were given, in sentences: which section was
 *     taken, which prefix was stripped
 * @param names by the architecture's name the name in the checkpoint's sections
 * @param wanted how many parameters the architecture has
 * @param found how many of them are found; a tied one with its twin
 * @param missing parameters that the checkpoint lacks
 * @param misfits tensors of another shape, or of numbers that cannot be converted
 * @param unread parameters and buffers whose tensor cannot be read: what it is, in words that
 *     follow 'is'
 * @param leftOver what the architecture has no place for, by the name in the checkpoint's sections,
 *     with the name after renaming
 * @param kept buffers that the checkpoint lacks: they stay as the architecture has them
 */
public record StateDictMapping(
    Path checkpoint,
    StateDictRules rules,
    List<String> decisions,
    Map<String, String> names,
    int wanted,
    int found,
    List<TensorInfo> missing,
    List<Misfit> misfits,
    Map<String, String> unread,
    Map<String, String> leftOver,
    List<TensorInfo> kept) {
  private static final System.Logger LOG = System.getLogger(StateDictMapping.class.getName());
  private static final int SHOWN = 3;

  /**
   * Two tensors that should be one.
   *
   * @param stored in the checkpoint
   * @param wanted by the architecture
   */
  public record Misfit(TensorInfo stored, TensorInfo wanted) {
    /** Both, written out. */
    public String describe() {
      return stored.name()
          + " "
          + stored.describe()
          + " for "
          + wanted.name()
          + " "
          + wanted.describe();
    }
  }

  /** Copies lists and maps in their order. */
  public StateDictMapping {
    decisions = List.copyOf(decisions);
    names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    missing = List.copyOf(missing);
    misfits = List.copyOf(misfits);
    unread = Collections.unmodifiableMap(new LinkedHashMap<>(unread));
    leftOver = Collections.unmodifiableMap(new LinkedHashMap<>(leftOver));
    kept = List.copyOf(kept);
  }

  /**
   * Maps a checkpoint to an architecture. What does not fit is in the result.
   *
   * @param rules the model card's; where they are null, or name no sections, the section that fits
   *     best is taken; where they are null, prefixes such as {@code module.} are stripped
   * @throws BadInputException if the checkpoint is refused, the architecture has no parameters, a
   *     rule cannot be applied, or two sections fit equally well
   */
  public static StateDictMapping of(
      StateDict dict, @Nullable StateDictRules rules, Architecture architecture)
      throws BadInputException {
    Collection<TensorInfo> wanted = architecture.tensors();
    if (wanted.stream().allMatch(Matching::isBuffer)) {
      throw new BadInputException(
          architecture.file()
              + " has no parameters that a state dict could replace: a frozen model has them as "
              + "constants of its code; save one that is not frozen.");
    }
    RulesCompletion completed = RulesCompletion.of(dict, rules, wanted);
    return new Matching(dict, completed, architecture::names).match(wanted);
  }

  /** Whether every parameter is found, and nothing is left over. */
  public boolean isComplete() {
    return missing.isEmpty() && misfits.isEmpty() && unread.isEmpty() && leftOver.isEmpty();
  }

  /**
   * Requires that the checkpoint fits.
   *
   * @return this
   * @throws BadInputException if not, with counts and examples; the log has all names
   */
  public StateDictMapping requireComplete() throws BadInputException {
    if (isComplete()) {
      return this;
    }
    throw new BadInputException(
        checkpoint
            + " does not fit its architecture: of "
            + wanted
            + " parameters "
            + found
            + " are found"
            + some("missing", missing.stream().map(StateDictMapping::describe).toList())
            + some("of another shape or type", misfits.stream().map(Misfit::describe).toList())
            + some(
                "not readable",
                unread.entrySet().stream()
                    .map(tensor -> tensor.getKey() + " is " + tensor.getValue())
                    .toList())
            + some(
                "left over",
                leftOver.entrySet().stream()
                    .map(
                        name ->
                            name.getKey().equals(name.getValue())
                                ? name.getKey()
                                : name.getKey() + " → " + name.getValue())
                    .toList())
            + "; choose its own architecture, or correct stateDict in the model card ('loupe inspect "
            + "CHECKPOINT --architecture ARCHIVE --propose' lists all, and proposes rules).");
  }

  private static String describe(TensorInfo tensor) {
    return tensor.name() + " " + tensor.describe();
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

  /** Puts names and shapes side by side. */
  private static final class Matching {
    private final StateDict dict;
    private final RulesCompletion completed;
    private final Function<String, List<String>> twins;
    private final Map<String, TensorInfo> stored;
    private final Map<String, String> cannotBeRead;
    private final Map<String, String> originals;
    private final Map<String, String> left;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final List<TensorInfo> missing = new ArrayList<>();
    private final List<Misfit> misfits = new ArrayList<>();
    private final Map<String, String> unread = new LinkedHashMap<>();
    private final List<TensorInfo> kept = new ArrayList<>();
    private int found;

    Matching(StateDict dict, RulesCompletion completed, Function<String, List<String>> twins)
        throws BadInputException {
      this.dict = dict;
      this.completed = completed;
      this.twins = twins;
      StateDictRules rules = completed.rules();
      stored = dict.tensors(rules.sections());
      cannotBeRead = dict.unread(rules.sections());
      List<String> all = new ArrayList<>(stored.keySet());
      all.addAll(cannotBeRead.keySet());
      originals = StateDictNames.renamed(all, rules);
      left = new LinkedHashMap<>(originals);
    }

    StateDictMapping match(Collection<TensorInfo> wanted) {
      wanted.forEach(this::match);
      Map<String, String> leftOver = new LinkedHashMap<>();
      left.forEach((name, original) -> leftOver.put(original, name));
      return new StateDictMapping(
          dict.file(),
          completed.rules(),
          completed.decisions(),
          names,
          (int) wanted.stream().filter(tensor -> !isBuffer(tensor)).count(),
          found,
          missing,
          misfits,
          unread,
          leftOver,
          kept);
    }

    private void match(TensorInfo tensor) {
      String original = originals.get(tensor.name());
      if (original == null) {
        if (twins.apply(tensor.name()).stream().noneMatch(originals::containsKey)) {
          (isBuffer(tensor) ? kept : missing).add(tensor);
        } else {
          count(tensor);
        }
        return;
      }
      left.remove(tensor.name());
      TensorInfo candidate = stored.get(original);
      if (candidate == null) {
        unread.put(tensor.name(), String.valueOf(cannotBeRead.get(original)));
      } else if (!fits(candidate, tensor)) {
        misfits.add(new Misfit(candidate, tensor));
      } else {
        names.put(tensor.name(), original);
        count(tensor);
      }
    }

    private void count(TensorInfo tensor) {
      found += isBuffer(tensor) ? 0 : 1;
    }

    private static boolean isBuffer(TensorInfo tensor) {
      return tensor.role() == TensorInfo.Role.BUFFER;
    }

    private static boolean fits(TensorInfo candidate, TensorInfo wanted) {
      return candidate.shape().equals(wanted.shape())
          && (wanted.type().isFloatingPoint() || !candidate.type().isFloatingPoint());
    }
  }
}
