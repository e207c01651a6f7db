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
    boolean isDataset = file.kind() == Kind.NPZ && !namesModules(file);
    return new FileSummary(
        file.file(),
        size,
        file.kind(),
        description(file, isDataset),
        null,
        file.formatVersion(),
        List.of(),
        List.of(),
        isDataset ? List.of() : List.copyOf(file.tensors().values()),
        file.sections(),
        file.values(),
        file.kind() == Kind.NPZ ? arrays(file) : Map.of(),
        Probes.NONE,
        remarks(file));
  }

  /** Parameters stand in modules: their names have dots. */
  private static boolean namesModules(TensorFile file) {
    return file.tensors().keySet().stream().anyMatch(name -> name.indexOf('.') > 0);
  }

  private static String description(TensorFile file, boolean isDataset) {
    String words =
        file.sections().isEmpty() && !file.tensors().isEmpty() ? "state dict" : "checkpoint";
    return switch (file.kind()) {
      case NPZ -> isDataset ? "NumPy arrays" : "state dict as NumPy arrays";
      case SAFETENSORS -> "state dict in the safetensors format";
      case LEGACY_CHECKPOINT -> "PyTorch " + words + " in the legacy format";
      default -> "PyTorch " + words;
    };
  }

  private static Map<String, ArrayInfo> arrays(TensorFile file) {
    Map<String, ArrayInfo> arrays = new LinkedHashMap<>();
    file.tensors()
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

  private static List<String> remarks(TensorFile file) {
    List<String> remarks = new ArrayList<>(file.remarks());
    file.unread().entrySet().stream()
        .limit(SHOWN)
        .forEach(
            unread ->
                remarks.add(
                    "'" + unread.getKey() + "' is not read: it is " + unread.getValue() + "."));
    if (file.unread().size() > SHOWN) {
      remarks.add((file.unread().size() - SHOWN) + " more tensors are not read.");
    }
    return remarks;
  }
}
