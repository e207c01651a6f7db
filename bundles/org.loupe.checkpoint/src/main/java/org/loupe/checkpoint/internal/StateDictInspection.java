package org.loupe.checkpoint.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.checkpoint.StoredType;
import org.loupe.model.Dataset.ArrayInfo;
import org.loupe.model.ElementType;
import org.loupe.model.Probes;

/** Inspects files of tensors: sections, tensors, and plain values beside them. */
public final class StateDictInspection {
  private static final int SHOWN = 5;

  private StateDictInspection() {}

  /** Says what an opened file holds. */
  public static FileSummary inspect(TensorFile file, long size) {
    TensorFileContents contents = file.contents();
    boolean isDataset = contents.kind() == Kind.NPZ && !namesModules(contents);
    return new FileSummary(
        file.file(),
        size,
        contents.kind(),
        description(contents, isDataset),
        null,
        contents.formatVersion(),
        List.of(),
        List.of(),
        isDataset ? List.of() : List.copyOf(contents.tensors().values()),
        contents.sections(),
        contents.values(),
        contents.kind() == Kind.NPZ ? arrays(contents) : Map.of(),
        Probes.NONE,
        remarks(contents));
  }

  /** Parameters stand in modules: their names have dots. */
  private static boolean namesModules(TensorFileContents contents) {
    return contents.tensors().keySet().stream().anyMatch(name -> name.indexOf('.') > 0);
  }

  private static String description(TensorFileContents contents, boolean isDataset) {
    String words =
        contents.sections().isEmpty() && !contents.tensors().isEmpty()
            ? "state dict"
            : "checkpoint";
    return switch (contents.kind()) {
      case NPZ -> isDataset ? "NumPy arrays" : "state dict as NumPy arrays";
      case SAFETENSORS -> "state dict in the safetensors format";
      case LEGACY_CHECKPOINT -> "PyTorch " + words + " in the legacy format";
      default -> "PyTorch " + words;
    };
  }

  private static Map<String, ArrayInfo> arrays(TensorFileContents contents) {
    Map<String, ArrayInfo> arrays = new LinkedHashMap<>();
    contents
        .tensors()
        .forEach(
            (name, info) ->
                arrays.put(
                    name,
                    new ArrayInfo(
                        type(info.type()),
                        info.shape().stream().mapToInt(Math::toIntExact).toArray())));
    return arrays;
  }

  private static ElementType type(StoredType type) {
    return ElementType.valueOf(type.name());
  }

  private static List<String> remarks(TensorFileContents contents) {
    List<String> remarks = new ArrayList<>(contents.remarks());
    contents.unread().entrySet().stream()
        .limit(SHOWN)
        .forEach(
            unread ->
                remarks.add(
                    "'" + unread.getKey() + "' is not read: it is " + unread.getValue() + "."));
    if (contents.unread().size() > SHOWN) {
      remarks.add((contents.unread().size() - SHOWN) + " more tensors are not read.");
    }
    return remarks;
  }
}
