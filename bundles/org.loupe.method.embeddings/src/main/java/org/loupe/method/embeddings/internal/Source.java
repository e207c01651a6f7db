package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InnerSource;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.Probe;
import org.loupe.model.Query;
import org.loupe.model.TensorSource;

/**
 * Where the representation comes from.
 *
 * @param inner an output, an exported method or a probe
 */
record Source(InnerSource inner) {
  private static final int EXAMPLES = 8;

  /**
   * Finds it.
   *
   * @param representation {@code hidden}, or a probe's name
   * @throws BadInputException if there is no such thing, naming what there is
   */
  static Source of(String representation, Subject subject) throws LoupeException {
    ModelCard card = subject.card();
    if (representation.equals(EmbeddingsParameters.HIDDEN)) {
      TensorSource hidden = card.hidden() == null ? card.states() : card.hidden();
      if (hidden == null) {
        throw new BadInputException(
            "The card does not say under 'hidden' what represents a window; choose a probe as the"
                + " representation"
                + examples(subject)
                + ".");
      }
      return new Source(InnerSource.of(card, hidden));
    }
    if (subject.session().probes().find(place(representation)).isEmpty()) {
      throw new BadInputException(
          "There is no probe '"
              + representation
              + "' in this model; choose hidden, or a probe"
              + examples(subject)
              + ".");
    }
    return new Source(
        InnerSource.of(card, new TensorSource(null, null, representation, List.of())));
  }

  /** The third call of a probe is {@code cell#2}. */
  private static String place(String probe) {
    return probe.replaceFirst("#\\d+$", "");
  }

  private static String examples(Subject subject) throws LoupeException {
    List<Probe> probes = subject.session().probes().all();
    return probes.isEmpty()
        ? ", of which this model has none"
        : ", for example "
            + probes.stream().limit(EXAMPLES).map(Probe::name).collect(Collectors.joining(", "));
  }

  String name() {
    return inner.name();
  }

  /** What the card says of its axes; empty if nothing. */
  List<Dimension> axes() {
    return inner.source().axes();
  }

  /** Whether prediction heads need a forward of their own, since this is none. */
  boolean isApart() {
    return inner.query().call() != null;
  }

  /** What is to be evaluated, with a prediction head unless it is null or stands apart. */
  Query query(@Nullable String predictionHead) {
    if (predictionHead == null || isApart()) {
      return inner.query();
    }
    List<String> outputs = new ArrayList<>(inner.query().outputs());
    outputs.add(0, predictionHead);
    return inner.query().withOutputs(outputs.toArray(new String[0]));
  }

  /** Adds the representation of a micro-batch. */
  void add(Evaluation evaluation, Rows rows) {
    Map<String, FloatTensor> values = inner.read(evaluation);
    if (values.size() == 1) {
      rows.add(evaluation.from(), values.values().iterator().next());
    } else {
      rows.refuse(
          new BadInputException(
              inner.describe()
                  + " gives "
                  + values.keySet()
                  + ", expected one value; correct 'hidden' in the card."));
    }
  }
}
