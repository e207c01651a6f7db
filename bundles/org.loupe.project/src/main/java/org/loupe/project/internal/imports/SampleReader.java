package org.loupe.project.internal.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.loupe.checkpoint.SavedValue;
import org.loupe.checkpoint.SavedValue.Mapping;
import org.loupe.checkpoint.SavedValue.Sequence;
import org.loupe.checkpoint.SavedValue.Tensor;
import org.loupe.project.internal.imports.SampleTable.Column;
import org.loupe.project.internal.imports.SampleTable.Field;
import org.loupe.project.internal.imports.SampleTable.PerSample;

/**
 * Finds the samples in what training saved: a list of dictionaries, a list of tuples, a list of
 * tensors, a dictionary of tensors, a TensorDataset, a Subset of one of these, or any of them
 * inside a dictionary or an object.
 */
final class SampleReader {
  /** Which of several parts is looked at, best first. */
  private static final List<String> PARTS =
      List.of(
          "test",
          "val",
          "valid",
          "validation",
          "dev",
          "eval",
          "samples",
          "data",
          "dataset",
          "items",
          "windows",
          "train");

  private static final int DEEPEST = 6;
  private static final int MOST_TENSORS = 16;

  private SampleReader() {}

  /** The samples, or empty if the value holds none. */
  static Optional<SampleTable> samples(SavedValue value) {
    return samples(value, 0);
  }

  private static Optional<SampleTable> samples(SavedValue value, int depth) {
    if (value instanceof Sequence list) {
      return listed(list.items());
    } else if (value instanceof Mapping map && depth < DEEPEST) {
      return mapped(map.entries(), depth);
    }
    return Optional.empty();
  }

  private static Optional<SampleTable> listed(List<SavedValue> items) {
    if (items.isEmpty()) {
      return Optional.empty();
    } else if (items.stream().allMatch(Mapping.class::isInstance)) {
      return Optional.of(records(items));
    } else if (items.stream().allMatch(Sequence.class::isInstance)) {
      return tuples(items);
    } else if (items.stream().allMatch(Tensor.class::isInstance)) {
      return Optional.of(tensors(items));
    }
    return Optional.empty();
  }

  private static SampleTable records(List<SavedValue> items) {
    Set<String> names = new LinkedHashSet<>();
    items.forEach(item -> names.addAll(((Mapping) item).entries().keySet()));
    Map<String, Field> fields = new LinkedHashMap<>();
    SavedValue missing = new SavedValue.Other("missing");
    for (String name : names) {
      fields.put(
          name,
          new PerSample(
              items.stream()
                  .map(item -> ((Mapping) item).entries().getOrDefault(name, missing))
                  .toList()));
    }
    return new SampleTable(items.size(), fields, List.of());
  }

  private static Optional<SampleTable> tuples(List<SavedValue> items) {
    List<List<SavedValue>> tuples = items.stream().map(item -> ((Sequence) item).items()).toList();
    int width = tuples.get(0).size();
    if (width == 0 || tuples.stream().anyMatch(tuple -> tuple.size() != width)) {
      return Optional.empty();
    }
    List<String> names = names(width);
    Map<String, Field> fields = new LinkedHashMap<>();
    for (int i = 0; i < width; i++) {
      int position = i;
      fields.put(
          names.get(i), new PerSample(tuples.stream().map(tuple -> tuple.get(position)).toList()));
    }
    return Optional.of(new SampleTable(items.size(), fields, List.of(named(names))));
  }

  /** A few tensors of one first axis but different kinds are fields, else each is a sample. */
  private static SampleTable tensors(List<SavedValue> items) {
    List<Tensor> tensors = items.stream().map(Tensor.class::cast).toList();
    boolean sameFirst =
        tensors.stream().allMatch(tensor -> first(tensor) == first(tensors.get(0)))
            && first(tensors.get(0)) > 1;
    boolean kinds =
        tensors.stream().map(tensor -> tensor.type() + "" + tensor.shape()).distinct().count() > 1;
    if (tensors.size() <= MOST_TENSORS && sameFirst && kinds) {
      return columns(tensors);
    }
    return new SampleTable(
        items.size(),
        Map.of("x", new PerSample(items)),
        List.of("The samples have no names; their only field is called 'x'."));
  }

  private static SampleTable columns(List<Tensor> tensors) {
    List<String> names = names(tensors.size());
    int rows = (int) first(tensors.get(0));
    Map<String, Field> fields = new LinkedHashMap<>();
    for (int i = 0; i < tensors.size(); i++) {
      fields.put(names.get(i), column(tensors.get(i), rows));
    }
    return new SampleTable(rows, fields, List.of(named(names)));
  }

  private static Column column(Tensor tensor, int rows) {
    return new Column(tensor, IntStream.range(0, rows).toArray());
  }

