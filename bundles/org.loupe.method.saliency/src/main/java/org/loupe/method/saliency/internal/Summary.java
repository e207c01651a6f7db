package org.loupe.method.saliency.internal;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.loupe.analysis.Bootstrap;

/**
 * Attributions of some windows, put together.
 *
 * @param map mean over windows, [T,C] in this order whatever the input's layout
 * @param channels mean over windows and steps, one per channel
 * @param steps mean over windows and channels, one per step
 * @param overall mean over everything, one column
 * @param distribution of all values
 * @param maximum the greatest magnitude
 */
record Summary(
    float[] map,
    Bootstrap.Means channels,
    Bootstrap.Means steps,
    Bootstrap.Means overall,
    Distribution distribution,
    double maximum) {

  /** The channels from the greatest mean magnitude to the least; equal ones in the card's order. */
  int[] ranking() {
    return IntStream.range(0, channels.mean().length)
        .boxed()
        .sorted(Comparator.comparingDouble(c -> -Math.abs(channels.mean()[c])))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
