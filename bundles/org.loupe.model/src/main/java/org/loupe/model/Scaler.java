package org.loupe.model;

import java.util.List;

/**
 * How physical values became inputs: physical = input · scale + center, per channel.
 *
 * @param center one per channel, in the channel's unit
 * @param scale one per channel, in the channel's unit
 */
public record Scaler(List<Double> center, List<Double> scale) {
  /** Copies the lists. */
  public Scaler {
    center = List.copyOf(center);
    scale = List.copyOf(scale);
  }

  /** The physical value behind an input value of a channel. */
  public double physical(int channel, double input) {
    return input * scale.get(channel) + center.get(channel);
  }
}
