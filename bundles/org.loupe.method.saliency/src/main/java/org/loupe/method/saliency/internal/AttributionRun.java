package org.loupe.method.saliency.internal;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.InputBaseline;
import org.loupe.analysis.InputLayout;
import org.loupe.analysis.Subject;
import org.loupe.analysis.WindowBlock;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;

/**
 * One run, block of windows by block: what is needed at x itself, then what the variant adds to it.
 */
final class AttributionRun {
  private final Subject subject;
  private final SaliencyParameters parameters;
  private final Target target;
  private final BatchSource inputs;
  private final ModelSession session;
  private final Place place;
  private final FloatTensor first;
  private final InputLayout layout;
  private final List<WindowBlock> blocks;
  private final Attributions attributions;
  private final ChannelRanges ranges;
  private final @Nullable Completeness completeness;
  private InputBaseline baseline = new InputBaseline(new float[0], "");
  private int microBatch;

  /**
   * @param inputs the windows, with the true classes where the target is of these
   * @param first the first window's value at the place, [1, …]
   * @throws BadInputException if there are more windows than memory has room for
   */
  AttributionRun(
      Subject subject,
      SaliencyParameters parameters,
      Target target,
      BatchSource inputs,
      ModelSession session,
      Place place,
      FloatTensor first,
      InputLayout layout,
      Room room)
      throws BadInputException {
    this.subject = subject;
    this.parameters = parameters;
    this.target = target;
    this.inputs = inputs;
    this.session = session;
    this.place = place;
    this.first = first;
    this.layout = layout;
    this.blocks =
        WindowBlock.of(
            inputs.size(),
            parameters.variants(),
            (long) Float.BYTES * Collector.arrays(parameters.variant()) * layout.elements(),
            room.block());
    this.attributions = new Attributions(parameters.variant(), layout, inputs.size(), first, room);
    this.ranges = new ChannelRanges(layout);
    this.completeness =
        parameters.variant() == Variant.INTEGRATED_GRADIENTS
            ? Completeness.of(inputs.size(), parameters.path().tolerance())
            : null;
  }

  /** Computes. */
  void compute(Progress progress) throws LoupeException {
    if (completeness != null) {
      baseline = baseline(progress);
    }
    // Opening the model is no measure of how long the windows take.
    progress.named(SaliencyAnalyzer.ID).report(SaliencyAnalyzer.ID, 0, inputs.size());
    for (WindowBlock block : blocks) {
      compute(block, block.of(progress));
    }
  }

  private void compute(WindowBlock block, Progress progress) throws LoupeException {
    BatchSource windows = block.of(inputs);
    int[] numbers = block.of(subject.windows().numbers());
    Collector collector = new Collector(parameters.variant(), place, layout, block.size(), ranges);
    boolean keeps = !parameters.variant().isPlain() && isChosenAnew();
    KeptClasses kept = new KeptClasses(target.predictionHead(), block.size());
    Query query = place.query(target);
    evaluated(
        session
            .evaluate(
                windows,
                keeps ? query.withOutputs(target.predictionHead()) : query,
                evaluation -> {
                  collector.accept(evaluation);
                  if (keeps) {
                    kept.accept(evaluation);
                  }
                },
                progress.named(SaliencyAnalyzer.ID))
            .microBatch());
    collector.requireFinite(numbers);
    Target same = keeps ? kept.target(target) : target;
    BatchSource known = keeps ? kept.with(windows) : windows;
    switch (parameters.variant()) {
      case SMOOTHGRAD -> smooth(same, known, numbers, collector, progress);
      case INTEGRATED_GRADIENTS -> integrate(block, same, known, collector, progress);
      default -> {}
    }
    collector.requireFinite(numbers);
    attributions.add(block, collector, progress);
  }

  /** Whether the class would follow the perturbed input unless it is kept. */
  private boolean isChosenAnew() {
    return target.classChoice() == Target.ClassChoice.PREDICTED
        && subject.card().head(target.predictionHead()).kind() == PredictionHead.Kind.CATEGORICAL;
  }

  private void smooth(
      Target same, BatchSource windows, int[] numbers, Collector collector, Progress progress)
      throws LoupeException {
    Smoothing smoothing =
        new Smoothing(
            session,
            place,
            same,
            windows,
            numbers,
            first,
            parameters.noise(),
            subject.seed(),
            collector);
    evaluated(smoothing.run(progress));
  }

  private void integrate(
      WindowBlock block, Target same, BatchSource windows, Collector collector, Progress progress)
      throws LoupeException {
    PathIntegral integral =
        new PathIntegral(
            session, place, same, windows, first, parameters.path(), baseline.values(), collector);
    Objects.requireNonNull(completeness).put(block.from(), integral.run(progress));
    evaluated(integral.microBatch());
  }

  private void evaluated(int windowsAtOnce) {
    microBatch = Math.max(microBatch, windowsAtOnce);
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
  Attributions attributions() {
    return attributions;
  }

  /** What the channels are like. */
  ChannelRanges ranges() {
    return ranges;
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
