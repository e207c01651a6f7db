package org.loupe.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.loupe.checkpoint.FileSummary.Kind;
import org.loupe.checkpoint.internal.FileStart;
import org.loupe.checkpoint.internal.NpzTensors;
import org.loupe.checkpoint.internal.ScriptInspection;
import org.loupe.checkpoint.internal.StateDictInspection;
import org.loupe.checkpoint.internal.TensorFile;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.checkpoint.internal.script.ScriptArchive;
import org.loupe.model.BadInputException;

/** Says what a file is. */
public final class Inspection {
  private static final long LARGEST_DOCUMENT = 64L << 20;

  private Inspection() {}

  /**
   * Inspects a file. Reads directories, headers and pickles; loads no numbers, executes nothing.
   *
   * @throws BadInputException if there is no such file, or it is damaged or refused
   */
  public static FileSummary inspect(Path file) throws BadInputException {
    return inspect(file, true);
  }

  /**
   * The same without {@link FileSummary#probes()}: where those can be is most of the work.
   *
   * @throws BadInputException as for {@link #inspect}
   */
  public static FileSummary outline(Path file) throws BadInputException {
    return inspect(file, false);
  }

  private static FileSummary inspect(Path file, boolean probes) throws BadInputException {
    FileStart start = FileStart.of(file);
    if (start.isZip()) {
      return zip(start, probes);
    } else if (start.isPickle() || start.isSafetensors()) {
      return tensors(start);
    }
    return document(start);
  }

  /** What a file is that is no archive: one of Loupe's own documents, perhaps. */
  private static FileSummary document(FileStart start) throws BadInputException {
    String text = json(start);
    if (text.contains("\"loupe\"")) {
      if (text.contains("\"provenance\"") && text.contains("\"analyzer\"")) {
        return only(start, Kind.RESULT, "result of an analysis");
      } else if (text.contains("\"inputs\"") && text.contains("\"heads\"")) {
        return only(start, Kind.MODEL_CARD, "model card");
      } else if (text.contains("\"checkpoints\"") || text.contains("\"datasets\"")) {
        return only(start, Kind.PROJECT, "project");
      }
    }
    return only(start, Kind.UNKNOWN, start.describe());
  }

  private static FileSummary zip(FileStart start, boolean probes) throws BadInputException {
    Map<String, ZipArchive.Entry> entries;
    try (ZipArchive zip = ZipArchive.open(start.file())) {
      entries = zip.entries();
    }
    if (entries.keySet().stream().noneMatch(name -> name.endsWith("/data.pkl"))
        && !NpzTensors.isNpz(entries.keySet())) {
      return only(start, Kind.UNKNOWN, "a ZIP archive of " + entries.size() + " other files");
    }
    if (entries.keySet().stream().anyMatch(name -> name.endsWith("/constants.pkl"))) {
      try (TorchZip zip = TorchZip.open(start.file())) {
        if (zip.hasCode()) {
          ScriptArchive archive = new ScriptArchive(zip);
          return probes
              ? ScriptInspection.inspect(zip, archive, start.size())
              : ScriptInspection.outline(zip, archive, start.size());
        }
      }
    }
    return tensors(start);
  }

  private static FileSummary tensors(FileStart start) throws BadInputException {
    try (TensorFile file = TensorFile.open(start.file())) {
      return StateDictInspection.inspect(file, start.size());
    }
  }

  /** The file's text if it may be a document of Loupe's, else nothing. */
  private static String json(FileStart start) throws BadInputException {
    if (!start.isJson() || start.size() > LARGEST_DOCUMENT) {
      return "";
    }
    try {
      return new String(Files.readAllBytes(start.file()), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BadInputException(start.file() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static FileSummary only(FileStart start, Kind kind, String description) {
    return FileSummary.of(start.file(), start.size(), kind, description);
  }
}
