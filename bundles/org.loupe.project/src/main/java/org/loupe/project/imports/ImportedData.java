package org.loupe.project.imports;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dataset;
import org.loupe.project.Windowing;

/**
 * Data that training left, as a dataset.
 *
 * @param source the file that was read
 * @param file the {@code .npz} that holds them now; the source itself if that is one, or a table
 * @param windowing how the rows of a table become windows; null of an {@code .npz}
 * @param dataset of that file
 * @param channels of arrays whose channels have names, the names in their order
 * @param classes of arrays that were texts, the texts by number
 * @param remarks what people should know of how they were read: padding, what was left out
 */
public record ImportedData(
    Path source,
    Path file,
    @Nullable Windowing windowing,
    Dataset dataset,
    Map<String, List<String>> channels,
    Map<String, List<String>> classes,
    List<String> remarks) {
  /** Copies maps and list in their order. */
  public ImportedData {
    channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    remarks = List.copyOf(remarks);
  }
}
