package org.loupe.checkpoint.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.loupe.checkpoint.StoredType;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.checkpoint.internal.script.ScriptArchive;
import org.loupe.model.BadInputException;

/** Collects descriptions of tensors, each checked against its storage. */
final class TensorListing {
  private final TorchFile file;
  private final List<TensorInfo> tensors = new ArrayList<>();
  private final TreeSet<String> unread = new TreeSet<>();

  TensorListing(TorchFile file) {
    this.file = file;
  }

  void add(ScriptArchive.Named named) throws BadInputException {
    PickledTensor tensor = named.tensor();
    Optional<StoredType> type = StoredType.ofStorage(tensor.storage().type());
    if (type.isEmpty()) {
      unread.add(tensor.storage().type());
      return;
    }
    try {
      TensorBytes.check(tensor, type.get(), file.available(tensor.storage(), type.get()));
    } catch (PickleException e) {
      throw TorchFile.refused(file.file(), e);
    }
    tensors.add(new TensorInfo(named.name(), type.get(), tensor.shape(), named.role()));
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
