package org.loupe.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.ArrayReference;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Tensor;

/** A dataset of arrays in memory. Fill it before it is shared between threads. */
public final class FakeDataset implements Dataset {
  private final String name;
  private final Map<String, Tensor> arrays = new LinkedHashMap<>();

  /** An empty dataset of that name. */
  public FakeDataset(String name) {
    this.name = name;
  }

  /**
   * Adds an array of floating point numbers.
   *
   * @param shape the number of windows first
   * @param values row-major; shared, not copied
   */
  public FakeDataset with(String array, int[] shape, float... values) {
    arrays.put(array, new FloatTensor(axes(shape), values));
    return this;
  }

  /**
   * Adds an array of integers.
   *
   * @param shape the number of windows first
   * @param values row-major; shared, not copied
   */
  public FakeDataset with(String array, int[] shape, long... values) {
    arrays.put(array, new LongTensor(axes(shape), ElementType.INT64, values));
    return this;
  }

  @Override
  public String name() {
    return name;
  }

  /** Not of any bytes: a fixed text that differs by name. */
  @Override
  public String sha256() {
    return String.format("%064x", name.hashCode() & 0xffffffffL);
  }

  @Override
  public int size() {
    return arrays.values().stream().mapToInt(array -> array.shape()[0]).min().orElse(0);
  }

  @Override
  public Map<String, ArrayInfo> arrays() {
    Map<String, ArrayInfo> infos = new LinkedHashMap<>();
    arrays.forEach(
        (key, array) -> infos.put(key, new ArrayInfo(array.elementType(), array.shape())));
    return Collections.unmodifiableMap(infos);
  }

  @Override
  public Tensor read(ArrayReference reference, int[] windows) throws BadInputException {
    Tensor array = arrays.get(reference.array());
    if (array == null) {
      throw new BadInputException(
          "Dataset '"
              + name
              + "' has no array '"
              + reference.array()
              + "'; it has "
              + arrays.keySet()
              + ".");
    }
    int last = array.axes().size() - 1;
    int[] shape = array.shape();
    int width = last == 0 ? 1 : shape[last];
    int from = last == 0 ? 0 : reference.start(width);
    int to = last == 0 ? 1 : reference.end(width);
    int rows = array.size() / Math.max(1, shape[0] * width);
    int[] positions = new int[windows.length * rows * (to - from)];
    int p = 0;
    for (int window : windows) {
      for (int row = 0; row < rows; row++) {
        for (int i = from; i < to; i++) {
          positions[p++] = (window * rows + row) * width + i;
        }
      }
    }
    int[] picked = shape.clone();
    picked[0] = windows.length;
    if (last > 0) {
      picked[last] = to - from;
    }
    return pick(array, axes(picked), positions);
  }

  private static Tensor pick(Tensor array, List<Axis> axes, int[] positions) {
    if (array instanceof LongTensor longs) {
      long[] values = Arrays.stream(positions).mapToLong(i -> longs.values()[i]).toArray();
      return new LongTensor(axes, longs.elementType(), values);
    }
    float[] values = new float[positions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.number(positions[i]);
    }
    return new FloatTensor(axes, values);
  }

  private static List<Axis> axes(int[] shape) {
    List<Axis> axes = new ArrayList<>();
    axes.add(Axis.of(Dimension.WINDOW, shape[0]));
    for (int i = 1; i < shape.length; i++) {
      axes.add(new Axis("value_" + i, Dimension.VALUE, shape[i]));
    }
    return axes;
  }
}
