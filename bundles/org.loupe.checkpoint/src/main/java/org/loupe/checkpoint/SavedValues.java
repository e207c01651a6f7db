package org.loupe.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.NumpyArray;
import org.loupe.checkpoint.internal.TensorBytes;
import org.loupe.checkpoint.internal.TorchFile;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.checkpoint.internal.pickle.UnreadTensor;
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
  private SavedValue.@Nullable Tensor wholeTensor;
  private byte @Nullable [] whole;

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
    } else if (pickled instanceof UnreadTensor tensor) {
      return new SavedValue.Other(tensor.what());
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
    PickledTensor stored = tensor.stored();
    byte[] inPickle = tensor.bytes();
    return stored(
        tensor,
        tensor.shape(),
        name,
        stored == null && inPickle != null
            ? inPickle
            : TensorBytes.read(file, Objects.requireNonNull(stored), tensor.type()));
  }

  /**
   * Reads what a tensor has at one position of its first axis, and no more of the file than that;
   * only a tensor whose rows are interleaved is read as a whole and kept for the next row.
   *
   * @param tensor of this file, with at least one axis
   * @param name it is given
   * @param row from 0 to the first size − 1
   * @throws BadInputException if the file is damaged
   */
  public StoredTensor readRow(SavedValue.Tensor tensor, String name, int row)
      throws BadInputException {
    List<Long> shape = tensor.shape().subList(1, tensor.shape().size());
    PickledTensor stored = tensor.stored();
    if (stored != null && isByRows(stored)) {
      PickledTensor part =
          new PickledTensor(
              stored.storage(),
              stored.offset() + row * stored.strides().get(0),
              shape,
              stored.strides().subList(1, stored.strides().size()));
      return stored(tensor, shape, name, TensorBytes.read(file, part, tensor.type()));
    }
    byte[] bytes = whole;
    if (bytes == null || tensor != wholeTensor) {
      bytes = read(tensor, name).bytes();
      whole = bytes;
      wholeTensor = tensor;
    }
    long size = shape.stream().reduce((long) tensor.type().bytes(), (a, b) -> a * b);
    int from = Math.toIntExact(row * size);
    return stored(
        tensor, shape, name, Arrays.copyOfRange(bytes, from, from + Math.toIntExact(size)));
  }

  /** Whether a row ends in the storage before the next one begins. */
  private static boolean isByRows(PickledTensor tensor) {
    long extent = 0;
    for (int axis = 1; axis < tensor.shape().size(); axis++) {
      extent += Math.max(0, tensor.shape().get(axis) - 1) * tensor.strides().get(axis);
    }
    return tensor.strides().get(0) > extent;
  }

  private static StoredTensor stored(
      SavedValue.Tensor tensor, List<Long> shape, String name, byte[] bytes) {
    return new StoredTensor(
        new TensorInfo(name, tensor.type(), shape, TensorInfo.Role.ENTRY), bytes);
  }

  @Override
  public void close() throws BadInputException {
    whole = null;
    file.close();
  }
}
