package org.loupe.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.checkpoint.internal.CheckpointInspection;
import org.loupe.checkpoint.internal.FileStart;
import org.loupe.checkpoint.internal.ScriptInspection;
import org.loupe.checkpoint.internal.TorchFile;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset.ArrayInfo;
import org.loupe.model.Probes;

/** Says what a file is. */
public final class Inspection {
  private static final long LARGEST_CARD = 16L << 20;

  private Inspection() {}

  /**
   * Inspects a file. Reads directories, headers and pickles; loads no numbers, executes nothing.
   *
   * @throws BadInputException if there is no such file, or it is damaged or refused
   */
  public static FileSummary inspect(Path file) throws BadInputException {
    FileStart start = FileStart.of(file);
    if (start.isZip()) {
      return zip(start);
    } else if (start.isPickle()) {
      try (TorchFile legacy = TorchFile.open(file)) {
        return CheckpointInspection.inspect(legacy, start.size(), Kind.LEGACY_CHECKPOINT);
      }
    } else if (start.isSafetensors()) {
      return only(start, Kind.SAFETENSORS, "tensors in the safetensors format");
    } else if (isCard(start)) {
      return only(start, Kind.MODEL_CARD, "model card");
    }
    return only(start, Kind.UNKNOWN, start.describe());
  }

  private static FileSummary zip(FileStart start) throws BadInputException {
    Map<String, ZipArchive.Entry> entries;
    try (ZipArchive zip = ZipArchive.open(start.file())) {
      entries = zip.entries();
      if (!entries.isEmpty() && entries.keySet().stream().allMatch(name -> name.endsWith(".npy"))) {
        return arrays(start, zip);
      }
    }
    if (entries.keySet().stream().noneMatch(name -> name.endsWith("/data.pkl"))) {
      return only(start, Kind.UNKNOWN, "a ZIP archive of " + entries.size() + " other files");
    }
    try (TorchZip zip = TorchZip.open(start.file())) {
      return zip.hasCode()
          ? ScriptInspection.inspect(zip, start.size())
          : CheckpointInspection.inspect(zip, start.size(), Kind.TRAINING_CHECKPOINT);
    }
  }

  private static FileSummary arrays(FileStart start, ZipArchive zip) throws BadInputException {
    Map<String, ArrayInfo> arrays = new LinkedHashMap<>();
    for (ZipArchive.Entry entry : zip.entries().values()) {
      String name = entry.name().substring(0, entry.name().length() - ".npy".length());
      try (InputStream in = zip.stream(entry)) {
        NpyHeader header = NpyHeader.read(in, start.file() + ": array '" + name + "'");
        arrays.put(name, new ArrayInfo(header.elementType(), header.shape()));
      } catch (IOException e) {
        throw new BadInputException(start.file() + " cannot be read: " + e.getMessage(), e);
      }
    }
    return new FileSummary(
        start.file(),
        start.size(),
        Kind.NPZ,
        "NumPy arrays",
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        arrays,
        Probes.NONE,
        List.of());
  }

  private static boolean isCard(FileStart start) throws BadInputException {
    if (!start.isJson() || start.size() > LARGEST_CARD) {
      return false;
    }
    try {
      String text = new String(Files.readAllBytes(start.file()), StandardCharsets.UTF_8);
      return text.contains("\"loupe\"")
          && text.contains("\"inputs\"")
          && text.contains("\"heads\"");
    } catch (IOException e) {
      throw new BadInputException(start.file() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static FileSummary only(FileStart start, Kind kind, String description) {
    return FileSummary.of(start.file(), start.size(), kind, description);
  }
}
