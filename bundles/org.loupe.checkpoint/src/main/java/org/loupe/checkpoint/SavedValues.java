package org.loupe.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.NumpyArray;
import org.loupe.checkpoint.internal.TensorBytes;
import org.loupe.checkpoint.internal.TorchFile;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.model.BadInputException;

/**
 * Whatever {@code torch.save} wrote, such as a dataset: lists, dictionaries, tensors, numbers,
 * texts. Nothing in the file is executed; of objects of unknown classes the attributes are kept.
 * Tensors are read one at a time.
 *
 * <p>Not safe for use by several threads.
 */
public final class SavedValues implements AutoCloseable {
  private static final int DEEPEST = 32;
  private static final int MOST = 8_000_000;

  private final TorchFile file;
  private final SavedValue root;
  private int count;
  private String storageKey = "";
  private byte @Nullable [] storageBytes;

  private SavedValues(TorchFile file) throws BadInputException {
    this.file = file;
    this.root = value(file.root(), 0);
  }

  /**
   * Opens a file.
   *
   * @throws BadInputException if torch.save did not write it, or it is refused
   */
  public static SavedValues open(Path path) throws BadInputException {
    TorchFile file = TorchFile.open(path);
    try {
      return new SavedValues(file);
    } catch (BadInputException e) {
      file.close();
      throw e;
    }
  }

  /** The file. */
  public Path file() {
    return file.file();
  }

  /** What was saved. */
  public SavedValue root() {
    return root;
  }

  private SavedValue value(@Nullable Object pickled, int depth) throws BadInputException {
    if (++count > MOST || depth > DEEPEST) {
      throw refused(
          depth > DEEPEST
              ? "values nested more than " + DEEPEST + " deep"
              : "more than " + MOST + " values");
    }
    if (pickled instanceof PickledTensor tensor) {
      return tensor(tensor);
    } else if (pickled instanceof Map<?, ?> map) {
      return mapping(map, depth);
    } else if (pickled instanceof List<?> list) {
      List<SavedValue> items = new ArrayList<>(list.size());
      for (Object item : list) {
        items.add(value(item, depth + 1));
      }
      return new SavedValue.Sequence(items);
    } else if (pickled instanceof String text) {
      return new SavedValue.Text(text);
    } else if (pickled instanceof Boolean truth) {
      return new SavedValue.Scalar(StoredType.BOOL, truth ? 1L : 0L);
    } else if (pickled instanceof Long number) {
      return new SavedValue.Scalar(StoredType.INT64, number);
    } else if (pickled instanceof Double number) {
      return new SavedValue.Scalar(StoredType.FLOAT64, number);
    } else if (pickled instanceof PickledObject object) {
      return object(object, depth);
    }
    return new SavedValue.Other(pickled == null ? "None" : pickled.getClass().getSimpleName());
  }

  private SavedValue mapping(Map<?, ?> map, int depth) throws BadInputException {
    Map<String, SavedValue> entries = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key =
          entry.getKey() instanceof PickledObject object
              ? object.className()
              : String.valueOf(entry.getKey());
      entries.put(key, value(entry.getValue(), depth + 1));
    }
    return new SavedValue.Mapping(entries);
  }

  private SavedValue object(PickledObject object, int depth) throws BadInputException {
    try {
      Optional<NumpyArray> array = NumpyArray.of(object);
      if (array.isPresent()) {
        return new SavedValue.Tensor(array.get().type(), array.get().shape(), array.get().bytes());
      }
    } catch (PickleException e) {
      throw TorchFile.refused(file.file(), e);
    }
    return object.state() instanceof Map<?, ?> attributes
        ? mapping(attributes, depth)
        : new SavedValue.Other(object.className());
  }

  private SavedValue tensor(PickledTensor tensor) throws BadInputException {
    Optional<StoredType> type = StoredType.ofStorage(tensor.storage().type());
    if (type.isEmpty()) {
      return new SavedValue.Other("a tensor stored as " + tensor.storage().type());
    }
    try {
      TensorBytes.check(tensor, type.get(), file.available(tensor.storage(), type.get()));
    } catch (PickleException e) {
      throw TorchFile.refused(file.file(), e);
    }
    return new SavedValue.Tensor(type.get(), tensor);
  }

  private BadInputException refused(String what) {
    return TorchFile.refused(file.file(), new PickleException(what));
  }

  /**
   * Reads a tensor's numbers.
   *
   * @param tensor of this file
   * @param name it is given
   * @throws BadInputException if the file is damaged
   */
  public StoredTensor read(SavedValue.Tensor tensor, String name) throws BadInputException {
    TensorInfo info = new TensorInfo(name, tensor.type(), tensor.shape(), TensorInfo.Role.ENTRY);
    PickledTensor stored = tensor.stored();
    byte[] inPickle = tensor.bytes();
    if (stored == null) {
      return new StoredTensor(info, inPickle == null ? new byte[0] : inPickle);
    }
    try {
      return new StoredTensor(
          info,
          TensorBytes.gather(
              stored, tensor.type(), storage(stored, tensor.type()), file.isBigEndian()));
    } catch (PickleException e) {
      throw TorchFile.refused(file.file(), e);
    }
  }

  /** Samples that were cut from one tensor share its storage: the last one is kept. */
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

  @Override
  public void close() throws BadInputException {
    storageBytes = null;
    file.close();
  }
}
