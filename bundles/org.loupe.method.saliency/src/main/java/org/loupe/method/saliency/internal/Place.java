package org.loupe.method.saliency.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.analysis.Perturbation;
import org.loupe.analysis.SomeWindows;
import org.loupe.analysis.VariantSource;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Dimension;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.Intervention;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;

/**
 * What the target is differentiated by: an input, or the value at a probe, such as the embedding of
 * a discrete input.
 *
 * @param kind which of the two
 * @param name of the input or probe
 * @param carrier an input whose windows can be varied: of a probe, any of floating-point numbers,
 *     which stays as it is
 */
record Place(Gradient.Place kind, String name, String carrier) {

  /**
   * The place of that name.
   *
   * @throws BadInputException if it is neither an explained input nor a probe
   */
  static Place of(String name, ModelCard card, ModelSession session) throws BadInputException {
    if (card.explain().contains(name)) {
      return new Place(Gradient.Place.INPUT, name, name);
    }
    if (card.inputs().stream().noneMatch(input -> input.name().equals(name))
        && session.probes().find(base(name)).or(() -> session.probes().find(name)).isPresent()) {
      return new Place(Gradient.Place.PROBE, name, card.explain().get(0));
    }
    throw new BadInputException(
        "'"
            + name
            + "' is not an input that attributions are computed for, nor a probe; the card lists "
            + String.join(", ", card.explain())
            + " under 'explain', and 'loupe inspect' lists the probes.");
  }

  /** {@code cell} of {@code cell#2}. */
  private static String base(String name) {
    return name.replaceFirst("#\\d{1,9}$", "");
  }

  boolean isProbe() {
    return kind == Gradient.Place.PROBE;
  }

  /** The gradient of a target, and of a probe its value. */
  Query query(Target target) {
    Query query = Query.gradients(new Gradient(target, kind, name));
    return isProbe() ? query.withProbes(name) : query;
  }

  /** The value that was differentiated by, [n, …]. */
  FloatTensor values(Evaluation evaluation) {
    return isProbe()
        ? evaluation.probes().get(name)
        : (FloatTensor) evaluation.batch().inputs().get(name);
  }

  /** The value of the first window, [1, …]. */
  FloatTensor first(BatchSource windows, ModelSession session, Progress progress)
      throws LoupeException {
    BatchSource one = new SomeWindows(windows, new int[] {0});
    if (!isProbe()) {
      if (one.read(0, 1).inputs().get(name) instanceof FloatTensor tensor) {
        return tensor;
      }
      throw new BadInputException(
          "Input '"
              + name
              + "' holds no floating-point numbers, so nothing can be differentiated by it; name the probe of its embedding instead.");
    }
    FloatTensor[] found = new FloatTensor[1];
    session.evaluate(
        one, Query.probes(name), evaluation -> found[0] = values(evaluation), progress.named(name));
    return found[0];
  }

  /**
   * Variants of windows.
   *
   * @param source their stream
   * @param query what is asked of it
   */
  record Variants(BatchSource source, Query query) {}

  /**
   * Windows whose value here is changed.
   *
   * @param windows as they are
   * @param count variants of each
   * @param values at this place, of all windows; used of a probe only
   * @param first the first window's value
   * @param change of the value
   */
  Variants variants(
      BatchSource windows,
      int count,
      float[] values,
      FloatTensor first,
      Target target,
      Perturbation change)
      throws BadInputException {
    Query gradient = Query.gradients(new Gradient(target, kind, name));
    if (!isProbe()) {
      return new Variants(new VariantSource(windows, count, name, change), gradient);
    }
    requireOneCall(first);
    int length = first.size();
    Intervention replace =
        new Intervention(
            base(name),
            call().orElse(null),
            Intervention.Operation.REPLACE,
            (from, to) -> {
              float[] changed = new float[(to - from) * length];
              for (int i = from; i < to; i++) {
                int window = i / count;
                System.arraycopy(values, window * length, changed, (i - from) * length, length);
                apply(change, window, i % count, changed, (i - from) * length);
              }
              return new FloatTensor(axes(first, to - from), changed);
            });
    return new Variants(
        new VariantSource(windows, count, carrier, (window, variant, all, offset) -> {}),
        gradient.under(replace));
  }

  private static void apply(
      Perturbation change, int window, int variant, float[] values, int offset) {
    try {
      change.apply(window, variant, values, offset);
    } catch (BadInputException e) {
      throw new IllegalStateException("changes of probes read nothing", e);
    }
  }

  private Optional<Integer> call() {
    return name.equals(base(name))
        ? Optional.empty()
        : Optional.of(Integer.valueOf(name.substring(base(name).length() + 1)));
  }

  private void requireOneCall(FloatTensor first) throws BadInputException {
    if (first.axes().size() > 1 && first.axes().get(1).dimension() == Dimension.TIME) {
      throw new BadInputException(
          "Probe '"
              + name
              + "' is called "
              + first.axes().get(1).size()
              + " times in one forward; name one of its calls, for example "
              + name
              + "#0.");
    }
  }

  private static List<Axis> axes(FloatTensor first, int windows) {
    List<Axis> axes = new ArrayList<>(first.axes());
    axes.set(0, Axis.of(Dimension.WINDOW, windows));
    return axes;
  }
}
