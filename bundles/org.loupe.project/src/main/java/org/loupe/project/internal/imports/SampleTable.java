package org.loupe.project.internal.imports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.SavedValue;

/**
 * Samples and their fields, however they were saved.
 *
 * @param samples how many
 * @param fields by name, in their order
 * @param remarks what people should know of how it was read
 */
record SampleTable(int samples, Map<String, Field> fields, List<String> remarks) {

  /** What the samples have under one name. */
  sealed interface Field {}

  /**
   * One value per sample.
   *
   * @param values in the samples' order
   */
  record PerSample(List<SavedValue> values) implements Field {}

  /**
   * A tensor whose first axis counts samples.
   *
   * @param tensor of all samples that were saved
   * @param rows which of them are meant, in their order
   */
  record Column(SavedValue.Tensor tensor, int[] rows) implements Field {}

  SampleTable {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    remarks = List.copyOf(remarks);
  }
}
