package org.loupe.checkpoint.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.checkpoint.TensorInfo;

/**
 * What is known of a file of tensors without reading numbers.
 *
 * @param kind what it is
 * @param formatVersion version of its format, or null if it says none
 * @param sections keys of the file whose values hold tensors; empty if its tensors stand side by
 *     side
 * @param tensors by name, in the file's order
 * @param unread tensors whose numbers are not read, by name: what they are, in words that follow
 *     'is'
 * @param values what else it holds, as plain values
 * @param remarks what else is worth knowing, in sentences
 */
public record TensorFileContents(
    Kind kind,
    @Nullable String formatVersion,
    List<String> sections,
    Map<String, TensorInfo> tensors,
    Map<String, String> unread,
    Map<String, @Nullable Object> values,
    List<String> remarks) {

  /** Keeps copies, in their order. */
  public TensorFileContents {
    sections = List.copyOf(sections);
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    unread = Collections.unmodifiableMap(new LinkedHashMap<>(unread));
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    remarks = List.copyOf(remarks);
  }

  /** Of a format without sections, whose version says nothing. */
  static TensorFileContents of(
      Kind kind,
      Map<String, TensorInfo> tensors,
      Map<String, String> unread,
      Map<String, @Nullable Object> values) {
    return new TensorFileContents(kind, null, List.of(), tensors, unread, values, List.of());
  }
}
