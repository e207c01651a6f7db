package org.loupe.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.Architecture;
import org.loupe.checkpoint.Archives;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.checkpoint.ProbeWriter;
import org.loupe.checkpoint.StateDict;
import org.loupe.model.BadInputException;

/** Any file: archives, checkpoints of both formats, safetensors, arrays. */
public final class FileTarget {
  private FileTarget() {}

  /** Called by the fuzzer with a whole file. */
  public static void fuzzerTestOneInput(byte[] data) {
    Attempt.read(data, FileTarget::read);
  }

  /** Reads a file as what it is. */
  static void read(Path file) throws BadInputException {
    FileSummary summary = Inspection.inspect(file);
    if (summary.modelClass() != null) {
      script(file);
    } else if (!summary.tensors().isEmpty()) {
      try (StateDict dict = StateDict.open(file)) {
        for (String name : dict.tensors(List.of()).keySet()) {
          dict.read(name, List.of());
        }
      }
    }
  }

  /** Reads a TorchScript archive in every way. */
  static void script(Path file) throws BadInputException {
    Archives.extraFile(file, "loupe.card.json");
    Archives.requireTorchScript(file);
    Architecture.read(file);
    ProbeWriter.write(
        file, ProbeWriter.Depth.ATTENTION, Map.of(), file.resolveSibling("with-probes"));
  }
}
