package org.loupe.batch.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.model.Windows;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.Projects;
import org.loupe.project.WindowExpression;
import org.loupe.project.Windowing;

/**
 * Single files, without a project.
 *
 * @param checkpoints at least one; also folders and patterns such as {@code epoch_*.pt}
 * @param architecture of state dicts, or null
 * @param card the model card, or null for the one beside or inside each checkpoint
 * @param data the dataset
 * @param windowing how the rows of a table become windows, or null
 */
record FileSources(
    List<Path> checkpoints,
    @Nullable Path architecture,
    @Nullable Path card,
    Path data,
    @Nullable Windowing windowing)
    implements Sources {
  @Override
  public Work work(Projects projects, String windows, long seed, Damage damage, Progress progress)
      throws BadInputException {
    ModelCard shared = card == null ? null : projects.card(card);
    Dataset dataset = projects.dataset(CheckpointFiles.name(data), data, windowing, progress);
    Windows chosen = WindowExpression.choose(windows, dataset, List.of(), seed);
    List<Checkpoint> described = new ArrayList<>();
    List<Path> files = files();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      try {
        ModelCard own =
            shared == null ? projects.card(CheckpointFiles.withCard(file, architecture)) : shared;
        described.add(projects.checkpoint(CheckpointFiles.name(file), file, architecture, own));
      } catch (BadInputException e) {
        if (!Files.exists(file)) {
          throw e;
        }
        damage.found(CheckpointFiles.name(file), i, e);
      }
    }
    return Work.of(described, chosen, List.of());
  }

  /** Folders and patterns in their place, one by one. */
  private List<Path> files() throws BadInputException {
    List<Path> files = new ArrayList<>();
    for (Path given : inNaturalOrder(checkpoints)) {
      Path name = given.getFileName();
      if (Files.isDirectory(given)) {
        files.addAll(CheckpointFiles.in(given, null, architecture));
      } else if (name != null && name.toString().matches(".*[*?].*") && !Files.exists(given)) {
        Path folder = given.toAbsolutePath().getParent();
        files.addAll(CheckpointFiles.in(folder, name.toString(), architecture));
      } else {
        files.add(given);
      }
    }
    return files;
  }

  /** A shell puts epoch_10 before epoch_2; where people chose an order of their own, it stays. */
  private static List<Path> inNaturalOrder(List<Path> given) {
    List<Path> natural = new ArrayList<>(given);
    if (given.equals(given.stream().sorted().toList())) {
      natural.sort(CheckpointFiles.NATURAL_ORDER);
    }
    return natural;
  }
}
