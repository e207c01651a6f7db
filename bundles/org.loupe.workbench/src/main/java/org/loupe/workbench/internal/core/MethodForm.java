package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Method;
import org.loupe.analysis.Parameter;
import org.loupe.analysis.ParameterField;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Result;
import org.loupe.analysis.Subject;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Windows;

/**
 * The parameters of a method as a form shows them. Asks the method's bundle: not on a UI thread.
 *
 * @param method the method
 * @param fields the parameters, without those that mean nothing for the card
 * @param defaults their values before anyone chose, by name
 * @param card the card that choices are taken from
 * @param dataset that the number of steps is taken from
 */
public record MethodForm(
    Method<?, ?> method,
    List<ParameterField> fields,
    Map<String, String> defaults,
    ModelCard card,
    Dataset dataset) {
  /** Steps listed to choose from; others can be typed. */
  private static final int LISTED_STEPS = 512;

  /** Makes the form for a checkpoint. */
  public static MethodForm of(Method<?, ?> method, Checkpoint checkpoint, Windows windows) {
    CardSubject subject = new CardSubject(checkpoint, windows, 42);
    Record defaults = method.analyzer().defaults(subject);
    ModelCard card = checkpoint.card();
    List<ParameterField> fields =
        ParameterSchema.fields(method.analyzer().parameterType()).stream()
            .filter(field -> field.type() != Decoding.class || card.generation() != null)
            .toList();
    return new MethodForm(method, fields, ParameterSchema.toMap(defaults), card, windows.dataset());
  }

  /** The sentence that says what is wrong with some values; empty if nothing is. */
  public Optional<String> problem(Map<String, String> values) {
    return problem(method.analyzer(), values);
  }

  private <P extends Record, R extends Result> Optional<String> problem(
      Analyzer<P, R> analyzer, Map<String, String> values) {
    try {
      // The defaults as text, so that a problem is always one of the values.
      CardSubject subject =
          new CardSubject(
              new Checkpoint("", java.nio.file.Path.of(""), null, "", card),
              new Windows(dataset, new int[] {0}),
              42);
      ParameterSchema.fromMap(analyzer.parameterType(), values, analyzer.defaults(subject));
      return Optional.empty();
    } catch (BadInputException e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * What a parameter may be chosen from.
   *
   * @param field the parameter
   * @param head the chosen prediction head
   * @return empty where any text is right
   */
  public List<String> choices(ParameterField field, String head) {
    Optional<PredictionHead> chosen =
        card.heads().stream().filter(h -> h.name().equals(head)).findFirst();
    return switch (field.choices()) {
      case FREE -> field.constants();
      case PREDICTION_HEADS -> card.heads().stream().map(PredictionHead::name).toList();
      case CLASSES -> chosen.map(this::classes).orElse(List.of());
      case STEPS -> chosen.map(this::steps).orElse(List.of());
      case EXPLAINED_INPUTS -> card.explain();
    };
  }

  /** The value of the parameter that chooses the prediction head; empty if there is none. */
  public String head(Map<String, String> changes) {
    return fields.stream()
        .filter(field -> field.choices() == Parameter.Choices.PREDICTION_HEADS)
        .map(field -> changes.getOrDefault(field.name(), defaults.getOrDefault(field.name(), "")))
        .findFirst()
        .orElse("");
  }

  private List<String> classes(PredictionHead head) {
    List<String> classes = new ArrayList<>(List.of(TargetParameters.PREDICTED));
    if (head.target() != null) {
      classes.add(TargetParameters.TRUE);
    }
    classes.addAll(head.labels());
    return classes;
  }

  private List<String> steps(PredictionHead head) {
    List<String> steps = new ArrayList<>(List.of(TargetParameters.ALL));
    ArrayReference target = head.target();
    Dataset.ArrayInfo array = target == null ? null : dataset.arrays().get(target.array());
    if (target != null && array != null && head.isSequence() && array.shape().length > 1) {
      int size = array.shape()[1];
      int count = array.shape().length == 2 ? target.end(size) - target.start(size) : size;
      IntStream.range(0, Math.min(LISTED_STEPS, count))
          .mapToObj(Integer::toString)
          .forEach(steps::add);
    }
    return steps;
  }

  /** For defaults, which look at the card only. */
  private record CardSubject(Checkpoint checkpoint, Windows windows, long seed) implements Subject {
    @Override
    public ModelSession session() {
      throw new IllegalStateException("defaults are taken from the card, without a session");
    }

    @Override
    public BatchSource inputs(Decoding decoding, Collection<String> targets) {
      throw new IllegalStateException("defaults are taken from the card, without data");
    }
  }
}
