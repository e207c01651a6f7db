package org.loupe.method.patching.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.model.Axis;
import org.loupe.model.FloatTensor;

/** The values of micro-batches behind each other. */
final class Stitched {
  private Stitched() {}

  static FloatTensor of(List<FloatTensor> parts) {
    List<Axis> axes = new ArrayList<>(parts.get(0).axes());
    int windows = parts.stream().mapToInt(part -> part.axes().get(0).size()).sum();
    axes.set(0, new Axis(axes.get(0).name(), axes.get(0).dimension(), windows));
    float[] values = new float[parts.stream().mapToInt(FloatTensor::size).sum()];
    int at = 0;
    for (FloatTensor part : parts) {
      System.arraycopy(part.values(), 0, values, at, part.size());
      at += part.size();
    }
    return new FloatTensor(axes, values);
  }
}
