package org.loupe.checkpoint.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.checkpoint.TensorInfo.Role;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.model.BadInputException;
import org.loupe.model.Probes;

/** Inspects what torch.save wrote: sections with tensors, and plain values beside them. */
public final class CheckpointInspection {
  private CheckpointInspection() {}

  /**
   * Inspects a training checkpoint.
   *
   * @throws BadInputException if it is damaged or refused
   */
  public static FileSummary inspect(TorchFile file, long size, Kind kind) throws BadInputException {
    TensorListing tensors = new TensorListing(file);
    List<String> sections = new ArrayList<>();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    if (file.root() instanceof Map<?, ?> root) {
      tensors.add("", tensorsIn(root), Role.ENTRY);
      PlainValues plain = new PlainValues();
      for (Map.Entry<?, ?> entry : root.entrySet()) {
        String key = String.valueOf(plain.of(entry.getKey()));
        Map<String, PickledTensor> section =
            entry.getValue() instanceof Map<?, ?> map ? tensorsIn(map) : Map.of();
        if (!section.isEmpty()) {
          sections.add(key);
          tensors.add(key + ".", section, Role.ENTRY);
        } else if (!(entry.getValue() instanceof PickledTensor)) {
          values.put(key, plain.of(entry.getValue()));
        }
      }
    } else if (file.root() instanceof PickledObject object) {
      remarks.add(
          "It is a pickled object of class "
              + object.className()
              + ", which needs its Python code; save model.state_dict() instead.");
    } else {
      values.put("value", new PlainValues().of(file.root()));
    }
    remarks.addAll(tensors.remarks());
    String words = sections.isEmpty() && !tensors.tensors().isEmpty() ? "state dict" : "checkpoint";
    return new FileSummary(
        file.file(),
        size,
        kind,
        (kind == Kind.LEGACY_CHECKPOINT
            ? "PyTorch " + words + " in the legacy format"
            : "PyTorch " + words),
        null,
        file instanceof TorchZip zip ? zip.text("version").map(String::strip).orElse(null) : null,
        List.of(),
        List.of(),
        tensors.tensors(),
        sections,
        values,
        Map.of(),
        Probes.NONE,
        remarks);
  }

  private static Map<String, PickledTensor> tensorsIn(Map<?, ?> map) {
    Map<String, PickledTensor> tensors = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (value instanceof PickledTensor tensor) {
            tensors.put(String.valueOf(key), tensor);
          }
        });
    return tensors;
  }
}
