package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Subject;
import org.loupe.model.ArrayReference;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;

/**
 * What a method's parameters are where nobody says so. Asked of two models that have nothing in
 * common: what differs between them depends on the model.
 */
final class UsualParameters {
  private static final System.Logger LOG = System.getLogger(UsualParameters.class.getName());

  private UsualParameters() {}

  /** By parameter; null where it depends on the model, and none where the method cannot say. */
  static Map<String, @Nullable String> of(InstalledMethod<?, ?> method) {
    try {
      Map<String, String> one = defaults(method, new Nothing("a", 2).subject());
      Map<String, String> other = defaults(method, new Nothing("b", 500).subject());
      Map<String, @Nullable String> usual = new LinkedHashMap<>();
      one.forEach((name, value) -> usual.put(name, value.equals(other.get(name)) ? value : null));
      return usual;
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "no defaults without a model", e);
      return Map.of();
    }
  }

  private static Map<String, String> defaults(InstalledMethod<?, ?> method, Subject subject) {
    return ParameterSchema.toMap(method.defaults(List.of(subject, subject)));
  }

  /** A model of nothing, with one input and one prediction head of that name. */
  private record Nothing(String name, int size) implements Dataset {
    Subject subject() {
      return new CardSubject(
          new Checkpoint(name, Path.of(name), null, name, card()), Windows.all(this), size);
    }

    private ModelCard card() {
      InputCard input =
          new InputCard(
              name,
              ElementType.FLOAT32,
              List.of(Dimension.WINDOW, Dimension.TIME, Dimension.CHANNEL),
              ArrayReference.whole(name),
              null,
              null,
              false,
              null,
              null);
      PredictionHead head =
          new PredictionHead(
              name,
              null,
              PredictionHead.Kind.CATEGORICAL,
              List.of(Dimension.WINDOW, Dimension.CLASS),
              List.of(name, name + name),
              ArrayReference.whole(name),
              List.of());
      return ModelCard.of(name, List.of(input), List.of(name), List.of(head));
    }

    @Override
    public String sha256() {
      return name;
    }

    @Override
    public Map<String, ArrayInfo> arrays() {
      return Map.of();
    }

    @Override
    public Tensor read(ArrayReference array, int[] windows) {
      throw new UnsupportedOperationException("there are no windows");
    }
  }
}
