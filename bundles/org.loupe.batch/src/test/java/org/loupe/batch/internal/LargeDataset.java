package org.loupe.batch.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Tensor;

/**
 * A dataset that is larger than the memory: the windows of another many times, of which an array of
 * floating point numbers gives few at once.
 *
 * @param dataset whose windows come again and again
 * @param times how often
 * @param most windows at once
 */
record LargeDataset(Dataset dataset, int times, int most) implements Dataset {
  @Override
  public String name() {
    return dataset.name();
  }

  @Override
  public String sha256() {
    return dataset.sha256();
  }

  @Override
  public int size() {
    return times * dataset.size();
  }

  @Override
  public Map<String, ArrayInfo> arrays() {
    Map<String, ArrayInfo> arrays = new LinkedHashMap<>();
    dataset
        .arrays()
        .forEach(
            (name, info) -> {
              int[] shape = info.shape().clone();
              shape[0] = size();
              arrays.put(name, new ArrayInfo(info.elementType(), shape));
            });
    return arrays;
  }

  @Override
  public Tensor read(ArrayReference array, int[] windows) throws BadInputException {
    if (windows.length > most
        && dataset.arrays().get(array.array()).elementType().isFloatingPoint()) {
      throw new BadInputException(
          windows.length
              + " windows of '"
              + array.array()
              + "' at once do not fit the memory, at most "
              + most
              + " do.");
    }
    return dataset.read(
        array, IntStream.of(windows).map(number -> number % dataset.size()).toArray());
  }
}
