package org.loupe.checkpoint.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledObject;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.model.BadInputException;

/** The tensors of what torch.save wrote, of either format. */
final class TorchTensors implements TensorFile {
  private final TorchFile file;
  private final TensorFileContents contents;
  private final Map<String, PickledTensor> pickled;

  private TorchTensors(
      TorchFile file, TensorFileContents contents, Map<String, PickledTensor> pickled) {
    this.file = file;
    this.contents = contents;
    this.pickled = pickled;
  }

  /**
   * Finds the tensors; closes the file if it is refused.
   *
   * @throws BadInputException if a tensor leaves its storage, or there is too much
   */
  static TorchTensors of(TorchFile file, Kind kind) throws BadInputException {
    try {
      return listed(file, kind);
    } catch (PickleException e) {
      file.close();
      throw TorchFile.refused(file.file(), e);
    } catch (BadInputException e) {
      file.close();
      throw e;
    }
  }

  private static TorchTensors listed(TorchFile file, Kind kind)
      throws PickleException, BadInputException {
    TensorTree tree = new TensorTree(file.root());
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    Map<String, String> unread = new LinkedHashMap<>(tree.unread());
    for (Map.Entry<String, PickledTensor> entry : tree.tensors().entrySet()) {
      String name = entry.getKey();
      PickledTensor tensor = entry.getValue();
      Optional<StoredType> type = StoredType.ofStorage(tensor.storage().type());
      if (type.isEmpty()) {
        unread.put(name, "stored as " + tensor.storage().type() + " (convert it to float32)");
        continue;
      }
      TensorBytes.check(tensor, type.get(), file.available(tensor.storage(), type.get()));
      tensors.put(name, new TensorInfo(name, type.get(), tensor.shape(), TensorInfo.Role.ENTRY));
    }
    TensorFileContents contents =
        new TensorFileContents(
            kind,
            file instanceof TorchZip zip ? zip.version().orElse(null) : null,
            tree.sections(),
            tensors,
            unread,
            values(file.root(), tree),
            remarks(file.root(), tensors));
    return new TorchTensors(file, contents, tree.tensors());
  }

  private static Map<String, @Nullable Object> values(@Nullable Object root, TensorTree tree) {
    PlainValues plain = new PlainValues();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (!(root instanceof Map<?, ?>) && tree.rest().isEmpty() && tree.tensors().isEmpty()) {
      values.put("value", plain.of(root));
    }
    tree.rest().forEach((key, value) -> values.put(plain.key(key), plain.of(value)));
    return values;
  }

  private static List<String> remarks(@Nullable Object root, Map<String, TensorInfo> tensors) {
    List<String> remarks = new ArrayList<>();
    if (root instanceof PickledObject object && object.items().isEmpty()) {
      remarks.add(
          "It is a pickled object of class "
              + object.className()
              + (tensors.isEmpty()
                  ? ", which needs its Python code; save model.state_dict() instead."
                  : "; its parameters and buffers are read without its Python code."));
    }
    return remarks;
  }

  @Override
  public Path file() {
    return file.file();
  }

  @Override
  public TensorFileContents contents() {
    return contents;
  }

  @Override
  public byte[] read(String name) throws BadInputException {
    PickledTensor tensor = pickled.get(name);
    TensorInfo info = contents.tensors().get(name);
    if (tensor == null || info == null) {
      throw new IllegalArgumentException("no tensor '" + name + "'");
    }
    return TensorBytes.read(file, tensor, info.type());
  }

  @Override
  public TensorFile reopened() throws BadInputException {
    return new TorchTensors(file.reopened(), contents, pickled);
  }

  @Override
  public void close() throws BadInputException {
    file.close();
  }
}
