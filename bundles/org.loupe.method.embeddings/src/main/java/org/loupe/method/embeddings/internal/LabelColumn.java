package org.loupe.method.embeddings.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;
import org.loupe.model.WindowLabel;

/**
 * A label of every window.
 *
 * @param name in the card
 * @param category per window, counted from 0 in the order of the values
 * @param names of the categories that these windows have
 */
record LabelColumn(String name, int[] category, List<String> names) {
  /** The card's labels whose arrays the dataset has. */
  static List<LabelColumn> of(Subject subject) throws BadInputException {
    List<LabelColumn> columns = new ArrayList<>();
    for (Map.Entry<String, WindowLabel> label : subject.card().labels().entrySet()) {
      if (subject.windows().dataset().arrays().containsKey(label.getValue().data().array())) {
        columns.add(of(label.getKey(), label.getValue(), subject));
      }
    }
    return List.copyOf(columns);
  }

  private static LabelColumn of(String name, WindowLabel label, Subject subject)
      throws BadInputException {
    int windows = subject.windows().size();
    Tensor values = subject.windows().dataset().read(label.data(), subject.windows().numbers());
    if (values.size() != windows) {
      throw new BadInputException(
          "Label '"
              + name
              + "' takes array '"
              + label.data().array()
              + "', which gives the shape "
              + Tensor.describe(values.shape())
              + " where one number per window, "
              + Tensor.describe(windows)
              + ", is expected; correct 'labels' in the card.");
    }
    TreeSet<Long> seen = new TreeSet<>();
    for (int i = 0; i < windows; i++) {
      seen.add((long) values.number(i));
    }
    Map<Long, Integer> index = new LinkedHashMap<>();
    seen.forEach(value -> index.put(value, index.size()));
    int[] category = new int[windows];
    for (int i = 0; i < windows; i++) {
      category[i] = index.get((long) values.number(i));
    }
    return new LabelColumn(name, category, seen.stream().map(label::name).toList());
  }
}
