package org.loupe.checkpoint;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Dataset.ArrayInfo;
import org.loupe.model.Probes;

/**
 * What a file is, read without executing or loading anything.
 *
 * @param file which was inspected
 * @param size in bytes
 * @param kind what it is
 * @param description the kind in words
 * @param modelClass of TorchScript the class of the model, else null
 * @param formatVersion of the archive, or null if it says none
 * @param methods of TorchScript, {@code forward} first
 * @param modules of TorchScript, sub-modules by path
 * @param tensors parameters and buffers of TorchScript; the tensors of a training checkpoint, their
 *     names begun by their section
 * @param sections keys of a training checkpoint that hold tensors
 * @param values what else a training checkpoint holds, as plain values: null, Boolean, numbers,
 *     String, List, Map; long lists are cut
 * @param arrays of an {@code .npz}
 * @param probes of TorchScript what could be seen inside, not verified yet; else {@link
 *     Probes#NONE}
 * @param remarks what else is worth knowing
 */
public record FileSummary(
    Path file,
    long size,
    Kind kind,
    String description,
    @Nullable String modelClass,
    @Nullable String formatVersion,
    List<Signature> methods,
    List<ModuleInfo> modules,
    List<TensorInfo> tensors,
    List<String> sections,
    Map<String, @Nullable Object> values,
    Map<String, ArrayInfo> arrays,
    Probes probes,
    List<String> remarks) {

  /** Kinds of files. */
  public enum Kind {
    /** A TorchScript archive made by torch.jit.script. */
    TORCHSCRIPT_SCRIPTED,
    /** A TorchScript archive made by torch.jit.trace. */
    TORCHSCRIPT_TRACED,
    /** What torch.save wrote since PyTorch 1.6. */
    TRAINING_CHECKPOINT,
    /** What torch.save wrote before. */
    LEGACY_CHECKPOINT,
    /** Arrays written by numpy.savez. */
    NPZ,
    /** Tensors in the safetensors format. */
    SAFETENSORS,
    /** A model card. */
    MODEL_CARD,
    /** A project's {@code loupe.json}. */
    PROJECT,
    /** A result's {@code result.json}. */
    RESULT,
    /** Anything else. */
    UNKNOWN
  }

  /** Copies lists and maps in their order. */
  public FileSummary {
    methods = List.copyOf(methods);
    modules = List.copyOf(modules);
    tensors = List.copyOf(tensors);
    sections = List.copyOf(sections);
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    remarks = List.copyOf(remarks);
  }

  /** A file of which only the kind is known. */
  static FileSummary of(Path file, long size, Kind kind, String description) {
    return new FileSummary(
        file,
        size,
        kind,
        description,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Probes.NONE,
        List.of());
  }

  /** The method of that name, or empty. */
  public Optional<Signature> method(String name) {
    return methods.stream().filter(method -> method.name().equals(name)).findFirst();
  }

  /** Number of trained numbers; of a training checkpoint that of all numbers in its tensors. */
  public long parameterCount() {
    return tensors.stream()
        .filter(tensor -> tensor.role() != TensorInfo.Role.BUFFER)
        .mapToLong(TensorInfo::elements)
        .sum();
  }
}
