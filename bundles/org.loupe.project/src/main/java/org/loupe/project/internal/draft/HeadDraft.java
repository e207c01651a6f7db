package org.loupe.project.internal.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Mask;
import org.loupe.model.PredictionHead;
import org.loupe.model.PredictionHead.Kind;
import org.loupe.model.TensorSource;
import org.loupe.project.imports.Guess.Confidence;
import org.loupe.project.internal.draft.Names.Meaning;
import org.loupe.project.internal.draft.TargetMatching.Target;

/** Drafts {@code heads} and {@code hidden} from what forward gives. */
final class HeadDraft {
  private static final int MOST_CLASSES = 100_000;
  private static final int MOST_ALTERNATIVES = 3;
  private static final int SURE = 100;

  private final Map<String, int[]> outputs;
  private final boolean seen;
  private final @Nullable DataFacts data;
  private final Assignment assignment;
  private final Map<String, List<String>> classes;
  private final CardSketch card;
  private final Guesses guesses;
  private final List<String> remarks;

  /**
   * @param outputs name to shape, the window first; a tuple's by position: {@code @0}
   * @param seen whether the model was run, or its outputs are only supposed
   * @param classes names of classes by array, where known
   */
  HeadDraft(
      Map<String, int[]> outputs,
      boolean seen,
      @Nullable DataFacts data,
      Assignment assignment,
      Map<String, List<String>> classes,
      CardSketch card,
      Guesses guesses,
      List<String> remarks) {
    this.outputs = outputs;
    this.seen = seen;
    this.data = data;
    this.assignment = assignment;
    this.classes = classes;
    this.card = card;
    this.guesses = guesses;
    this.remarks = remarks;
  }

  void draft() throws BadInputException {
    Map<String, int[]> usable = new LinkedHashMap<>();
    outputs.forEach(
        (name, shape) -> {
          if (shape.length == 2 || shape.length == 3) {
            usable.put(name, shape);
          } else {
            remarks.add(
                "Output '"
                    + name
                    + "' has "
                    + shape.length
                    + " axes; a prediction head has two"
                    + " (window, class) or three (window, step, class).");
          }
        });
    DataFacts facts = data;
    Map<String, Target> targets = new LinkedHashMap<>();
    if (facts != null) {
      targets = new TargetMatching(facts, assignment, usable).best();
    }
    List<String> names = new ArrayList<>(usable.keySet());
    List<String> arrays = facts == null ? List.of() : List.copyOf(facts.arrays().keySet());
    Map<String, Target> found = targets;
    // A dict's order is lost on the way; that of the true values is as good as any.
    names.sort(
        Comparator.comparingInt(
            name ->
                found.containsKey(name)
                    ? arrays.indexOf(found.get(name).facts().name())
                    : Integer.MAX_VALUE));
    for (String name : names) {
      int[] shape = usable.get(name);
      Target target = targets.get(name);
      if (target == null && usable.size() > 1 && Meaning.HIDDEN.has(name)) {
        hidden(name, shape);
      } else {
        head(name, shape, target, targets);
      }
    }
    if (card.heads.isEmpty()) {
      guesses.unanswered(
          "/heads",
          "Describe the prediction heads: name, kind, axes, classes and where their true values"
              + " stand.");
    }
    if (card.hidden == null) {
      guesses.unanswered(
          "/hidden",
          "Name the representation to embed by default (an output, a method or a probe).");
    }
  }

  private void hidden(String name, int[] shape) {
    List<Dimension> axes = new ArrayList<>(List.of(Dimension.WINDOW));
    if (shape.length == 3) {
      axes.add(step(shape[1], false));
    }
    axes.add(Dimension.UNIT);
    card.hidden = new TensorSource(name, null, null, axes);
    guesses.likely(
        "/hidden",
        Map.of("output", name, "axes", Guesses.value(axes)),
        "The output of this name " + describe(shape) + " has no true values.");
  }

  private void head(
      String output, int[] shape, @Nullable Target target, Map<String, Target> targets)
      throws BadInputException {
    String key = "/heads/" + card.heads.size();
    String name = name(output, target, key);
    int units = shape[shape.length - 1];
    Kind kind = kind(name, units, target, key);
    List<Dimension> axes = axes(shape, kind, key);
    List<String> labels = kind == Kind.REGRESSION ? List.of() : labels(name, units, target, key);
    @Nullable ArrayReference reference = target(name, output, shape, target, key);
    DataFacts facts = data;
    List<Mask> masks =
        facts == null || target == null
            ? List.of()
            : new MaskDraft(facts, assignment, targets).masks(target, key, guesses);
    boolean several = outputs.size() > 1 && output.startsWith("@");
    card.heads.add(
        new PredictionHead(
            name,
            several ? Integer.valueOf(output.substring(1)) : null,
            kind,
            axes,
            labels,
            reference,
            masks));
  }

