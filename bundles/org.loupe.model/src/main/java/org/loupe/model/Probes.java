package org.loupe.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen inside a model.
 *
 * <p>Before the first evaluation these are all probes that the model's code has. Afterwards they
 * are those whose values can be told apart by window: a probe that forward never calls, or whose
 * value has no axis that counts windows, is skipped; where the calls of one probe have values of
 * differing shapes, as those of a shared activation do, each call is a probe of its own ({@code
 * act#0}).
 *
 * @param all in the order of the modules; empty if the model can only be run as it is
 * @param skipped places that cannot be probed
 * @param verification whether it was checked that looking changes nothing
 */
public record Probes(List<Probe> all, List<Skipped> skipped, Verification verification) {
  /** A model that can only be run as it is. */
  public static final Probes NONE =
      new Probes(List.of(), List.of(), new Verification(Verification.State.NOT_YET, null, ""));

  /** Copies the lists. */
  public Probes {
    all = List.copyOf(all);
    skipped = List.copyOf(skipped);
  }

  /** The probe of that name, or empty. */
  public Optional<Probe> find(String name) {
    return all.stream().filter(probe -> probe.name().equals(name)).findFirst();
  }

  /** The probes of that kind. */
  public List<Probe> of(Probe.Kind kind) {
    return all.stream().filter(probe -> probe.kind() == kind).toList();
  }

  /**
   * A place that cannot be probed.
   *
   * @param module path of the sub-module, or the name of a probe that cannot be read
   * @param reason in words that complete 'it is skipped because …'
   */
  public record Skipped(String module, String reason) {}

  /**
   * Whether looking inside changes what the model computes: the archive as it was saved and the one
   * with probes, on the same windows, several times.
   *
   * @param state what was found
   * @param deterministic whether the same input gives the same output; null while not checked
   * @param remark what else people must know, in a sentence; empty if nothing
   */
  public record Verification(State state, @Nullable Boolean deterministic, String remark) {
    /** What was found. */
    public enum State {
      /** No data have been seen. */
      NOT_YET,
      /** Equal to the last bit while nothing is probed, within 1e-5 while everything is. */
      VERIFIED,
      /** Attention weights cannot be probed, or changed the outputs; the remark says which. */
      WITHOUT_ATTENTION,
      /** Nothing can be probed, or any probe changed the outputs; the remark says which. */
      WITHOUT_PROBES
    }
  }
}
