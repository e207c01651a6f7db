package org.loupe.checkpoint.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.model.BadInputException;

/** Collects descriptions of tensors, each checked against its storage. */
final class TensorListing {
  private final TorchFile file;
  private final List<TensorInfo> tensors = new ArrayList<>();
  private final TreeSet<String> unread = new TreeSet<>();

  TensorListing(TorchFile file) {
    this.file = file;
  }

  void add(String prefix, Map<String, PickledTensor> named, TensorInfo.Role role)
      throws BadInputException {
    for (Map.Entry<String, PickledTensor> entry : named.entrySet()) {
      PickledTensor tensor = entry.getValue();
      Optional<StoredType> type = StoredType.ofStorage(tensor.storage().type());
      if (type.isEmpty()) {
        unread.add(tensor.storage().type());
        continue;
      }
      try {
        TensorBytes.check(tensor, type.get(), file.available(tensor.storage(), type.get()));
      } catch (PickleException e) {
        throw TorchFile.refused(file.file(), e);
      }
      tensors.add(new TensorInfo(prefix + entry.getKey(), type.get(), tensor.shape(), role));
    }
  }

  List<TensorInfo> tensors() {
    return tensors;
  }

  List<String> remarks() {
    return unread.isEmpty()
        ? List.of()
        : List.of("Tensors of these types are left out: " + String.join(", ", unread) + ".");
  }
}
