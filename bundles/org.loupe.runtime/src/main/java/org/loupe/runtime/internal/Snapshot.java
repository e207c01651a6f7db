package org.loupe.runtime.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of what one forward gave.
 *
 * @param outputs in an order that does not depend on a dict's
 */
record Snapshot(List<Output> outputs) {

  /**
   * One output.
   *
   * @param name its key in a dict, or its position
   * @param bits as libtorch has them
   * @param values the same as numbers
   */
  record Output(String name, DataType type, Shape shape, byte[] bits, float[] values) {}

  /** Copies outputs. */
  static Snapshot of(NDList outputs) {
    List<Output> copies = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      NDArray output = outputs.get(i);
      String name = output.getName();
      copies.add(
          new Output(
              name == null ? "" + i : name,
              output.getDataType(),
              output.getShape(),
              output.toByteArray(),
              OutputArrays.floats(output)));
    }
    copies.sort(Comparator.comparing(Output::name));
    return new Snapshot(copies);
  }

  /** Whether all bits are equal. */
  boolean equalBits(Snapshot other) {
    return distance(other) == 0
        && IntStream.range(0, outputs.size())
            .allMatch(i -> Arrays.equals(outputs.get(i).bits, other.outputs.get(i).bits));
  }

  /**
   * The largest difference of two numbers, relative where they are above 1; infinite if there are
   * other outputs, shapes or types, or a number against none.
   */
  double distance(Snapshot other) {
    if (outputs.size() != other.outputs.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < outputs.size(); i++) {
      largest = Math.max(largest, distance(outputs.get(i), other.outputs.get(i)));
    }
    return largest;
  }

  private static double distance(Output a, Output b) {
    if (!a.name.equals(b.name) || a.type != b.type || !a.shape.equals(b.shape)) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < a.values.length; i++) {
      float x = a.values[i];
      float y = b.values[i];
      if (Float.compare(x, y) != 0 && x != y) {
        double difference = Math.abs((double) x - y) / Math.max(1, Math.abs(x));
        largest =
            Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
      }
    }
    return largest;
  }

  /** The name of the output that differs most, or null if none does. */
  @Nullable String farthest(Snapshot other) {
    String name = null;
    double largest = 0;
    for (int i = 0; i < Math.min(outputs.size(), other.outputs.size()); i++) {
      double distance = distance(outputs.get(i), other.outputs.get(i));
      if (distance > largest) {
        largest = distance;
        name = outputs.get(i).name;
      }
    }
    return name;
  }
}
