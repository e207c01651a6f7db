package org.loupe.project.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.internal.card.Listed;
import org.loupe.project.internal.card.ProjectFile;
import org.loupe.project.internal.card.ProjectFile.CheckpointEntry;
import org.loupe.project.internal.card.ProjectFile.DatasetEntry;

/** A project as its file says. */
final class FolderProject implements Project {
  private final ProjectFile file;
  private final Projects projects;
  private final Map<String, Dataset> opened = new HashMap<>();

  FolderProject(ProjectFile file, Projects projects) {
    this.file = file;
    this.projects = projects;
  }

  @Override
  public Path folder() {
    return file.folder();
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public List<String> checkpoints() {
    return file.checkpoints().stream().map(Listed::name).toList();
  }

  @Override
  public List<String> datasets() {
    return file.datasets().stream().map(Listed::name).toList();
  }

  @Override
  public List<Problem> problems() {
    return file.problems();
  }

  @Override
  public List<Slice> slices() {
    return file.slices();
  }

  @Override
  public Checkpoint checkpoint(String name) throws BadInputException {
    for (Listed<CheckpointEntry> listed : file.checkpoints()) {
      if (listed.name().equals(name)) {
        CheckpointEntry entry = listed.require();
        return projects.checkpoint(
            name, entry.file(), entry.architecture(), projects.card(card(entry)));
      }
    }
    throw new BadInputException(
        "Project '"
            + name()
            + "' has no checkpoint '"
            + name
            + "'; it has "
            + String.join(", ", checkpoints())
            + ".");
  }

  /** A card, or the model itself, which then stands beside its card or holds it. */
  private Path card(CheckpointEntry entry) {
    Path own = entry.card();
    if (own != null) {
      return own;
    }
    Path shared = file.card();
    return shared == null ? CheckpointFiles.withCard(entry.file(), entry.architecture()) : shared;
  }

  @Override
  public Dataset dataset(String name, Progress progress) throws BadInputException {
    for (Listed<DatasetEntry> listed : file.datasets()) {
      if (listed.name().equals(name)) {
        DatasetEntry entry = listed.require();
        synchronized (opened) {
          Dataset dataset = opened.get(name);
          if (dataset == null) {
            dataset = projects.dataset(name, entry.file(), entry.windowing(), progress);
            opened.put(name, dataset);
          }
          return dataset;
        }
      }
    }
    throw new BadInputException(
        "Project '"
            + name()
            + "' has no dataset '"
            + name
            + "'; it has "
            + String.join(", ", datasets())
            + ".");
  }
}