  private static List<String> names(int width) {
    return width == 2
        ? List.of("x", "y")
        : IntStream.range(0, width).mapToObj(i -> "item" + i).toList();
  }

  private static String named(List<String> names) {
    return "The fields of a sample have no names; they are called "
        + String.join(", ", names)
        + " in their order.";
  }

  private static long first(Tensor tensor) {
    return tensor.shape().isEmpty() ? 0 : tensor.shape().get(0);
  }

  private static Optional<SampleTable> mapped(Map<String, SavedValue> entries, int depth) {
    SavedValue dataset = entries.get("dataset");
    if (dataset != null
        && entries.get("indices") instanceof Sequence indices
        && indices.items().stream().allMatch(SavedValue.Scalar.class::isInstance)) {
      return samples(dataset, depth + 1).flatMap(table -> subset(table, indices.items()));
    }
    if (entries.get("tensors") instanceof Sequence list
        && !list.items().isEmpty()
        && list.items().stream().allMatch(Tensor.class::isInstance)) {
      List<Tensor> tensors = list.items().stream().map(Tensor.class::cast).toList();
      long rows = first(tensors.get(0));
      if (rows > 0 && tensors.stream().allMatch(tensor -> first(tensor) == rows)) {
        return Optional.of(columns(tensors));
      }
    }
    if (entries.keySet().stream().anyMatch(name -> name.endsWith(".weight"))) {
      // A state dict: weights are no samples.
      return Optional.empty();
    }
    Optional<SampleTable> fields = fields(entries);
    return fields.isPresent() ? fields : inside(entries, depth);
  }

  private static Optional<SampleTable> subset(SampleTable table, List<SavedValue> indices) {
    int[] rows =
        indices.stream().mapToInt(i -> ((SavedValue.Scalar) i).value().intValue()).toArray();
    for (int row : rows) {
      if (row < 0 || row >= table.samples()) {
        return Optional.empty();
      }
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    table
        .fields()
        .forEach(
            (name, field) -> {
              if (field instanceof PerSample each) {
                List<SavedValue> chosen = new ArrayList<>();
                for (int row : rows) {
                  chosen.add(each.values().get(row));
                }
                fields.put(name, new PerSample(chosen));
              } else if (field instanceof Column column) {
                fields.put(
                    name,
                    new Column(
                        column.tensor(),
                        IntStream.of(rows).map(row -> column.rows()[row]).toArray()));
              }
            });
    List<String> remarks = new ArrayList<>(table.remarks());
    remarks.add("A subset: " + rows.length + " of " + table.samples() + " samples are taken.");
    return Optional.of(new SampleTable(rows.length, fields, remarks));
  }

  /** Tensors, and lists of texts or numbers, that have as many rows as the largest of them. */
  private static Optional<SampleTable> fields(Map<String, SavedValue> entries) {
    Optional<Tensor> largest =
        entries.values().stream()
            .filter(value -> value instanceof Tensor tensor && first(tensor) > 0)
            .map(Tensor.class::cast)
            .max(Comparator.comparingLong(SampleReader::elements));
    if (largest.isEmpty()) {
      return Optional.empty();
    }
    int rows = (int) first(largest.get());
    Map<String, Field> fields = new LinkedHashMap<>();
    List<String> left = new ArrayList<>();
    entries.forEach(
        (name, value) -> {
          if (value instanceof Tensor tensor && first(tensor) == rows) {
            fields.put(name, column(tensor, rows));
          } else if (value instanceof Sequence list && list.items().size() == rows) {
            fields.put(name, new PerSample(list.items()));
          } else {
            left.add(name);
          }
        });
    List<String> remarks =
        left.isEmpty()
            ? List.of()
            : List.of(
                "Left out, since they do not have one value for each of the "
                    + rows
                    + " samples: "
                    + String.join(", ", left)
                    + ".");
    return Optional.of(new SampleTable(rows, fields, remarks));
  }

  private static long elements(Tensor tensor) {
    return tensor.shape().stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
  }

  private static Optional<SampleTable> inside(Map<String, SavedValue> entries, int depth) {
    Map<String, SampleTable> found = new LinkedHashMap<>();
    entries.forEach(
        (name, value) -> samples(value, depth + 1).ifPresent(table -> found.put(name, table)));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String chosen =
        PARTS.stream()
            .filter(found::containsKey)
            .findFirst()
            .orElse(found.keySet().iterator().next());
    SampleTable table = found.get(chosen);
    if (found.size() == 1) {
      return Optional.of(table);
    }
    List<String> remarks = new ArrayList<>(table.remarks());
    remarks.add("Of " + String.join(", ", found.keySet()) + ", '" + chosen + "' is taken.");
    return Optional.of(new SampleTable(table.samples(), table.fields(), remarks));
  }
}
