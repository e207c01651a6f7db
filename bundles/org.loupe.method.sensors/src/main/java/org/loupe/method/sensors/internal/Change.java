package org.loupe.method.sensors.internal;

import org.loupe.analysis.InputLayout;
import org.loupe.analysis.RandomStreams;

/** Changes channels of a window, and knows where that would change nothing. */
interface Change {
  /**
   * Changes a window in place.
   *
   * @param window its place among the chosen ones
   * @param channels which of its channels
   * @param values where the window begins at the offset
   */
  void apply(int window, int[] channels, int repeat, float[] values, int offset);

  /** Whether a channel of a window would stay as it is, whatever the repeat. */
  boolean leaves(int window, int channel, float[] values, int offset);

  /**
   * Exchanges steps.
   *
   * @param numbers of the windows in the dataset
   */
  record Steps(InputLayout layout, int[] numbers, Shuffle shuffle) implements Change {
    @Override
    public void apply(int window, int[] channels, int repeat, float[] values, int offset) {
      float[] before = new float[layout.steps()];
      for (int c : channels) {
        int first = offset + c * layout.channelStride();
        for (int t = 0; t < before.length; t++) {
          before[t] = values[first + t * layout.stepStride()];
        }
        int[] order = shuffle.order(numbers[window], c, repeat);
        for (int t = 0; t < before.length; t++) {
          values[first + t * layout.stepStride()] = before[order[t]];
        }
      }
    }

    @Override
    public boolean leaves(int window, int channel, float[] values, int offset) {
      int first = offset + channel * layout.channelStride();
      for (int t = 1; t < layout.steps(); t++) {
        if (values[first + t * layout.stepStride()] != values[first]) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Takes the channel from another window, by one permutation of all windows per channel and
   * repeat.
   *
   * @param all all windows; shared, not copied
   */
  record Donors(InputLayout layout, float[] all, long seed) implements Change {
    private int windows() {
      return all.length / layout.elements();
    }

    @Override
    public void apply(int window, int[] channels, int repeat, float[] values, int offset) {
      for (int c : channels) {
        int donor = RandomStreams.permutation(windows(), RandomStreams.of(seed, c, repeat))[window];
        for (int t = 0; t < layout.steps(); t++) {
          values[offset + t * layout.stepStride() + c * layout.channelStride()] =
              all[layout.position(donor, t, c)];
        }
      }
    }

    @Override
    public boolean leaves(int window, int channel, float[] values, int offset) {
      for (int t = 0; t < layout.steps(); t++) {
        int at = t * layout.stepStride() + channel * layout.channelStride();
        if (values[offset + at] != all[at]) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Puts a baseline in the channel's place.
   *
   * @param baseline of one window; shared, not copied
   */
  record Replacement(InputLayout layout, float[] baseline) implements Change {
    @Override
    public void apply(int window, int[] channels, int repeat, float[] values, int offset) {
      for (int c : channels) {
        for (int t = 0; t < layout.steps(); t++) {
          int at = t * layout.stepStride() + c * layout.channelStride();
          values[offset + at] = baseline[at];
        }
      }
    }

    @Override
    public boolean leaves(int window, int channel, float[] values, int offset) {
      for (int t = 0; t < layout.steps(); t++) {
        int at = t * layout.stepStride() + channel * layout.channelStride();
        if (values[offset + at] != baseline[at]) {
          return false;
        }
      }
      return true;
    }
  }
}
