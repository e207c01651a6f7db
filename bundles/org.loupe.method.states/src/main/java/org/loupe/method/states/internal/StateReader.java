package org.loupe.method.states.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.InnerSource;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ValidSteps;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.InputCard;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Tensor;

/** Reads the state sequences of a subject's windows, one after the other; keeps none. */
final class StateReader {
  /** More units have no covariance that memory holds. */
  private static final int MOST_UNITS = 2048;

  private final Subject subject;
  private final InnerSource source;
  private final @Nullable InputCard input;
  private final @Nullable InputCard timespans;
  private final int @Nullable [] lengths;

  private StateReader(Subject subject, InnerSource source) throws BadInputException {
    this.subject = subject;
    this.source = source;
    this.input = sequence(subject.card());
    this.timespans =
        subject.card().inputs().stream()
            .filter(each -> "timespans".equals(each.role()))
            .findFirst()
            .orElse(null);
    this.lengths = ValidSteps.of(subject);
  }

  /**
   * Finds where the states come from; opens the session.
   *
   * @throws BadInputException if neither the card nor the model's probes tell
   */
  static StateReader of(Subject subject, Progress progress) throws LoupeException {
    ModelSession session = subject.session();
    if (subject.card().states() == null
        && session.probes().verification().state() == Probes.Verification.State.NOT_YET) {
      // Which probes can be read is known once a window went through.
      session.evaluate(
          first(subject.inputs(Decoding.TEACHER_FORCED, List.of())),
          Query.everyOutput(),
          evaluation -> {},
          progress);
    }
    return new StateReader(subject, InnerSource.states(subject.card(), session.probes()));
  }

  private static BatchSource first(BatchSource all) {
    return new BatchSource() {
      @Override
      public int size() {
        return 1;
      }

      @Override
      public Batch read(int from, int to) throws BadInputException {
        return all.read(from, to);
      }
    };
  }

  /** The input that goes with the steps: the first explained one of [N,T,C]. */
  private static @Nullable InputCard sequence(ModelCard card) {
    List<Dimension> axes = List.of(Dimension.WINDOW, Dimension.TIME, Dimension.CHANNEL);
    Optional<InputCard> found =
        card.inputs().stream()
            .filter(each -> card.explain().contains(each.name()) && each.axes().equals(axes))
            .findFirst();
    return found.orElse(null);
  }

  /** The input that goes with the steps, or null if the card has none of [N,T,C]. */
  @Nullable InputCard input() {
    return input;
  }

  /** The time spans, or null if the card has none. */
  @Nullable InputCard timespans() {
    return timespans;
  }

  /** Where the states come from, in words that begin a sentence. */
  String describe() {
    return source.describe();
  }

  /**
   * Reads all windows in order.
   *
   * @throws BadInputException if the states are no sequence, or do not fit time spans and input
   */
  ModelSession.Report read(Consumer<StateWindow> taker, Progress progress) throws LoupeException {
    return read(subject.inputs(Decoding.TEACHER_FORCED, List.of()), taker, progress);
  }

  /**
   * Reads the first window alone: what is asked of all of them is known before they are read.
   *
   * @throws BadInputException if its states are no sequence, or do not fit time spans and input
   */
  StateWindow first() throws LoupeException {
    List<StateWindow> found = new ArrayList<>();
    read(first(subject.inputs(Decoding.TEACHER_FORCED, List.of())), found::add, Progress.none());
    return found.get(0);
  }

  private ModelSession.Report read(
      BatchSource windows, Consumer<StateWindow> taker, Progress progress) throws LoupeException {
    @Nullable BadInputException[] refused = {null};
    ModelSession.Report report =
        subject
            .session()
            .evaluate(
                windows,
                source.query(),
                evaluation -> {
                  try {
                    if (refused[0] == null) {
                      take(evaluation, taker);
                    }
                  } catch (BadInputException e) {
                    refused[0] = e;
                  }
                },
                progress);
    BadInputException refusal = refused[0];
    if (refusal != null) {
      throw refusal;
    }
    return report;
  }

  private void take(Evaluation evaluation, Consumer<StateWindow> taker) throws BadInputException {
    FloatTensor states = source.sequence(evaluation);
    int[] shape = states.shape();
    int count = shape[0];
    int steps = shape[1];
    int units = shape[2];
    if (count != evaluation.batch().size() || steps == 0 || units == 0 || units > MOST_UNITS) {
      throw new BadInputException(
          String.format(
              "%s gives the shape %s for %d windows; expected one state per step, [N,T,H], of 1 to %d units.",
              source.describe(), Tensor.describe(shape), evaluation.batch().size(), MOST_UNITS));
    }
    float @Nullable [] spans = spans(evaluation, count, steps);
    FloatTensor x = input(evaluation, count, steps);
    int channels = x == null ? 0 : x.shape()[2];
    for (int n = 0; n < count; n++) {
      int place = evaluation.from() + n;
      int valid = lengths == null ? steps : Math.max(1, Math.min(steps, lengths[place]));
      taker.accept(
          new StateWindow(
              place,
              valid,
              units,
              Arrays.copyOfRange(states.values(), n * steps * units, (n + 1) * steps * units),
              channels,
              x == null
                  ? new float[0]
                  : Arrays.copyOfRange(
                      x.values(), n * steps * channels, (n + 1) * steps * channels),
              spans == null ? null : Arrays.copyOfRange(spans, n * steps, (n + 1) * steps)));
    }
  }

  private @Nullable FloatTensor input(Evaluation evaluation, int count, int steps) {
    if (input == null) {
      return null;
    }
    // A model may take its input at another rate than its states come at.
    return evaluation.batch().inputs().get(input.name()) instanceof FloatTensor x
            && x.axes().size() == 3
            && x.shape()[0] == count
            && x.shape()[1] == steps
        ? x
        : null;
  }

  /** One per window and step, or null where the model gets none. */
  private float @Nullable [] spans(Evaluation evaluation, int count, int steps)
      throws BadInputException {
    if (timespans == null) {
      return null;
    }
    Tensor given = evaluation.batch().inputs().get(timespans.name());
    if (given == null) {
      return null;
    }
    int[] shape = given.shape();
    boolean perStep =
        shape.length >= 2
            && shape[0] == count
            && shape[1] == steps
            && given.size() == count * steps;
    boolean perWindow = shape.length >= 1 && shape[0] == count && given.size() == count;
    if (!perStep && !perWindow) {
      throw new BadInputException(
          String.format(
              "The time spans '%s' have the shape %s, but the states have %d steps: expected %s, one per step; correct the card or the dataset.",
              timespans.name(), Tensor.describe(shape), steps, Tensor.describe(count, steps)));
    }
    float[] spans = new float[count * steps];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = (float) given.number(perStep ? i : i / steps);
    }
    return spans;
  }
}
