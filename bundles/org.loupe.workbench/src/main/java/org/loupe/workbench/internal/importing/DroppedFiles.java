package org.loupe.workbench.internal.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Inspection;
import org.loupe.model.BadInputException;
import org.loupe.project.CheckpointFiles;

/**
 * What files are that were dropped on the window.
 *
 * @param project a project's folder or file, or null
 * @param model a model, or null
 * @param data a dataset, or null
 * @param extension what can be installed, or null
 * @param others what is none of these
 */
record DroppedFiles(
    @Nullable Path project,
    @Nullable Path model,
    @Nullable Path data,
    @Nullable Path extension,
    List<Path> others) {

  /** Looks at them; reads directories and headers. */
  static DroppedFiles of(List<Path> files) {
    DroppedFiles found = new DroppedFiles(null, null, null, null, List.of());
    for (Path file : files) {
      found = found.with(file);
    }
    return found;
  }

  private DroppedFiles with(Path file) {
    Path described = Files.isDirectory(file) ? file.resolve("loupe.json") : file;
    if (String.valueOf(described.getFileName()).equals("loupe.json") && Files.exists(described)) {
      return new DroppedFiles(file, model, data, extension, others);
    }
    if (ExtensionFile.isOne(file)) {
      return new DroppedFiles(project, model, data, file, others);
    }
    if (CheckpointFiles.isTable(file)) {
      return new DroppedFiles(project, model, file, extension, others);
    }
    try {
      FileSummary summary = Inspection.outline(file);
      return switch (summary.kind()) {
        case TORCHSCRIPT_SCRIPTED, TORCHSCRIPT_TRACED, SAFETENSORS ->
            new DroppedFiles(project, file, data, extension, others);
        case TRAINING_CHECKPOINT, LEGACY_CHECKPOINT ->
            summary.tensors().isEmpty()
                ? new DroppedFiles(project, model, file, extension, others)
                : new DroppedFiles(project, file, data, extension, others);
        case NPZ -> new DroppedFiles(project, model, file, extension, others);
        default -> withOther(file);
      };
    } catch (BadInputException e) {
      return withOther(file);
    }
  }

  private DroppedFiles withOther(Path file) {
    List<Path> more = Stream.concat(others.stream(), Stream.of(file)).toList();
    return new DroppedFiles(project, model, data, extension, more);
  }

  /** Names of what is none of these, for people; empty where all is known. */
  String otherNames() {
    return others.stream()
        .map(file -> "'" + file.getFileName() + "'")
        .collect(Collectors.joining(", "));
  }
}
