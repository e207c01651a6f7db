package org.loupe.method.saliency.internal;

import java.util.Arrays;
import org.loupe.analysis.InputLayout;

/** The least and the greatest value of each channel, over all windows that passed by. */
final class ChannelRanges {
  private final InputLayout layout;
  private final float[] least;
  private final float[] greatest;

  ChannelRanges(InputLayout layout) {
    this.layout = layout;
    this.least = new float[layout.channels()];
    this.greatest = new float[layout.channels()];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
  }

  /** Looks at some windows, [n, …]. */
  void add(float[] x) {
    for (int n = 0; n < x.length / layout.elements(); n++) {
      for (int t = 0; t < layout.steps(); t++) {
        for (int c = 0; c < layout.channels(); c++) {
          float value = x[layout.position(n, t, c)];
          least[c] = Math.min(least[c], value);
          greatest[c] = Math.max(greatest[c], value);
        }
      }
    }
  }

  /** Per channel, whether it has the same value at every step of every window. */
  boolean[] constant() {
    boolean[] constant = new boolean[layout.channels()];
    for (int c = 0; c < constant.length; c++) {
      constant[c] = least[c] == greatest[c];
    }
    return constant;
  }
}
