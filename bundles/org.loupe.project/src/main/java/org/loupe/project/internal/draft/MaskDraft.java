package org.loupe.project.internal.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Mask;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.model.Tensor;
import org.loupe.project.internal.draft.Names.Meaning;
import org.loupe.project.internal.draft.TargetMatching.Target;

/**
 * Drafts the masks of prediction heads: padding of tokens, arrays that say what is valid, true
 * values that are no class, and positions to which a head does not apply, since another head's true
 * class says so and its own true value is always the same there.
 */
final class MaskDraft {
  private static final int MOST_GATE_CLASSES = 16;
  private static final int LEAST_POSITIONS = 20;
  private static final double LEAST_SHARE = 0.05;

  private final DataFacts data;
  private final Assignment assignment;
  private final Map<String, Target> targets;
  private final Map<String, Tensor> values = new HashMap<>();

  MaskDraft(DataFacts data, Assignment assignment, Map<String, Target> targets) {
    this.data = data;
    this.assignment = assignment;
    this.targets = targets;
  }

  /**
   * The masks of a head.
   *
   * @param key where the head stands in the card
   */
  List<Mask> masks(Target target, String key, Guesses guesses) throws BadInputException {
    List<Mask> masks = new ArrayList<>();
    Tensor truth = read(target.target());
    if (truth.axes().size() > 1) {
      padding(truth, place(key, masks), guesses).ifPresent(masks::add);
      valid(truth, place(key, masks), guesses).ifPresent(masks::add);
    }
    if (target.kind() == Kind.CATEGORICAL && target.facts().min() < 0) {
      noClass(target, truth, place(key, masks), guesses).ifPresent(masks::add);
    }
    if (truth.axes().size() > 1) {
      applies(target, truth, masks, place(key, masks), guesses).ifPresent(masks::add);
    }
    return masks;
  }

  private Tensor read(ArrayReference reference) throws BadInputException {
    Tensor known = values.get(reference.toString());
    if (known == null) {
      known = data.read(reference);
      values.put(reference.toString(), known);
    }
    return known;
  }

  private Optional<Mask> padding(Tensor truth, String key, Guesses guesses)
      throws BadInputException {
    for (Assignment.Match match : assignment.matches()) {
      ArrayFacts array = match.array();
      Long pad = array == null ? null : array.pad();
      if (array == null || pad == null || array.rank() != 2) {
        continue;
      }
      for (ArrayReference reference :
          List.of(new ArrayReference(array.name(), 1, null), ArrayReference.whole(array.name()))) {
        if (read(reference).size() == truth.size()) {
          Mask mask = new Mask(reference, false, Set.of(pad));
          guesses.likely(
              key,
              value(mask),
              "Windows of '"
                  + array.name()
                  + "' end in runs of "
                  + pad
                  + ", which stands nowhere else: padding does not count.");
          return Optional.of(mask);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Mask> valid(Tensor truth, String key, Guesses guesses) throws BadInputException {
    for (ArrayFacts array : data.all()) {
      boolean named =
          Meaning.VALID.has(array.name()) || Names.last(array.name()).endsWith("_valid");
      if (named
          && array.isInteger()
          && array.rank() == 2
          && array.max() <= 1
          && read(ArrayReference.whole(array.name())).size() == truth.size()) {
        Mask mask = new Mask(ArrayReference.whole(array.name()), true, Set.of(1L));
        guesses.likely(
            key, value(mask), "Array '" + array.name() + "' holds 1 where a step is valid.");
        return Optional.of(mask);
      }
    }
    return Optional.empty();
  }

  private Optional<Mask> noClass(Target target, Tensor truth, String key, Guesses guesses) {
    Set<Long> negative = new TreeSet<>();
    for (int i = 0; i < truth.size() && negative.size() <= MOST_GATE_CLASSES; i++) {
      if (truth.number(i) < 0) {
        negative.add((long) truth.number(i));
      }
    }
    if (negative.isEmpty()) {
      return Optional.empty();
    }
    Mask mask = new Mask(target.target(), false, negative);
    guesses.sure(
        key, value(mask), "Negative true values are no classes: these positions do not count.");
    return Optional.of(mask);
  }

  /** The other head that rules out the most positions, if one does. */
  private Optional<Mask> applies(
      Target target, Tensor truth, List<Mask> masks, String key, Guesses guesses)
      throws BadInputException {
    boolean[] counts = counts(truth.size(), masks);
    Mask best = null;
    String bestHead = "";
    long most = 0;
    for (Target gate : targets.values()) {
      boolean possible =
          gate != target
              && gate.kind() == Kind.CATEGORICAL
              && gate.facts().min() >= 0
              && gate.facts().max() < MOST_GATE_CLASSES;
      Tensor gates = possible ? read(gate.target()) : truth;
      if (possible && gates.size() == truth.size()) {
        Gate found = Gate.of(truth, gates, counts);
        if (found.ruledOut() > most && found.ruledOut() >= LEAST_SHARE * found.positions()) {
          most = found.ruledOut();
          best = new Mask(gate.target(), true, found.applies());
          bestHead = gate.output();
        }
      }
    }
    if (best != null) {
      guesses.likely(
          key,
          value(best),
          "Where the true class of '"
              + bestHead
              + "' is another one, '"
              + target.target().array()
              + "' is always 0: '"
              + target.output()
              + "' does not apply there.");
    }
    return Optional.ofNullable(best);
  }

  private boolean[] counts(int positions, List<Mask> masks) throws BadInputException {
    boolean[] counts = new boolean[positions];
    Arrays.fill(counts, true);
    for (Mask mask : masks) {
      Tensor by = read(mask.data());
      for (int i = 0; i < positions; i++) {
        counts[i] &= mask.accepts((long) by.number(i));
      }
    }
    return counts;
  }

  private static String place(String key, List<Mask> before) {
    return key + "/mask/" + before.size();
  }

  private static Object value(Mask mask) {
    Map<String, Object> value = new LinkedHashMap<>(Guesses.value(mask.data()));
    value.put(mask.included() ? "in" : "notIn", mask.values().stream().sorted().toList());
    return value;
  }

  /**
   * In which classes of another head a head's true values say something.
   *
   * @param applies the classes in which they vary
   * @param ruledOut positions of the other classes
   * @param positions of all of them
   */
  private record Gate(Set<Long> applies, long ruledOut, long positions) {
    static Gate of(Tensor truth, Tensor gates, boolean[] counts) {
      long[] seen = new long[MOST_GATE_CLASSES];
      boolean[] constant = new boolean[MOST_GATE_CLASSES];
      Arrays.fill(constant, true);
      long positions = 0;
      for (int i = 0; i < counts.length; i++) {
        if (counts[i]) {
          int gate = (int) gates.number(i);
          positions++;
          seen[gate]++;
          // What is filled in where nothing applies is 0, or negative.
          constant[gate] &= truth.number(i) == 0;
        }
      }
      Set<Long> applies = new TreeSet<>();
      long ruledOut = 0;
      for (int gate = 0; gate < MOST_GATE_CLASSES; gate++) {
        if (constant[gate] && seen[gate] >= LEAST_POSITIONS) {
          ruledOut += seen[gate];
        } else if (seen[gate] > 0) {
          applies.add((long) gate);
        }
      }
      return applies.isEmpty()
          ? new Gate(applies, 0, positions)
          : new Gate(applies, ruledOut, positions);
    }
  }
}
