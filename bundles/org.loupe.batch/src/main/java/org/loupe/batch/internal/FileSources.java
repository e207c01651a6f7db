package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.Windows;
import org.loupe.project.Projects;
import org.loupe.project.WindowExpression;

/**
 * Single files, without a project.
 *
 * @param checkpoints at least one
 * @param architecture of state dicts, or null
 * @param card the model card, or null for the one beside or inside each checkpoint
 * @param data the dataset
 */
record FileSources(
    List<Path> checkpoints, @Nullable Path architecture, @Nullable Path card, Path data)
    implements Sources {
  private static final List<String> ENDINGS =
      List.of(".ts.pt", ".ts.pth", ".pt", ".pth", ".safetensors", ".npz");

  @Override
  public Work work(Projects projects, String windows, long seed) throws BadInputException {
    ModelCard shared = card == null ? null : projects.card(card);
    Dataset dataset = projects.dataset(name(data), data);
    Windows chosen = WindowExpression.choose(windows, dataset, List.of(), seed);
    List<Checkpoint> described = new ArrayList<>();
    for (Path file : checkpoints) {
      ModelCard own = shared == null ? projects.card(file) : shared;
      described.add(projects.checkpoint(name(file), file, architecture, own));
    }
    return Work.of(described, chosen);
  }

  /** A file's name without its ending. */
  static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return ENDINGS.stream()
        .filter(ending -> name.endsWith(ending) && name.length() > ending.length())
        .findFirst()
        .map(ending -> name.substring(0, name.length() - ending.length()))
        .orElse(name);
  }
}
