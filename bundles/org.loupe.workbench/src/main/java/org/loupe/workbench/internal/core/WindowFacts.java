package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;

/**
 * What the card knows of every window of a dataset: its recording and its labels.
 *
 * @param dataset the dataset
 * @param recordings the recording of each window, or null if the card names no clusters
 * @param labels the labels, in the card's order
 */
public record WindowFacts(Dataset dataset, @Nullable Column recordings, List<Column> labels) {
  /** Copies the list. */
  public WindowFacts {
    labels = List.copyOf(labels);
  }

  /**
   * One value per window.
   *
   * @param title the label's name
   * @param values one per window; shared, not copied
   * @param names the name of a value
   */
  public record Column(String title, long[] values, LongFunction<String> names) {
    /** The value of a window in words. */
    public String text(int window) {
      return names.apply(values[window]);
    }
  }

  /**
   * Reads the facts. Not on a UI thread.
   *
   * @throws BadInputException if the card names an array that the dataset has not
   */
  public static WindowFacts read(Dataset dataset, ModelCard card) throws BadInputException {
    int[] all = IntStream.range(0, dataset.size()).toArray();
    ArrayReference clusters = card.clusters();
    Column recordings =
        clusters == null
            ? null
            : new Column("recording", values(dataset, clusters, all), Long::toString);
    List<Column> labels = new ArrayList<>();
    for (var label : card.labels().entrySet()) {
      labels.add(
          new Column(
              label.getKey(),
              values(dataset, label.getValue().data(), all),
              label.getValue()::name));
    }
    return new WindowFacts(dataset, recordings, labels);
  }

  private static long[] values(Dataset dataset, ArrayReference array, int[] all)
      throws BadInputException {
    Tensor tensor = dataset.read(array, all);
    if (tensor.size() != all.length) {
      throw new BadInputException(
          "Array '"
              + array.array()
              + "' of dataset '"
              + dataset.name()
              + "' has the shape "
              + Tensor.describe(tensor.shape())
              + ", but a label or cluster is one number per window; correct the model card.");
    }
    return IntStream.range(0, all.length).mapToLong(i -> (long) tensor.number(i)).toArray();
  }

  /** What a figure is of, with its recordings: '586 windows, 15 recordings', 'window 394'. */
  public static String describe(Optional<WindowFacts> facts, Windows windows) {
    Column column = facts.map(WindowFacts::recordings).orElse(null);
    if (windows.size() == 1 || column == null) {
      return windows.describe();
    }
    long count =
        IntStream.of(windows.numbers()).mapToLong(w -> column.values()[w]).distinct().count();
    return windows.describe() + ", " + count + (count == 1 ? " recording" : " recordings");
  }
}
