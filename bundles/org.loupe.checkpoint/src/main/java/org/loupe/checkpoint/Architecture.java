package org.loupe.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.internal.FileStart;
import org.loupe.checkpoint.internal.ScriptInspection;
import org.loupe.checkpoint.internal.TensorBytes;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.checkpoint.internal.script.ScriptArchive;
import org.loupe.model.BadInputException;

/**
 * A TorchScript archive over which state dicts are laid. Read once, it serves every epoch of one
 * training; it holds no file open. Thread-safe.
 */
public final class Architecture {
  private final TorchZip zip;
  private final FileSummary summary;
  private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
  private final Map<String, PickledTensor> views = new LinkedHashMap<>();
  private final Map<PickledTensor, List<String>> names = new LinkedHashMap<>();

  private Architecture(TorchZip zip, ScriptArchive archive, FileSummary summary)
      throws BadInputException {
    this.zip = zip;
    this.summary = summary;
    summary.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
    for (ScriptArchive.Named named : archive.stateDict()) {
      if (tensors.containsKey(named.name())) {
        views.put(named.name(), named.tensor());
        names.computeIfAbsent(named.tensor(), view -> new ArrayList<>()).add(named.name());
      }
    }
  }

  /**
   * Reads an archive's modules and where their numbers stand; loads no numbers.
   *
   * @throws BadInputException if it is no TorchScript archive, or refused
   */
  public static Architecture read(Path file) throws BadInputException {
    Archives.requireTorchScript(file);
    try (TorchZip zip = TorchZip.open(file)) {
      ScriptArchive archive = new ScriptArchive(zip);
      FileSummary summary = ScriptInspection.inspect(zip, archive, FileStart.of(file).size());
      return new Architecture(zip, archive, summary);
    }
  }

  /** The archive. */
  public Path file() {
    return zip.file();
  }

  /** What {@link Inspection} says of it. */
  public FileSummary summary() {
    return summary;
  }

  /** Parameters and buffers, in the archive's order. */
  public Collection<TensorInfo> tensors() {
    return Collections.unmodifiableCollection(tensors.values());
  }

  /** The parameter or buffer of that name. */
  TensorInfo tensor(String name) {
    TensorInfo tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor '" + name + "'");
    }
    return tensor;
  }

  /** Where the numbers of a parameter or buffer stand. */
  PickledTensor view(String name) {
    PickledTensor view = views.get(name);
    if (view == null) {
      throw new IllegalArgumentException("no tensor '" + name + "'");
    }
    return view;
  }

  /** The names of the very same tensor, this one among them: tied parameters, shared modules. */
  List<String> names(String name) {
    return names.getOrDefault(view(name), List.of(name));
  }

  /** The archive, open; to be closed by the caller. */
  TorchZip open() throws BadInputException {
    return zip.reopened();
  }

  /** The numbers of a parameter or buffer. */
  StoredTensor read(String name) throws BadInputException {
    try (TorchZip open = open()) {
      TensorInfo tensor = tensor(name);
      return new StoredTensor(tensor, TensorBytes.read(open, view(name), tensor.type()));
    }
  }
}
