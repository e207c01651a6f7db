package org.loupe.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of an evaluation. Nothing else is computed, copied or kept.
 *
 * @param outputs names of prediction heads or of other dict outputs; or {@link #EVERY_OUTPUT}
 * @param probes names of probes whose values are wanted; {@code cell#2} is the third call of the
 *     probe {@code cell} alone, [n, …] without an axis of calls
 * @param gradients gradients of targets with respect to inputs or values at probes, named likewise
 * @param interventions changes inside the model, under which all the rest is computed
 * @param microBatch windows evaluated at once, or 0 to let the runtime choose under its memory
 *     budget
 * @param call an exported method to call instead of forward, or null; only outputs and gradients by
 *     inputs can be asked of it
 */
public record Query(
    List<String> outputs,
    List<String> probes,
    List<Gradient> gradients,
    List<Intervention> interventions,
    int microBatch,
    @Nullable MethodCall call) {
  /**
   * As the only output: all that forward gives, whatever the card says. A dict's entries come by
   * their keys, the elements of a tuple and a lone tensor as {@code @0}, {@code @1} and so on.
   */
  public static final String EVERY_OUTPUT = "*";

  /** Copies the lists. */
  public Query {
    outputs = List.copyOf(outputs);
    probes = List.copyOf(probes);
    gradients = List.copyOf(gradients);
    interventions = List.copyOf(interventions);
    if (microBatch < 0) {
      throw new IllegalArgumentException("negative micro-batch " + microBatch);
    }
  }

  /** Only outputs. */
  public static Query outputs(String... outputs) {
    return new Query(List.of(outputs), List.of(), List.of(), List.of(), 0, null);
  }

  /** Whatever forward gives. */
  public static Query everyOutput() {
    return outputs(EVERY_OUTPUT);
  }

  /** Only values at probes. */
  public static Query probes(String... probes) {
    return new Query(List.of(), List.of(probes), List.of(), List.of(), 0, null);
  }

  /** Only gradients. */
  public static Query gradients(Gradient... gradients) {
    return new Query(List.of(), List.of(), List.of(gradients), List.of(), 0, null);
  }

  /** The same query for these outputs. */
  public Query withOutputs(String... names) {
    return new Query(List.of(names), probes, gradients, interventions, microBatch, call);
  }

  /** The same query for the values at these probes. */
  public Query withProbes(String... names) {
    return new Query(outputs, List.of(names), gradients, interventions, microBatch, call);
  }

  /** The same query for these gradients. */
  public Query withGradients(Gradient... wanted) {
    return new Query(outputs, probes, List.of(wanted), interventions, microBatch, call);
  }

  /** The same query under these changes. */
  public Query under(Intervention... changes) {
    return new Query(outputs, probes, gradients, List.of(changes), microBatch, call);
  }

  /** The same query with a fixed micro-batch. */
  public Query withMicroBatch(int size) {
    return new Query(outputs, probes, gradients, interventions, size, call);
  }

  /**
   * The same query of an exported method. A dict's entries are outputs by their keys, the elements
   * of a tuple and a lone tensor {@code @0}, {@code @1} and so on.
   */
  public Query calling(MethodCall method) {
    return new Query(outputs, probes, gradients, interventions, microBatch, method);
  }

  /** Whether the query looks or reaches inside the model. */
  public boolean isInside() {
    return !probes.isEmpty()
        || !interventions.isEmpty()
        || gradients.stream().anyMatch(gradient -> gradient.place() == Gradient.Place.PROBE);
  }
}
