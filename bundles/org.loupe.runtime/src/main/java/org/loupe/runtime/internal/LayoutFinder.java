package org.loupe.runtime.internal;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.runtime.internal.CallLayout.Order;

/**
 * Finds out how the values at probes count windows, from two forwards: on some windows, and on the
 * same with the last of them once more. What grows counts windows; where the last two windows have
 * equal values says in which order.
 */
final class LayoutFinder {

  private static final double TOLERANCE = 1e-5;

  private final int windows;

  /**
   * A finder.
   *
   * @param windows of the second forward, 2 or more; the first had one less
   */
  LayoutFinder(int windows) {
    this.windows = windows;
  }

  /**
   * The layouts of all probes.
   *
   * @param shapes of the first forward's values, by probe and call
   * @param values of the second forward
   */
  ProbeLayouts find(Map<String, List<long[]>> shapes, RecordedValues values) {
    Map<String, List<CallLayout>> layouts = new LinkedHashMap<>();
    shapes.forEach(
        (probe, calls) -> {
          List<CallLayout> found = new ArrayList<>();
          for (int call = 0; call < calls.size(); call++) {
            NDArray value = values.find(probe, call);
            found.add(
                value == null
                    ? new CallLayout(Order.MIXED, 0, List.of())
                    : find(calls.get(call), value));
          }
          layouts.put(probe, found);
        });
    return new ProbeLayouts(layouts);
  }

  private CallLayout find(long[] before, NDArray value) {
    long[] after = value.getShape().getShape();
    if (before.length != after.length) {
      return mixed(after);
    }
    int[] grown = IntStream.range(0, after.length).filter(i -> before[i] != after[i]).toArray();
    if (grown.length == 0) {
      boolean place = after.length > 0 && after[0] == 1;
      return new CallLayout(
          Order.SAME,
          place ? 0 : -1,
          sizes(place ? Arrays.copyOfRange(after, 1, after.length) : after));
    }
    int axis = grown[0];
    if (grown.length > 1 || before[axis] * windows != after[axis] * (windows - 1)) {
      return mixed(after);
    }
    List<Integer> window = sizes(after);
    long within = after[axis] / windows;
    if (within == 1) {
      window.remove(axis);
      return new CallLayout(Order.ALONE, axis, window);
    }
    window.set(axis, Math.toIntExact(within));
    return new CallLayout(order(value, axis, (int) within), axis, window);
  }

  private static CallLayout mixed(long[] shape) {
    return new CallLayout(Order.MIXED, 0, sizes(shape));
  }

  private static List<Integer> sizes(long[] shape) {
    List<Integer> sizes = new ArrayList<>();
    for (long size : shape) {
      sizes.add(Math.toIntExact(size));
    }
    return sizes;
  }

  private Order order(NDArray value, int axis, int within) {
    long[] shape = value.getShape().getShape();
    int outer = product(shape, 0, axis);
    int inner = product(shape, axis + 1, shape.length);
    float[] values = OutputArrays.floats(value);
    if (lastAreEqual(values, outer, windows, within * inner)) {
      return Order.WINDOWS_OUTER;
    }
    return lastAreEqual(values, outer * within, windows, inner) ? Order.WINDOWS_INNER : Order.MIXED;
  }

  private static int product(long[] shape, int from, int to) {
    return Math.toIntExact(Arrays.stream(shape, from, to).reduce(1, Math::multiplyExact));
  }

  /** Whether the last two of the middle axis hold the same: values are [outer, middle, inner]. */
  private static boolean lastAreEqual(float[] values, int outer, int middle, int inner) {
    for (int i = 0; i < outer; i++) {
      int last = (i * middle + middle - 1) * inner;
      for (int j = last; j < last + inner; j++) {
        float a = values[j - inner];
        float b = values[j];
        boolean equal =
            Float.compare(a, b) == 0 || Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a));
        if (!equal) {
          return false;
        }
      }
    }
    return true;
  }
}
