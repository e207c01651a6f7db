package org.loupe.bench;

import java.nio.file.Path;
import java.util.List;
import org.loupe.analysis.Decoding;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.Projects;
import org.loupe.project.internal.CheckpointSubjects;
import org.loupe.project.internal.FileProjects;

/**
 * What is measured on.
 *
 * @param checkpoint the model
 * @param dataset its windows
 */
record Material(Checkpoint checkpoint, Dataset dataset) {

  /** Opens a TorchScript archive with its card and a dataset. */
  static Material open(Path archive, Path card, Path data) throws BadInputException {
    Projects projects = new FileProjects();
    ModelCard read = projects.card(card);
    return new Material(
        projects.checkpoint(archive.getFileName().toString(), archive, null, read),
        projects.dataset(data.getFileName().toString(), data));
  }

  /** All windows, read when they are asked for. */
  BatchSource windows() throws BadInputException {
    try (var subject =
        new CheckpointSubjects().of(checkpoint, Windows.all(dataset), 42, SessionOptions.AUTO)) {
      return subject.inputs(Decoding.TEACHER_FORCED, List.of());
    }
  }

  /** The same windows over and over, from memory. */
  BatchSource repeated(int batch, int times) throws BadInputException {
    Batch one = windows().read(0, 1);
    Batch all = windows().read(0, batch);
    return new BatchSource() {
      @Override
      public int size() {
        return batch * times;
      }

      @Override
      public Batch read(int from, int to) {
        return to - from == batch ? all : one;
      }
    };
  }
}
