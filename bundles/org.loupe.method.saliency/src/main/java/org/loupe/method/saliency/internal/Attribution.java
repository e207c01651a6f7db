package org.loupe.method.saliency.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InputBaseline;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;

/** One run: what is needed at x itself, then what the variant adds to it. */
final class Attribution {
  private final Subject subject;
  private final SaliencyParameters parameters;
  private final Target target;
  private final BatchSource inputs;
  private final ModelSession session;
  private final Place place;
  private final FloatTensor first;
  private final Collector collector;
  private InputBaseline baseline = new InputBaseline(new float[0], "");
  private @Nullable Completeness completeness;
  private int microBatch;

  /**
   * @param inputs the windows, with the true classes where the target is of these
   * @param first the first window's value at the place, [1, …]
   */
  Attribution(
      Subject subject,
      SaliencyParameters parameters,
      Target target,
      BatchSource inputs,
      ModelSession session,
      Place place,
      FloatTensor first,
      InputLayout layout)
      throws BadInputException {
    this.subject = subject;
    this.parameters = parameters;
    this.target = target;
    this.inputs = inputs;
    this.session = session;
    this.place = place;
    this.first = first;
    this.collector = new Collector(parameters.variant(), place, layout, inputs.size(), first);
  }

  /** Computes. */
  void run(Progress progress) throws LoupeException {
    if (parameters.variant() == Variant.INTEGRATED_GRADIENTS) {
      baseline = baseline(progress);
    }
    // Opening the model is no measure of how long the windows take.
    progress.named(SaliencyAnalyzer.ID).report(SaliencyAnalyzer.ID, 0, inputs.size());
    boolean keeps = !parameters.variant().isPlain() && isChosenAnew();
    KeptClasses kept = new KeptClasses(target.predictionHead(), inputs.size());
    Query query = place.query(target);
    microBatch =
        session
            .evaluate(
                inputs,
                keeps ? query.withOutputs(target.predictionHead()) : query,
                evaluation -> {
                  collector.accept(evaluation);
                  if (keeps) {
                    kept.accept(evaluation);
                  }
                },
                progress.named(SaliencyAnalyzer.ID))
            .microBatch();
    if (!parameters.variant().isPlain()) {
      collector.requireFinite(subject.windows().numbers());
      BatchSource windows = keeps ? kept.with(inputs) : inputs;
      along(keeps ? kept.target(target) : target, windows, progress);
    }
  }

  /** Whether the class would follow the perturbed input unless it is kept. */
  private boolean isChosenAnew() {
    return target.classChoice() == Target.ClassChoice.PREDICTED
        && subject.card().head(target.predictionHead()).kind() == PredictionHead.Kind.CATEGORICAL;
  }

  private void along(Target kept, BatchSource windows, Progress progress) throws LoupeException {
    if (parameters.variant() == Variant.SMOOTHGRAD) {
      Smoothing smoothing =
          new Smoothing(
              session,
              place,
              kept,
              windows,
              subject.windows().numbers(),
              first,
              parameters.noise(),
              subject.seed(),
              collector);
      microBatch = Math.max(microBatch, smoothing.run(progress));
    } else {
      PathIntegral integral =
          new PathIntegral(
              session,
              place,
              kept,
              windows,
              first,
              parameters.path(),
              baseline.values(),
              collector);
      completeness = integral.run(progress);
      microBatch = Math.max(microBatch, integral.microBatch());
    }
  }

  private InputBaseline baseline(Progress progress) throws BadInputException {
    String choice = parameters.path().baseline().strip();
    if (!place.isProbe()) {
      return InputBaseline.of(choice, subject, place.name(), first.size(), progress);
    }
    if (!choice.equals(InputBaseline.ZERO)) {
      throw new BadInputException(
          "Along the path of a probe integrated gradients begin at zero only, but the baseline is '"
              + choice
              + "'; use baseline=zero, or an input for wrt.");
    }
    return new InputBaseline(new float[first.size()], InputBaseline.ZERO);
  }

  /** The attributions. */
  Collector collector() {
    return collector;
  }

  /** Where the path began; without words if there was none. */
  InputBaseline baseline() {
    return baseline;
  }

  /** How complete integrated gradients are; null of other variants. */
  @Nullable Completeness completeness() {
    return completeness;
  }

  /** The largest number of windows evaluated at once. */
  int microBatch() {
    return microBatch;
  }
}
