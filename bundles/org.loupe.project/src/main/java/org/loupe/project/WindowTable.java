package org.loupe.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.LongTensor;
import org.loupe.model.ModelCard;
import org.loupe.model.Tensor;
import org.loupe.model.WindowLabel;
import org.loupe.model.Windows;

/**
 * What is known of each window: its cluster (recording, machine) and its labels, as the card says.
 *
 * @param windows the windows
 * @param clusters one number per window, or null if the card or the dataset gives none; windows of
 *     one number belong together and are resampled together
 * @param labels by label, in the card's order: one name per window
 */
public record WindowTable(
    Windows windows, long @Nullable [] clusters, Map<String, List<String>> labels) {

  /**
   * A row.
   *
   * @param window its number in the dataset
   * @param cluster its cluster, if known
   * @param labels by label
   */
  public record Row(int window, OptionalLong cluster, Map<String, String> labels) {}

  /**
   * Reads clusters and labels. Those whose arrays the dataset does not have are left out.
   *
   * @throws BadInputException if an array has not one integer per window
   */
  public static WindowTable of(Windows windows, ModelCard card) throws BadInputException {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    for (Map.Entry<String, WindowLabel> label : card.labels().entrySet()) {
      Optional<long[]> values =
          numbers(windows, label.getValue().data(), "label '" + label.getKey() + "'");
      if (values.isPresent()) {
        List<String> names = new ArrayList<>();
        for (long value : values.get()) {
          names.add(label.getValue().name(value));
        }
        labels.put(label.getKey(), List.copyOf(names));
      }
    }
    ArrayReference clusters = card.clusters();
    return new WindowTable(
        windows,
        clusters == null ? null : numbers(windows, clusters, "clusters").orElse(null),
        labels);
  }

  /** Number of windows. */
  public int size() {
    return windows.size();
  }

  /** The row at a position. */
  public Row row(int position) {
    Map<String, String> names = new LinkedHashMap<>();
    labels.forEach((label, values) -> names.put(label, values.get(position)));
    long[] numbers = clusters;
    return new Row(
        windows.numbers()[position],
        numbers == null ? OptionalLong.empty() : OptionalLong.of(numbers[position]),
        names);
  }

  private static Optional<long[]> numbers(Windows windows, ArrayReference reference, String what)
      throws BadInputException {
    Dataset dataset = windows.dataset();
    String array = reference.array();
    if (!dataset.arrays().containsKey(array) && !dataset.unread().containsKey(array)) {
      return Optional.empty();
    }
    Tensor values = dataset.read(reference, windows.numbers());
    if (!(values instanceof LongTensor longs) || values.size() != windows.size()) {
      throw new BadInputException(
          "Array '"
              + reference.array()
              + "' of dataset '"
              + dataset.name()
              + "' is "
              + dataset.arrays().get(reference.array())
              + ", but "
              + what
              + " needs one integer per window.");
    }
    return Optional.of(longs.values());
  }
}
