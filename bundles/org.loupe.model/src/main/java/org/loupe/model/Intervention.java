package org.loupe.model;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A change of a value inside the model while it runs: the rest of the model computes with what was
 * put in its place. Several changes of one probe act in the order replace, scale, shift; several
 * scales are multiplied and several shifts added. One of a single call takes the place of those of
 * the same operation for all calls.
 *
 * <p>Ablation is a scale by 0 (of one attention head: a scale of its weights by 0, which makes that
 * head's output 0). Patching is a replacement by what another run had at the same probe.
 *
 * @param probe the probe's name
 * @param call which of its calls within one forward is changed, counted from 0; null for all of
 *     them, for most probes fire once
 * @param operation how the value is changed
 * @param values by what
 */
public record Intervention(
    String probe, @Nullable Integer call, Operation operation, Values values) {
  /** How a value is changed. */
  public enum Operation {
    /** Value becomes value · given. */
    SCALE,
    /** Value becomes value + given. */
    SHIFT,
    /** Value becomes given. */
    REPLACE
  }

  /** Where the given values come from. Called in the order of the windows, by one thread. */
  @ConsumerType
  @FunctionalInterface
  public interface Values {
    /**
     * The values for windows [from, to) of the batch source.
     *
     * @return of as many axes as the probe's value has at one call, [n or 1, …]; each axis has the
     *     value's size, or 1 to act on all of its positions alike
     */
    FloatTensor of(int from, int to);

    /** The same for every window; its first axis has the size 1. */
    static Values constant(FloatTensor values) {
      return (from, to) -> values;
    }
  }

  /** Multiplies every call of a probe by constant values. */
  public static Intervention scale(String probe, FloatTensor factor) {
    return new Intervention(probe, null, Operation.SCALE, Values.constant(factor));
  }

  /** Adds constant values to every call of a probe. */
  public static Intervention shift(String probe, FloatTensor summand) {
    return new Intervention(probe, null, Operation.SHIFT, Values.constant(summand));
  }

  /** Replaces every call of a probe. */
  public static Intervention replace(String probe, Values values) {
    return new Intervention(probe, null, Operation.REPLACE, values);
  }
}
