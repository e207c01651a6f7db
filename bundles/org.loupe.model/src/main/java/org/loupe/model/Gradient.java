package org.loupe.model;

/**
 * A wanted gradient.
 *
 * @param target the scalar per window that is differentiated
 * @param place what kind of thing it is differentiated with respect to
 * @param name of the floating point input, or of the probe
 */
public record Gradient(Target target, Place place, String name) {
  /** What a gradient is taken with respect to. */
  public enum Place {
    /** An argument of forward. */
    INPUT,
    /**
     * The value at a probe, after interventions; discrete inputs are reached through the probe of
     * their embedding.
     */
    PROBE
  }

  /** With respect to an input. */
  public static Gradient ofInput(Target target, String input) {
    return new Gradient(target, Place.INPUT, input);
  }

  /** With respect to the value at a probe. */
  public static Gradient ofProbe(Target target, String probe) {
    return new Gradient(target, Place.PROBE, probe);
  }
}
