package org.loupe.analysis;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Counts of finite values other than zero, in bins of 1/64 of a power of two: fine enough for any
 * picture, whatever the values' size, and the same whatever their order. A value's bin is the top
 * of its bits, so nothing need be known of the values before.
 *
 * @param blocks counts by sign and exponent; null where nothing was counted; filled here
 */
public record ValueHistogram(long @Nullable [][] blocks) {
  /** Bits of a float that are not kept: all but the sign, the exponent and six of the fraction. */
  private static final int DROPPED = 17;

  private static final int FRACTION = 6;
  private static final int SIGN = 1 << 14;

  /** Checks how many blocks there are, and their lengths. */
  public ValueHistogram {
    if (blocks.length != 2 * SIGN >> FRACTION
        || Arrays.stream(blocks).anyMatch(each -> each != null && each.length != 1 << FRACTION)) {
      throw new IllegalArgumentException("these are no blocks of counts");
    }
  }

  /** Of no value yet. */
  public ValueHistogram() {
    this(new long[2 * SIGN >> FRACTION][]);
  }

  /** Counts a value that is finite and not zero. */
  public void add(float value) {
    int bin = Float.floatToRawIntBits(value) >>> DROPPED;
    int block = bin >> FRACTION;
    long[] counts = blocks[block];
    if (counts == null) {
      counts = new long[1 << FRACTION];
      blocks[block] = counts;
    }
    counts[bin & (1 << FRACTION) - 1]++;
  }

  /** How many values were counted. */
  public long count() {
    return Arrays.stream(blocks).filter(Objects::nonNull).flatMapToLong(Arrays::stream).sum();
  }

  /** Looks at bins. */
  @ConsumerType
  @FunctionalInterface
  public interface Visitor {
    /**
     * Looks at a bin that is not empty.
     *
     * @param from its lower edge
     * @param to its upper edge
     * @param count of the values in it
     * @return whether to go on
     */
    boolean visit(double from, double to, long count);
  }

  /** Shows the bins that are not empty, in ascending order of their values. */
  public void ascending(Visitor visitor) {
    for (int i = 0; i < 2 * SIGN; i++) {
      boolean negative = i < SIGN;
      int magnitude = negative ? SIGN - 1 - i : i - SIGN;
      int bin = negative ? SIGN | magnitude : magnitude;
      long[] counts = blocks[bin >> FRACTION];
      if (counts == null) {
        // the rest of the block is as empty
        i |= (1 << FRACTION) - 1;
        continue;
      }
      long here = counts[bin & (1 << FRACTION) - 1];
      double near = Float.intBitsToFloat(magnitude << DROPPED);
      double far = Float.intBitsToFloat(magnitude + 1 << DROPPED);
      if (here > 0 && !visitor.visit(negative ? -far : near, negative ? -near : far, here)) {
        return;
      }
    }
  }

  /** The value below which a share of the counted ones lies, to within a bin; NaN of none. */
  public double quantile(double share) {
    double wanted = share * count();
    double[] at = {Double.NaN};
    long[] below = {0};
    ascending(
        (from, to, here) -> {
          at[0] = from + (to - from) * Math.min(1, (wanted - below[0]) / here);
          below[0] += here;
          return below[0] < wanted;
        });
    return at[0];
  }

  /** How many of the counted values lie within ± a bound, to within a bin. */
  public double within(double bound) {
    double[] inside = {0};
    ascending(
        (from, to, here) -> {
          inside[0] += here * overlap(from, to, -bound, bound);
          return from < bound;
        });
    return inside[0];
  }

  /**
   * The density over equally wide bins; values outside them count in the whole.
   *
   * @param edges ascending, equally far apart
   */
  public double[] density(double[] edges) {
    double[] heights = new double[edges.length - 1];
    double width = edges[1] - edges[0];
    long count = count();
    ascending(
        (from, to, here) -> {
          int first = place(edges, width, from);
          int last = place(edges, width, to);
          for (int i = Math.max(0, first); i <= Math.min(heights.length - 1, last); i++) {
            heights[i] += here * overlap(from, to, edges[i], edges[i + 1]) / (count * width);
          }
          return from < edges[edges.length - 1];
        });
    return heights;
  }

  private static int place(double[] edges, double width, double value) {
    double place = Math.floor((value - edges[0]) / width);
    return (int) Math.max(-1, Math.min(edges.length, place));
  }

  /** Which share of a bin lies inside a range. */
  private static double overlap(double from, double to, double low, double high) {
    double common = Math.min(to, high) - Math.max(from, low);
    return Math.max(0, Math.min(1, common / (to - from)));
  }
}
