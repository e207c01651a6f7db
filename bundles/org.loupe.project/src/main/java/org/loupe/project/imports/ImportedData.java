package org.loupe.project.imports;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.Dataset;

/**
 * Data that training left, as a dataset.
 *
 * @param source the file that was read
 * @param file the {@code .npz} that holds them now; the source itself if that is one
 * @param dataset of that file
 * @param classes of arrays that were texts, the texts by number
 * @param remarks what people should know of how they were read: padding, what was left out
 */
public record ImportedData(
    Path source,
    Path file,
    Dataset dataset,
    Map<String, List<String>> classes,
    List<String> remarks) {
  /** Copies map and list in their order. */
  public ImportedData {
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    remarks = List.copyOf(remarks);
  }
}
