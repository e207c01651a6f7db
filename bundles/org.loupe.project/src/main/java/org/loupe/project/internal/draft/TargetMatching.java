package org.loupe.project.internal.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.model.ArrayReference;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.project.internal.draft.Names.Meaning;

/** Finds the arrays that hold the true values of outputs, by name, shape and range of values. */
final class TargetMatching {
  /** Below this nothing but chance speaks for a pair. */
  private static final int LEAST = 30;

  /** From here on a name says that an array holds true values. */
  private static final int NAMED = 80;

  private final DataFacts data;
  private final Assignment assignment;
  private final Map<String, int[]> outputs;

  /**
   * @param outputs name to shape, the window first
   */
  TargetMatching(DataFacts data, Assignment assignment, Map<String, int[]> outputs) {
    this.data = data;
    this.assignment = assignment;
    this.outputs = outputs;
  }

  /**
   * An output and its true values.
   *
   * @param output its name
   * @param kind what the values make it
   * @param target where they stand
   * @param facts of their array
   * @param score how well they fit
   * @param why in words that complete 'because …'
   */
  record Target(
      String output, Kind kind, ArrayReference target, ArrayFacts facts, int score, String why) {}

  /** The best pairs by output; no array belongs to two outputs. */
  Map<String, Target> best() {
    List<Target> pairs = new ArrayList<>();
    outputs.forEach((name, shape) -> pairs.addAll(candidates(name, shape)));
    pairs.sort(Comparator.comparingInt(Target::score).reversed());
    Map<String, Target> best = new LinkedHashMap<>();
    List<ArrayReference> taken = new ArrayList<>();
    for (Target pair : pairs) {
      if (!best.containsKey(pair.output()) && !taken.contains(pair.target())) {
        best.put(pair.output(), pair);
        taken.add(pair.target());
      }
    }
    return best;
  }

  /** All arrays that could hold the true values of an output, best first. */
  List<Target> candidates(String output, int[] shape) {
    List<Target> found = new ArrayList<>();
    for (ArrayFacts array : data.all()) {
      for (boolean shifted : new boolean[] {false, true}) {
        fit(output, shape, array, shifted).ifPresent(found::add);
      }
    }
    found.sort(Comparator.comparingInt(Target::score).reversed());
    return found;
  }

  private Optional<Target> fit(String output, int[] shape, ArrayFacts array, boolean shifted) {
    if (shifted && array.rank() < 2 || !shifted && assignment.feeds(array.name())) {
      return Optional.empty();
    }
    int[] truth = array.info().shape().clone();
    if (shifted) {
      truth[truth.length - 1]--;
    }
    truth[0] = shape[0];
    int classes = shape[shape.length - 1];
    int[] positions = Arrays.copyOf(shape, shape.length - 1);
    boolean single = Arrays.equals(truth, positions);
    boolean categorical = array.isInteger() && single && classes > 1 && array.max() < classes;
    boolean regression =
        !array.isInteger() && (Arrays.equals(truth, shape) || single && classes == 1);
    if (!categorical && !regression) {
      return Optional.empty();
    }
    int name = name(output, array);
    boolean exact = categorical && array.max() + 1 == classes;
    boolean next = shifted && assignment.feeds(array.name()) && categorical;
    int score = name + (exact ? 15 : 0) + (next ? 25 : 0) + (shape.length > 2 ? 10 : 0);
    if (shifted && !next) {
      score -= 5;
    }
    if (Names.meaning(array.name()).filter(Meaning.CLUSTER::equals).isPresent() && name < 90) {
      score -= 40;
    }
    if (score < LEAST) {
      return Optional.empty();
    }
    ArrayReference target =
        shifted ? new ArrayReference(array.name(), 1, null) : ArrayReference.whole(array.name());
    return Optional.of(
        new Target(
            output,
            categorical ? Kind.CATEGORICAL : Kind.REGRESSION,
            target,
            array,
            score,
            why(array, name, exact, next, shifted, classes)));
  }

  private int name(String output, ArrayFacts array) {
    if (outputs.size() == 1 || output.startsWith("@")) {
      return Math.max(data.isTruth(array.name()) ? NAMED : 0, Names.target(output, array.name()));
    }
    return Names.target(output, array.name());
  }

  private String why(
      ArrayFacts array, int name, boolean exact, boolean next, boolean shifted, int classes) {
    List<String> reasons = new ArrayList<>();
    if (data.isLabel(array.name())) {
      reasons.add("it is a label of the table");
    } else if (name >= NAMED) {
      reasons.add("its name says so");
    } else if (name >= LEAST) {
      reasons.add("its name is alike");
    }
    if (next) {
      reasons.add("the next token is what such a model predicts");
    } else if (shifted) {
      reasons.add("it has one position more, of which the first is given");
    } else {
      reasons.add("its shape fits");
    }
    if (exact) {
      reasons.add("its values are 0 to " + (classes - 1));
    } else if (array.isInteger()) {
      reasons.add(
          "its values are "
              + (long) array.min()
              + " to "
              + (long) array.max()
              + " of "
              + classes
              + " classes");
    }
    return String.join(", ", reasons);
  }
}
