package org.loupe.method.embeddings.internal;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.Probe;
import org.loupe.model.Query;
import org.loupe.model.TensorSource;

/**
 * Where the representation comes from.
 *
 * @param name of the output or the probe
 * @param probe whether it is a probe
 * @param axes what the card says of them; empty if nothing
 */
record Source(String name, boolean probe, List<Dimension> axes) {
  private static final int EXAMPLES = 8;

  /**
   * Finds it.
   *
   * @param representation {@code hidden}, or a probe's name
   * @throws BadInputException if there is no such thing, naming what there is
   */
  static Source of(String representation, Subject subject) throws LoupeException {
    TensorSource hidden = subject.card().hidden();
    if (representation.equals(EmbeddingsParameters.HIDDEN)) {
      if (hidden != null && hidden.output() != null) {
        return new Source(hidden.output(), false, hidden.axes());
      } else if (hidden != null && hidden.probe() != null) {
        return new Source(hidden.probe(), true, hidden.axes());
      }
      throw new BadInputException(
          (hidden == null
                  ? "The card does not say under 'hidden' what represents a window"
                  : "The card takes 'hidden' from the exported method '"
                      + hidden.method()
                      + "', which embeddings cannot call")
              + "; choose a probe as the representation"
              + examples(subject)
              + ".");
    }
    if (subject.session().probes().find(place(representation)).isEmpty()) {
      throw new BadInputException(
          "There is no probe '"
              + representation
              + "' in this model; choose hidden, or a probe"
              + examples(subject)
              + ".");
    }
    return new Source(representation, true, List.of());
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

  /** What is to be evaluated. */
  Query query(@Nullable String predictionHead) {
    List<String> heads = predictionHead == null ? List.of() : List.of(predictionHead);
    if (probe) {
      return Query.probes(name).withOutputs(heads.toArray(new String[0]));
    }
    return Query.outputs(name)
        .withOutputs(
            predictionHead == null ? new String[] {name} : new String[] {predictionHead, name});
  }

  /** The representation of a micro-batch. */
  FloatTensor value(Evaluation evaluation) {
    return (probe ? evaluation.probes() : evaluation.outputs()).get(name);
  }
}
