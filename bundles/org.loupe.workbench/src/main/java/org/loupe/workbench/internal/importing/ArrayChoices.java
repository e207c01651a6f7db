package org.loupe.workbench.internal.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.loupe.model.ArrayReference;
import org.loupe.model.Dataset;
import org.loupe.model.Dataset.ArrayInfo;
import org.loupe.model.PredictionHead;
import org.loupe.project.imports.CardDraft;

/** Which arrays of a dataset come into question, and how they are written. */
final class ArrayChoices {
  private ArrayChoices() {}

  /** The shape of a head's output, the window first; empty if it is not known. */
  static int[] shape(CardDraft draft, PredictionHead head) {
    Map<String, int[]> outputs = draft.outputs();
    int[] named = outputs.get(head.output() == null ? head.name() : "@" + head.output());
    if (named == null && outputs.size() == 1) {
      return outputs.values().iterator().next();
    }
    return named == null ? new int[0] : named;
  }

  /**
   * The arrays that have one number, or row, per position of an output, whole or shifted by one.
   */
  static List<ArrayReference> targets(Dataset dataset, int[] output) {
    List<ArrayReference> targets = new ArrayList<>();
    dataset
        .arrays()
        .forEach(
            (name, info) -> {
              int[] shape = info.shape().clone();
              boolean values = output.length > 0 && fits(dataset, shape, output);
              if (values || fits(dataset, shape, positions(output))) {
                targets.add(ArrayReference.whole(name));
              }
              if (shape.length > 1) {
                shape[shape.length - 1]--;
                if (fits(dataset, shape, positions(output))) {
                  targets.add(new ArrayReference(name, 1, null));
                }
              }
            });
    return targets;
  }

  /** An output's shape without its classes or values. */
  private static int[] positions(int[] output) {
    return output.length == 0 ? output : Arrays.copyOf(output, output.length - 1);
  }

  /** Whether an array has the wanted shape, the number of windows apart; any if none is known. */
  private static boolean fits(Dataset dataset, int[] shape, int[] wanted) {
    if (shape.length == 0 || shape[0] != dataset.size()) {
      return false;
    }
    if (wanted.length == 0) {
      return shape.length <= 2;
    }
    return Arrays.equals(shape, 1, shape.length, wanted, 1, wanted.length);
  }

  /** The arrays that have one integer per window. */
  static List<String> perWindow(Dataset dataset) {
    return dataset.arrays().entrySet().stream()
        .filter(array -> isPerWindow(dataset, array.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean isPerWindow(Dataset dataset, ArrayInfo info) {
    return info.shape().length == 1
        && info.shape()[0] == dataset.size()
        && !info.elementType().isFloatingPoint();
  }

  /** The arrays that have a row per window. */
  static List<String> rows(Dataset dataset) {
    return dataset.arrays().entrySet().stream()
        .filter(array -> array.getValue().shape().length > 0)
        .filter(array -> array.getValue().shape()[0] == dataset.size())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** As NumPy writes it: {@code tokens[:, 1:]}. */
  static String text(ArrayReference reference) {
    if (!reference.isSliced()) {
      return reference.array();
    }
    return reference.array()
        + "[…, "
        + (reference.from() == null ? "" : reference.from())
        + ":"
        + (reference.to() == null ? "" : reference.to())
        + "]";
  }

  /** The window, whose number does not matter, as N. */
  static String shape(int[] shape) {
    StringBuilder text = new StringBuilder("[N");
    for (int i = 1; i < shape.length; i++) {
      text.append(',').append(shape[i]);
    }
    return text.append(']').toString();
  }
}
