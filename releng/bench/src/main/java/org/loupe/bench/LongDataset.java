package org.loupe.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.RandomStreams;
import org.loupe.model.ArrayReference;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;

/**
 * Long windows, put together from the short ones of another dataset in an order of their own, when
 * they are read: as many as are wanted, without holding them.
 *
 * @param source with steps on the second axis of every floating-point array
 * @param size how many windows
 * @param steps how long each is
 */
record LongDataset(Dataset source, int size, int steps) implements Dataset {
  @Override
  public String name() {
    return size + " of " + source.name();
  }

  @Override
  public String sha256() {
    return source.sha256();
  }

  @Override
  public Map<String, ArrayInfo> arrays() {
    Map<String, ArrayInfo> all = new LinkedHashMap<>();
    source
        .arrays()
        .forEach(
            (name, info) -> {
              int[] shape = info.shape().clone();
              if (shape.length > 1) {
                shape[0] = size;
                shape[1] = steps;
                all.put(name, new ArrayInfo(info.elementType(), shape));
              }
            });
    return all;
  }

  @Override
  public FloatTensor read(ArrayReference array, int[] windows) throws BadInputException {
    List<Axis> axes = null;
    float[] values = {};
    for (int i = 0; i < windows.length; i++) {
      int at = 0;
      for (int part = 0; axes == null || at < values.length / windows.length; part++) {
        int[] one = {RandomStreams.of(windows[i], part).nextInt(source.size())};
        FloatTensor piece = (FloatTensor) source.read(array, one);
        if (axes == null) {
          axes = new ArrayList<>(piece.axes());
          axes.set(0, new Axis(axes.get(0).name(), axes.get(0).dimension(), windows.length));
          axes.set(1, new Axis(axes.get(1).name(), axes.get(1).dimension(), steps));
          values = new float[Tensor.elements(axes)];
        }
        int each = values.length / windows.length;
        int length = Math.min(piece.size(), each - at);
        System.arraycopy(piece.values(), 0, values, i * each + at, length);
        at += length;
      }
    }
    if (axes == null) {
      throw new BadInputException("There are no windows to read.");
    }
    return new FloatTensor(axes, values);
  }
}
