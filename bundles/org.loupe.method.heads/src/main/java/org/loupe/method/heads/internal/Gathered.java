package org.loupe.method.heads.internal;

import java.util.List;
import org.loupe.analysis.HeadPredictions;
import org.loupe.model.Evaluation;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Sink;

/**
 * What all prediction heads said, gathered in one pass.
 *
 * @param classes of the categorical heads, in the card's order
 * @param values of the regression heads, in the card's order
 */
record Gathered(List<HeadPredictions> classes, List<HeadValues.Gathering> values) implements Sink {
  static Gathered of(ModelCard card, int windows) {
    return new Gathered(
        card.heads().stream()
            .filter(head -> head.kind() == PredictionHead.Kind.CATEGORICAL)
            .map(head -> new HeadPredictions(head, windows))
            .toList(),
        card.heads().stream()
            .filter(head -> head.kind() == PredictionHead.Kind.REGRESSION)
            .map(head -> new HeadValues.Gathering(head, windows))
            .toList());
  }

  @Override
  public void accept(Evaluation evaluation) {
    classes.forEach(head -> head.add(evaluation));
    values.forEach(head -> head.add(evaluation));
  }
}
