package org.loupe.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.TensorBytes;
import org.loupe.checkpoint.internal.TorchFile;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.model.BadInputException;

/**
 * The tensors of a training checkpoint, {@code .pt} or {@code .pth}, zip or legacy. Nothing in the
 * file is executed; objects of unknown classes are passed over.
 *
 * <p>Not safe for use by several threads.
 */
public final class StateDict implements AutoCloseable {
  private final TorchFile file;
  private String storageKey = "";
  private byte @Nullable [] storageBytes;

  private StateDict(TorchFile file) {
    this.file = file;
  }

  /**
   * Opens a training checkpoint.
   *
   * @throws BadInputException if it is none, or refused
   */
  public static StateDict open(Path path) throws BadInputException {
    return new StateDict(TorchFile.open(path));
  }

  /** The file. */
  public Path file() {
    return file.file();
  }

  /** Keys of the checkpoint whose values hold tensors; empty if the checkpoint is a state dict. */
  public List<String> sections() {
    List<String> sections = new ArrayList<>();
    if (file.root() instanceof Map<?, ?> root) {
      root.forEach(
          (key, value) -> {
            if (value instanceof Map<?, ?> map
                && map.values().stream().anyMatch(PickledTensor.class::isInstance)) {
              sections.add(String.valueOf(key));
            }
          });
    }
    return sections;
  }

  /**
   * The tensors of some sections, in the file's order.
   *
   * @param sections keys of the checkpoint, or none for the checkpoint's root
   * @return by the name within the section
   * @throws BadInputException if there is no such section, a name stands in two of them, or a
   *     tensor leaves its storage
   */
  public Map<String, TensorInfo> tensors(List<String> sections) throws BadInputException {
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, PickledTensor> entry : pickled(sections).entrySet()) {
      PickledTensor tensor = entry.getValue();
      StoredType type = type(entry.getKey(), tensor);
      try {
        TensorBytes.check(tensor, type, file.available(tensor.storage(), type));
      } catch (PickleException e) {
        throw TorchFile.refused(file.file(), e);
      }
      tensors.put(
          entry.getKey(),
          new TensorInfo(entry.getKey(), type, tensor.shape(), TensorInfo.Role.ENTRY));
    }
    return tensors;
  }

  /**
   * Reads a tensor.
   *
   * @param name as in {@link #tensors}
   * @param sections the same as there
   * @throws BadInputException if there is none of that name, or it is damaged
   */
  public StoredTensor read(String name, List<String> sections) throws BadInputException {
    PickledTensor tensor = pickled(sections).get(name);
    if (tensor == null) {
      throw new BadInputException(
          file.file()
              + " has no tensor '"
              + name
              + "'; it has "
              + pickled(sections).keySet()
              + ".");
    }
    StoredType type = type(name, tensor);
    try {
      TensorBytes.check(tensor, type, file.available(tensor.storage(), type));
      byte[] bytes = TensorBytes.gather(tensor, type, storage(tensor, type), file.isBigEndian());
      return new StoredTensor(
          new TensorInfo(name, type, tensor.shape(), TensorInfo.Role.ENTRY), bytes);
    } catch (PickleException e) {
      throw TorchFile.refused(file.file(), e);
    }
  }

  /** Tensors that share a storage usually follow each other: the last one is kept. */
  private byte[] storage(PickledTensor tensor, StoredType type) throws BadInputException {
    String key = tensor.storage().key();
    byte[] bytes = storageBytes;
    if (bytes == null || !key.equals(storageKey)) {
      bytes = file.bytes(tensor.storage(), type);
      storageBytes = bytes;
      storageKey = key;
    }
    return bytes;
  }

  private StoredType type(String name, PickledTensor tensor) throws BadInputException {
    return StoredType.ofStorage(tensor.storage().type())
        .orElseThrow(
            () ->
                new BadInputException(
                    file.file()
                        + ": tensor '"
                        + name
                        + "' is stored as "
                        + tensor.storage().type()
                        + ", which is not read; convert it to float32."));
  }

  private Map<String, PickledTensor> pickled(List<String> sections) throws BadInputException {
    Map<String, PickledTensor> tensors = new LinkedHashMap<>();
    if (!(file.root() instanceof Map<?, ?> root)) {
      throw new BadInputException(
          file.file() + " holds no dictionary of tensors; save model.state_dict() in it.");
    }
    if (sections.isEmpty()) {
      collect(root, tensors);
    }
    for (String section : sections) {
      if (!(root.get(section) instanceof Map<?, ?> map)) {
        throw new BadInputException(
            file.file()
                + " has no section '"
                + section
                + "' with tensors; it has "
                + sections()
                + ". Correct stateDict.sections in the model card.");
      }
      collect(map, tensors);
    }
    return tensors;
  }

  private void collect(Map<?, ?> map, Map<String, PickledTensor> tensors) throws BadInputException {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (entry.getValue() instanceof PickledTensor tensor
          && tensors.put(String.valueOf(entry.getKey()), tensor) != null) {
        throw new BadInputException(
            file.file()
                + " has two tensors named '"
                + entry.getKey()
                + "' in the sections of the model card.");
      }
    }
  }

  @Override
  public void close() throws BadInputException {
    file.close();
  }
}
