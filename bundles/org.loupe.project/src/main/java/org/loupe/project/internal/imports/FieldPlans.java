package org.loupe.project.internal.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.loupe.checkpoint.SavedValue;
import org.loupe.checkpoint.StoredType;
import org.loupe.model.ElementType;
import org.loupe.model.Tensor;
import org.loupe.project.internal.imports.SampleTable.Column;
import org.loupe.project.internal.imports.SampleTable.PerSample;

/** Plans an array for every field of a table that can be one, and says why another cannot. */
final class FieldPlans {
  private static final int MOST_AXES = 6;

  private final List<ArrayPlan> plans = new ArrayList<>();
  private final Map<String, List<String>> classes = new LinkedHashMap<>();
  private final List<String> remarks;

  FieldPlans(SampleTable table) {
    remarks = new ArrayList<>(table.remarks());
    table
        .fields()
        .forEach(
            (name, field) -> {
              if (field instanceof Column column) {
                plan(name, column);
              } else if (field instanceof PerSample each) {
                plan(name, each.values());
              }
            });
  }

  List<ArrayPlan> plans() {
    return plans;
  }

  /** Of fields that were texts: the texts, sorted; the array holds their positions. */
  Map<String, List<String>> classes() {
    return classes;
  }

  List<String> remarks() {
    return remarks;
  }

  private void plan(String name, Column column) {
    int[] shape = new int[column.tensor().shape().size()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = Math.toIntExact(column.tensor().shape().get(axis));
    }
    shape[0] = column.rows().length;
    plans.add(new ArrayPlan(name, written(column.tensor().type()), shape, null, column, null));
  }

  private void plan(String name, List<SavedValue> values) {
    if (values.stream().allMatch(SavedValue.Text.class::isInstance)) {
      texts(name, values.stream().map(value -> ((SavedValue.Text) value).text()).toList());
      return;
    }
    List<Cell> cells = new ArrayList<>();
    for (SavedValue value : values) {
      Optional<Cell> cell = Cell.of(value);
      if (cell.isEmpty()) {
        leave(name, "sample " + cells.size() + " holds " + describe(value) + ", no numbers");
        return;
      }
      cells.add(cell.get());
    }
    int rank = cells.get(0).shape().size();
    if (rank >= MOST_AXES || cells.stream().anyMatch(cell -> cell.shape().size() != rank)) {
      leave(name, "its samples differ in their number of axes, or have too many");
      return;
    }
    numbers(name, cells, rank);
  }

  private void texts(String name, List<String> texts) {
    List<String> distinct = List.copyOf(new TreeSet<>(texts));
    if (distinct.size() > 20 && distinct.size() > texts.size() / 2) {
      leave(name, "nearly every sample has another text, which is no label");
      return;
    }
    Map<String, Long> numbers = new LinkedHashMap<>();
    distinct.forEach(text -> numbers.put(text, (long) numbers.size()));
    List<Cell> cells =
        texts.stream()
            .map(numbers::get)
            .map(number -> new SavedValue.Scalar(StoredType.INT64, number))
            .map(scalar -> new Cell(StoredType.INT64, List.of(), scalar))
            .toList();
    classes.put(name, distinct);
    plans.add(new ArrayPlan(name, ElementType.INT64, new int[] {cells.size()}, cells, null, null));
  }

  private void numbers(String name, List<Cell> cells, int rank) {
    int[] shape = new int[rank + 1];
    shape[0] = cells.size();
    StoredType type = cells.get(0).type();
    int shortest = Integer.MAX_VALUE;
    int[] lengths = new int[cells.size()];
    boolean ragged = false;
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      type = Cell.wider(type, cell.type());
      for (int axis = 0; axis < rank; axis++) {
        int size = Math.toIntExact(cell.shape().get(axis));
        ragged |= i > 0 && size != shape[axis + 1];
        shape[axis + 1] = Math.max(shape[axis + 1], size);
      }
      lengths[i] = rank == 0 ? 1 : Math.toIntExact(cell.shape().get(0));
      shortest = Math.min(shortest, lengths[i]);
    }
    boolean raggedFirst = ragged && rank > 0 && shortest < shape[1];
    if (ragged) {
      remarks.add(
          "'"
              + name
              + "' differs in size from sample to sample; it is padded with 0 at the end to "
              + Tensor.describe(shape)
              + (raggedFirst ? ", from " + shortest + " steps on." : "."));
    }
    plans.add(new ArrayPlan(name, written(type), shape, cells, null, raggedFirst ? lengths : null));
  }

  private void leave(String name, String reason) {
    remarks.add("'" + name + "' is left out: " + reason + ".");
  }

  private static String describe(SavedValue value) {
    if (value instanceof SavedValue.Other other) {
      return other.what();
    }
    return value instanceof SavedValue.Text ? "a text" : "a list or a dictionary";
  }

  private static ElementType written(StoredType type) {
    return type.isFloatingPoint() ? ElementType.FLOAT32 : ElementType.ofKey(type.key());
  }
}
