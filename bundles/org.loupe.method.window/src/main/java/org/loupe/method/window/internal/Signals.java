package org.loupe.method.window.internal;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.ChannelNames;
import org.loupe.model.ChannelSet;

/**
 * The signals of an input.
 *
 * @param input the input's name
 * @param steps how many steps
 * @param channels how many channels
 * @param scaled as the model sees them, [T,C]
 * @param physical in physical units, [T,C]; as the model sees them where the card has no scaler
 * @param isPhysical whether the card has a scaler for them
 * @param set names, groups and units, or null if the card gives none
 * @param unit of all values where the card gives no units of channels; may be empty
 * @param seconds when each step is, [T], from 0 on, or null if the card names no time spans
 */
record Signals(
    String input,
    int steps,
    int channels,
    float[] scaled,
    float[] physical,
    boolean isPhysical,
    @Nullable ChannelSet set,
    String unit,
    double @Nullable [] seconds) {

  ChannelNames names() {
    return new ChannelNames(set);
  }

  /** The unit of a channel; empty if the card gives none. */
  String unit(int channel) {
    return set != null && channel < set.units().size() ? set.units().get(channel) : unit;
  }

  /** The values of a channel in physical units. */
  double[] channel(int channel) {
    return IntStream.range(0, steps).mapToDouble(t -> physical[t * channels + channel]).toArray();
  }

  /**
   * The channel that varies most as the model sees it, and those of its unit that vary most beside
   * it: one figure, whichever window it is. In the card's order.
   */
  int[] liveliest(int count) {
    double[] deviations = IntStream.range(0, channels).mapToDouble(this::deviation).toArray();
    List<Integer> order =
        IntStream.range(0, channels)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> -deviations[c]))
            .toList();
    String unit = order.isEmpty() ? "" : unit(order.get(0));
    return order.stream()
        .filter(c -> c.equals(order.get(0)) || (!unit.isEmpty() && unit(c).equals(unit)))
        .limit(count)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  private double deviation(int channel) {
    double sum = 0;
    double squares = 0;
    for (int t = 0; t < steps; t++) {
      double value = scaled[t * channels + channel];
      sum += value;
      squares += value * value;
    }
    double variance = squares / steps - sum / steps * sum / steps;
    return Double.isFinite(variance) ? variance : -1;
  }
}
