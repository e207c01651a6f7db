package org.loupe.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.ElementConversion;
import org.loupe.checkpoint.internal.TensorBytes;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.pickle.PickledTensor;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/**
 * Lays a training checkpoint over a TorchScript archive: the archive's entries that hold parameters
 * and buffers, with the checkpoint's numbers. Every parameter must be found. Buffers that the
 * checkpoint lacks stay as the architecture has them ({@link StateDictMapping#kept}).
 */
public final class StateDictOverlay {
  private static final System.Logger LOG = System.getLogger(StateDictOverlay.class.getName());

  private StateDictOverlay() {}

  /**
   * The entries that are replaced.
   *
   * @param architecture a TorchScript archive
   * @param checkpoint a state dict
   * @param rules as in {@link StateDictMapping#of}
   * @return by the entry's name without the archive's own folder, {@code data/3}, its contents,
   *     which are read one storage at a time and only when asked for; neither file is held open
   * @throws BadInputException if the checkpoint does not fit
   */
  public static Map<String, EntryBytes> entries(
      Path architecture, Path checkpoint, @Nullable StateDictRules rules) throws BadInputException {
    return entries(Architecture.read(architecture), checkpoint, rules);
  }

  /** The same, with an architecture that was read before. */
  public static Map<String, EntryBytes> entries(
      Architecture architecture, Path checkpoint, @Nullable StateDictRules rules)
      throws BadInputException {
    try (StateDict dict = StateDict.open(checkpoint)) {
      StateDictMapping mapping = StateDictMapping.of(dict, rules, architecture).requireComplete();
      tell(mapping);
      Map<String, List<String>> names = new LinkedHashMap<>();
      for (String name : mapping.names().keySet()) {
        String entry = "data/" + architecture.view(name).storage().key();
        names.computeIfAbsent(entry, key -> new ArrayList<>()).add(name);
      }
      Map<String, EntryBytes> entries = new LinkedHashMap<>();
      names.forEach(
          (entry, within) ->
              entries.put(entry, new Filling(architecture, dict, mapping, within)::bytes));
      return Collections.unmodifiableMap(entries);
    }
  }

  private static void tell(StateDictMapping mapping) {
    for (String decision : mapping.decisions()) {
      LOG.log(System.Logger.Level.INFO, "{0}: {1}", mapping.checkpoint(), decision);
    }
    if (!mapping.kept().isEmpty()) {
      LOG.log(
          System.Logger.Level.INFO,
          "{0} lacks these buffers, which stay as its architecture has them: {1}",
          mapping.checkpoint(),
          String.join(", ", mapping.kept().stream().map(TensorInfo::name).toList()));
    }
  }

  /**
   * A storage of the architecture with the checkpoint's numbers.
   *
   * @param dict was closed since, and is opened again
   * @param names of the architecture's tensors in the storage
   */
  private record Filling(
      Architecture architecture, StateDict dict, StateDictMapping mapping, List<String> names) {

    byte[] bytes() throws BadInputException {
      try (TorchZip archive = architecture.open();
          StateDict open = dict.reopened()) {
        PickledTensor first = architecture.view(names.get(0));
        StoredType type = architecture.tensor(names.get(0)).type();
        if (names.size() == 1
            && first.offset() == 0
            && TensorBytes.isContiguous(first)
            && !archive.isBigEndian()
            && architecture.tensor(names.get(0)).elements()
                == archive.available(first.storage(), type)) {
          return read(open, names.get(0));
        }
        byte[] storage = archive.bytes(first.storage(), StoredType.UINT8);
        for (String name : names) {
          scatter(archive, read(open, name), name, storage);
        }
        for (String name : names) {
          requireWritten(archive, read(open, name), name, storage);
        }
        return storage;
      }
    }

    private byte[] read(StateDict open, String name) throws BadInputException {
      StoredTensor tensor = open.read(mapping.names().get(name), mapping.rules().sections());
      return ElementConversion.convert(tensor, architecture.tensor(name).type());
    }

    private void scatter(TorchZip archive, byte[] bytes, String name, byte[] storage)
        throws BadInputException {
      try {
        TensorBytes.scatter(
            architecture.view(name),
            architecture.tensor(name).type(),
            bytes,
            storage,
            archive.isBigEndian());
      } catch (PickleException e) {
        throw new BadInputException(
            architecture.file() + " has changed: its pickle holds " + e.getMessage() + ".", e);
      }
    }

    /** Tensors that share numbers must agree on them. */
    private void requireWritten(TorchZip archive, byte[] bytes, String name, byte[] storage)
        throws BadInputException {
      try {
        byte[] written =
            TensorBytes.gather(
                architecture.view(name),
                architecture.tensor(name).type(),
                storage,
                archive.isBigEndian());
        if (!Arrays.equals(written, bytes)) {
          throw new BadInputException(
              mapping.checkpoint()
                  + " has different numbers for "
                  + String.join(" and ", names)
                  + ", which share them in the architecture "
                  + architecture.file()
                  + "; save an architecture in which they are apart.");
        }
      } catch (PickleException e) {
        throw new IllegalStateException("a view that was written cannot be read", e);
      }
    }
  }
}
