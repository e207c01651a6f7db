package org.loupe.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Tensor;

/**
 * Some windows of a source, read in runs of neighbours.
 *
 * @param source with all windows
 * @param places of the wanted ones, in the order wanted; shared, not copied
 */
public record SomeWindows(BatchSource source, int[] places) implements BatchSource {
  @Override
  public int size() {
    return places.length;
  }

  @Override
  public Batch read(int from, int to) throws BadInputException {
    List<Batch> parts = new ArrayList<>();
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || places[i] != places[i - 1] + 1) {
        parts.add(source.read(places[start], places[i - 1] + 1));
        start = i;
      }
    }
    return parts.size() == 1 ? parts.get(0) : joined(parts);
  }

  private static Batch joined(List<Batch> parts) {
    int[] windows = parts.stream().flatMapToInt(part -> IntStream.of(part.windows())).toArray();
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    Map<String, Tensor> targets = new LinkedHashMap<>();
    for (String name : parts.get(0).inputs().keySet()) {
      inputs.put(name, tensor(parts.stream().map(part -> part.inputs().get(name)).toList()));
    }
    for (String name : parts.get(0).targets().keySet()) {
      targets.put(name, tensor(parts.stream().map(part -> part.targets().get(name)).toList()));
    }
    return new Batch(windows, inputs, targets);
  }

  private static Tensor tensor(List<Tensor> parts) {
    List<Axis> axes = new ArrayList<>(parts.get(0).axes());
    int windows = parts.stream().mapToInt(part -> part.axes().get(0).size()).sum();
    axes.set(0, new Axis(axes.get(0).name(), axes.get(0).dimension(), windows));
    boolean floats = parts.get(0) instanceof FloatTensor;
    float[] numbers = new float[floats ? Tensor.elements(axes) : 0];
    long[] integers = new long[floats ? 0 : Tensor.elements(axes)];
    int at = 0;
    for (Tensor part : parts) {
      if (part instanceof FloatTensor some) {
        System.arraycopy(some.values(), 0, numbers, at, some.size());
      } else {
        System.arraycopy(((LongTensor) part).values(), 0, integers, at, part.size());
      }
      at += part.size();
    }
    return floats
        ? new FloatTensor(axes, numbers)
        : new LongTensor(axes, parts.get(0).elementType(), integers);
  }
}
