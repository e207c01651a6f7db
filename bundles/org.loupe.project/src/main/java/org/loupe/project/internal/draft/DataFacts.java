package org.loupe.project.internal.draft;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Dataset.ArrayInfo;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;
import org.loupe.project.Windowing;
import org.loupe.project.internal.draft.Names.Meaning;

/** The arrays of a dataset, looked at in some of its windows. */
final class DataFacts {
  /** Different numbers are counted up to here. */
  static final int MOST_DISTINCT = 4096;

  private static final int MOST_WINDOWS = 1024;
  private static final int CHUNK = 64;

  private final Dataset dataset;
  private final int[] windows;
  private final Map<String, ArrayFacts> arrays = new LinkedHashMap<>();

  DataFacts(Dataset dataset, Progress progress) throws BadInputException {
    this.dataset = dataset;
    this.windows = spread(dataset.size());
    int done = 0;
    for (Map.Entry<String, ArrayInfo> array : dataset.arrays().entrySet()) {
      progress.report("look at the data", done++, dataset.arrays().size());
      int[] shape = array.getValue().shape();
      if (shape.length > 0 && shape[0] == dataset.size()) {
        arrays.put(array.getKey(), facts(array.getKey(), array.getValue(), progress));
      }
    }
  }

  /** Evenly over the dataset, whose order may mean something. */
  private static int[] spread(int size) {
    int count = Math.min(size, MOST_WINDOWS);
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).toArray();
  }

  Dataset dataset() {
    return dataset;
  }

  /** The arrays that have one row per window, in the file's order. */
  Map<String, ArrayFacts> arrays() {
    return Collections.unmodifiableMap(arrays);
  }

  List<ArrayFacts> all() {
    return List.copyOf(arrays.values());
  }

  Optional<ArrayFacts> find(String name) {
    return Optional.ofNullable(arrays.get(name));
  }

  /**
   * Whether an array is a label of a table, which people named as what is to be predicted: a table
   * gives two arrays of each, that of the window's last row and that of every row.
   */
  boolean isLabel(String name) {
    String label =
        name.endsWith(Windowing.EACH_STEP)
            ? name.substring(0, name.length() - Windowing.EACH_STEP.length())
            : name;
    return arrays.containsKey(label) && arrays.containsKey(label + Windowing.EACH_STEP);
  }

  /** Whether an array's name says that it holds true values of whatever head. */
  boolean isTruth(String name) {
    return Meaning.TARGET.has(name) || Names.headOfTarget(name).isPresent() || isLabel(name);
  }

  /** The numbers of an array in the windows that were looked at. */
  Tensor read(ArrayReference reference) throws BadInputException {
    return dataset.read(reference, windows);
  }

  private ArrayFacts facts(String name, ArrayInfo info, Progress progress)
      throws BadInputException {
    Gathering gathering = new Gathering(info);
    for (int from = 0; from < windows.length; from += CHUNK) {
      progress.checkCancelled();
      int begin = from;
      int[] chunk =
          IntStream.range(from, Math.min(windows.length, from + CHUNK))
              .map(i -> windows[i])
              .toArray();
      gathering.add(dataset.read(ArrayReference.whole(name), chunk), begin == 0);
    }
    return gathering.facts(name);
  }

  private static final class Gathering {
    private final ArrayInfo info;
    private final Set<Long> distinct = new HashSet<>();
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private @Nullable Long first;
    private boolean sameFirst = true;
    private final Map<Long, Integer> endings = new LinkedHashMap<>();
    private final Set<Long> inside = new HashSet<>();

    Gathering(ArrayInfo info) {
      this.info = info;
    }

    void add(Tensor tensor, boolean begin) {
      boolean integers = !info.elementType().isFloatingPoint();
      for (int i = 0; i < tensor.size(); i++) {
        double value = tensor.number(i);
        if (Double.isFinite(value)) {
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
        if (integers && distinct.size() <= MOST_DISTINCT) {
          distinct.add((long) value);
        }
      }
      if (integers && info.shape().length == 2 && info.shape()[1] > 1) {
        rows(tensor, begin);
      }
    }

    private void rows(Tensor tensor, boolean begin) {
      int width = info.shape()[1];
      for (int row = 0; row < tensor.size() / width; row++) {
        long start = (long) tensor.number(row * width);
        if (begin && row == 0) {
          first = start;
        }
        sameFirst &= first != null && first == start;
        ending(tensor, row * width, width);
      }
    }

    /** A number is padding if it stands nowhere but in runs up to the end of windows. */
    private void ending(Tensor tensor, int from, int width) {
      long last = (long) tensor.number(from + width - 1);
      int end = width - 1;
      while (end > 0 && (long) tensor.number(from + end - 1) == last) {
        end--;
      }
      if (end < width - 1) {
        endings.merge(last, 1, Integer::sum);
      }
      for (int i = 0; i < end; i++) {
        inside.add((long) tensor.number(from + i));
      }
    }

    ArrayFacts facts(String name) {
      Optional<Long> pad =
          endings.entrySet().stream()
              .filter(ending -> !inside.contains(ending.getKey()))
              .max(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey);
      return new ArrayFacts(
          name, info, min, max, distinct.size(), sameFirst ? first : null, pad.orElse(null));
    }
  }
}
