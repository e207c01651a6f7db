package org.loupe.project.internal.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.Tensor;

/**
 * Names of classes by array: those that were texts have them already; numbers that always come with
 * the same text, as {@code operation} with {@code operation_name}, take theirs from it.
 */
final class ClassNames {
  private static final int MOST_CLASSES = 1000;

  private ClassNames() {}

  static Map<String, List<String>> of(DataFacts data, Map<String, List<String>> texts)
      throws BadInputException {
    Map<String, List<String>> names = new LinkedHashMap<>(texts);
    for (Map.Entry<String, List<String>> text : texts.entrySet()) {
      Tensor worded = data.read(ArrayReference.whole(text.getKey()));
      if (worded.shape().length > 1) {
        continue;
      }
      for (ArrayFacts array : data.all()) {
        boolean possible =
            array.rank() == 1
                && array.isInteger()
                && array.min() >= 0
                && array.max() < MOST_CLASSES
                && array.distinct() == text.getValue().size()
                && !names.containsKey(array.name());
        if (possible) {
          matched(data.read(ArrayReference.whole(array.name())), worded, text.getValue())
              .ifPresent(found -> names.put(array.name(), found));
        }
      }
    }
    return names;
  }

  /** Names by number, if one text belongs to every number and all numbers from 0 on have one. */
  private static Optional<List<String>> matched(Tensor numbers, Tensor worded, List<String> texts) {
    Map<Long, Long> textOf = new LinkedHashMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      long text = (long) worded.number(i);
      Long before = textOf.putIfAbsent((long) numbers.number(i), text);
      if (before != null && before != text) {
        return Optional.empty();
      }
    }
    List<String> names = new ArrayList<>();
    for (long number = 0; number < textOf.size(); number++) {
      Long text = textOf.get(number);
      if (text == null || names.contains(texts.get(text.intValue()))) {
        return Optional.empty();
      }
      names.add(texts.get(text.intValue()));
    }
    return Optional.of(names);
  }
}
