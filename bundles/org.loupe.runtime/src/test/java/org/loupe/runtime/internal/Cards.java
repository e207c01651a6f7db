package org.loupe.runtime.internal;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.model.ArrayReference;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.StateDictRules;
import org.loupe.model.TensorSource;

/** Model cards for tests. */
final class Cards {

  private Cards() {}

  static ModelCard card(
      List<InputCard> inputs,
      List<PredictionHead> heads,
      TensorSource hidden,
      StateDictRules rules) {
    return new ModelCard(
        "test",
        inputs,
        List.of(inputs.get(0).name()),
        Map.of(),
        heads,
        hidden,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        Map.of(),
        null,
        Map.of(),
        rules,
        Map.of());
  }

  static InputCard input(String name, ElementType type, boolean optional, Dimension... axes) {
    return new InputCard(
        name, type, List.of(axes), ArrayReference.whole(name), null, null, optional, null, null);
  }

  static PredictionHead categorical(String name, int classes, Dimension... axes) {
    return head(name, null, PredictionHead.Kind.CATEGORICAL, classes, axes);
  }

  static PredictionHead head(
      String name, Integer output, PredictionHead.Kind kind, int labels, Dimension... axes) {
    List<String> names = IntStream.range(0, labels).mapToObj(i -> "label " + i).toList();
    return new PredictionHead(name, output, kind, List.of(axes), names, null, List.of());
  }
}
