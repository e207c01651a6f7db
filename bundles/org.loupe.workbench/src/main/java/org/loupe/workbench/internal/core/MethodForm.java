package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Parameter;
import org.loupe.analysis.ParameterField;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Result;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Windows;

/**
 * The parameters of a method as a form shows them. Asks the method's bundle: not on a UI thread.
 *
 * @param method the method
 * @param fields the parameters, without decoding, which is chosen for all methods at once
 * @param defaults their values before anyone chose, by name
 * @param card the card that choices are taken from
 * @param dataset that the number of steps is taken from
 */
public record MethodForm(
    InstalledMethod<?, ?> method,
    List<ParameterField> fields,
    Map<String, String> defaults,
    ModelCard card,
    Dataset dataset) {

  /**
   * Makes the form.
   *
   * @param checkpoints the only one, or of a comparison the baseline first
   */
  public static MethodForm of(
      InstalledMethod<?, ?> method, List<Checkpoint> checkpoints, Windows windows) {
    List<Subject> subjects = new ArrayList<>();
    checkpoints.forEach(checkpoint -> subjects.add(new CardSubject(checkpoint, windows, 42)));
    Record defaults = method.defaults(subjects);
    ModelCard card = checkpoints.get(0).card();
    List<ParameterField> fields =
        ParameterSchema.fields(method.parameterType()).stream()
            // Chosen for all methods at once, above the parts.
            .filter(field -> field.type() != Decoding.class)
            .toList();
    return new MethodForm(method, fields, ParameterSchema.toMap(defaults), card, windows.dataset());
  }

  /** The sentence that says what is wrong with some values; empty if nothing is. */
  public Optional<String> problem(Map<String, String> values) {
    return problem(method, values);
  }

  private <P extends Record, R extends Result> Optional<String> problem(
      InstalledMethod<P, R> of, Map<String, String> values) {
    try {
      // The defaults as text, so that a problem is always one of the values.
      CardSubject subject =
          new CardSubject(
              new Checkpoint("", java.nio.file.Path.of(""), null, "", card),
              new Windows(dataset, new int[] {0}),
              42);
      // A comparison is told of the same one twice: it looks at cards only.
      ParameterSchema.fromMap(of.parameterType(), values, of.defaults(List.of(subject, subject)));
      return Optional.empty();
    } catch (BadInputException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Says what is wrong with the value of one parameter; empty if nothing is. */
  public Optional<String> problem(ParameterField field, String value, String head) {
    Optional<String> problem = problem(Map.of(field.name(), value));
    return problem.isEmpty() && field.choices() == Parameter.Choices.STEPS
        ? from().problemOfStep(value, head)
        : problem;
  }

  /**
   * What a parameter may be chosen from.
   *
   * @param field the parameter
   * @param head the chosen prediction head
   * @return empty where any text is right
   */
  public List<Choice> choices(ParameterField field, String head) {
    return from().of(field, head);
  }

  /**
   * The changes as far as they fit this form: another prediction head has other classes, and what
   * was kept from before may be of another model.
   */
  public Map<String, String> fitting(Map<String, String> changes) {
    String head = head(changes);
    Map<String, String> fitting = new LinkedHashMap<>();
    for (ParameterField field : fields) {
      String usual = defaults.getOrDefault(field.name(), "");
      String value = fitting(field, changes.getOrDefault(field.name(), usual), usual, head);
      if (!value.equals(usual)) {
        fitting.put(field.name(), value);
      }
    }
    return applying(fitting);
  }

  /** Whether a parameter has a meaning beside the others' values. */
  public boolean applies(ParameterField field, Map<String, String> changes) {
    Map<String, String> values = new LinkedHashMap<>(defaults);
    values.putAll(changes);
    return field.applies(values);
  }

  /** The changes without those of parameters that have no meaning beside the others. */
  public Map<String, String> applying(Map<String, String> changes) {
    Map<String, String> applying = new LinkedHashMap<>(changes);
    fields.stream()
        .filter(field -> !applies(field, changes))
        .forEach(field -> applying.remove(field.name()));
    return applying;
  }

  private String fitting(ParameterField field, String value, String usual, String head) {
    List<String> values = choices(field, head).stream().map(Choice::value).toList();
    boolean open = values.isEmpty() || field.choices() == Parameter.Choices.STEPS;
    if (open ? problem(field, value, head).isEmpty() : values.contains(value)) {
      return value;
    }
    return open || values.contains(usual) ? usual : values.get(0);
  }

  /** The chosen prediction head; empty if the method has no such parameter. */
  public String head(Map<String, String> changes) {
    return fields.stream()
        .filter(field -> field.choices() == Parameter.Choices.PREDICTION_HEADS)
        .map(field -> head(field, changes))
        .findFirst()
        .orElse("");
  }

  private String head(ParameterField field, Map<String, String> changes) {
    String usual = defaults.getOrDefault(field.name(), "");
    String head = changes.getOrDefault(field.name(), usual);
    return card.heads().stream().anyMatch(known -> known.name().equals(head)) ? head : usual;
  }

  private FormChoices from() {
    return new FormChoices(card, dataset);
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
