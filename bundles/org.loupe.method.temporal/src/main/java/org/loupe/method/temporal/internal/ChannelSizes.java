package org.loupe.method.temporal.internal;

import java.util.stream.IntStream;

/**
 * What the channels of the looked-at windows are like.
 *
 * @param mean over windows and steps
 * @param magnitude mean of |x|
 * @param constant whether it has one value at every step of every window
 */
record ChannelSizes(double[] mean, double[] magnitude, boolean[] constant) {
  /** How many never change. */
  int still() {
    return (int) IntStream.range(0, constant.length).filter(c -> constant[c]).count();
  }
}