  private String name(String output, @Nullable Target target, String key) {
    if (!output.startsWith("@")) {
      return output;
    }
    String array = target == null ? "" : target.target().array();
    String name =
        Names.headOfTarget(array)
            .orElse(outputs.size() == 1 ? "output" : "output " + output.substring(1));
    guesses.weak(key + "/name", name, "The model gives its output no name.", List.of());
    return name;
  }

  private Kind kind(String name, int units, @Nullable Target target, String key) {
    if (target != null) {
      boolean categorical = target.kind() == Kind.CATEGORICAL;
      guesses.sure(
          key + "/kind",
          categorical ? "categorical" : "regression",
          categorical
              ? "Its true values are whole numbers below the number of its outputs, " + units + "."
              : "Its true values are floating point numbers.");
      return target.kind();
    }
    boolean regression = units == 1 || name.contains("regress") || name.contains("value");
    guesses.weak(
        key + "/kind",
        regression ? "regression" : "categorical",
        "There are no true values to tell; numbers per position: " + units + ".",
        List.of(regression ? "categorical" : "regression"));
    return regression ? Kind.REGRESSION : Kind.CATEGORICAL;
  }

  private List<Dimension> axes(int[] shape, Kind kind, String key) {
    List<Dimension> axes = new ArrayList<>(List.of(Dimension.WINDOW));
    if (shape.length == 3) {
      axes.add(step(shape[1], true));
    }
    axes.add(kind == Kind.CATEGORICAL ? Dimension.CLASS : Dimension.VALUE);
    String from = seen ? "The model gives " + describe(shape) : "No run of the model: supposed";
    String counted = axes.get(1) == Dimension.TIME ? "time steps" : "tokens";
    String step = shape.length == 3 ? "; " + shape[1] + " are its " + counted : "";
    guesses.add(
        key + "/axes",
        Guesses.value(axes),
        from + step + ".",
        seen ? Confidence.LIKELY : Confidence.WEAK,
        List.of());
    return axes;
  }

  /**
   * What an axis of steps counts: tokens or time steps, as many as an input has.
   *
   * @param predicted whether it is predicted, and so more likely counts tokens
   */
  private Dimension step(int size, boolean predicted) {
    boolean time = assignment.steps().filter(steps -> steps == size).isPresent();
    boolean token =
        card.inputs.stream()
            .filter(input -> input.axes().contains(Dimension.TOKEN))
            .anyMatch(input -> tokens(input.data()) == size);
    boolean generates = card.generation != null;
    return predicted && token || !time && (token || generates) ? Dimension.TOKEN : Dimension.TIME;
  }

  private int tokens(ArrayReference reference) {
    DataFacts facts = data;
    if (facts == null) {
      return -1;
    }
    return facts
        .find(reference.array())
        .map(array -> reference.end(array.lastSize()) - reference.start(array.lastSize()))
        .orElse(-1);
  }

  private List<String> labels(String name, int units, @Nullable Target target, String key) {
    List<String> known = target == null ? null : classes.get(target.target().array());
    if (known != null && known.size() == units) {
      guesses.sure(key + "/classes", known, "Texts in the data name them, in this order.");
      return known;
    }
    guesses.open(
        key + "/classes",
        units + " classes",
        "Name the " + units + " classes of '" + name + "'; they are numbered for now.");
    return IntStream.range(0, Math.min(units, MOST_CLASSES)).mapToObj(String::valueOf).toList();
  }

  private @Nullable ArrayReference target(
      String name, String output, int[] shape, @Nullable Target target, String key) {
    if (target == null) {
      guesses.unanswered(
          key + "/target",
          "Name the array with the true values of '"
              + name
              + "', if there is one; without it there is no accuracy.");
      return null;
    }
    DataFacts facts = data;
    List<Object> others =
        facts == null
            ? List.of()
            : new TargetMatching(facts, assignment, outputs)
                .candidates(output, shape).stream()
                    .map(Target::target)
                    .filter(other -> !other.equals(target.target()))
                    .map(Guesses::value)
                    .limit(MOST_ALTERNATIVES)
                    .map(Object.class::cast)
                    .toList();
    guesses.add(
        key + "/target",
        Guesses.value(target.target()),
        Guesses.sentence(target.why()),
        target.score() >= SURE
            ? Confidence.SURE
            : target.score() >= 55 ? Confidence.LIKELY : Confidence.WEAK,
        others);
    return target.target();
  }

  static String describe(int[] shape) {
    StringBuilder text = new StringBuilder("[N");
    for (int i = 1; i < shape.length; i++) {
      text.append(',').append(shape[i]);
    }
    return text.append(']').toString();
  }
}
