package org.loupe.workbench.internal.core;

import java.nio.file.Path;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;
import org.loupe.project.Project;

/**
 * A project called 'test' whose files a test makes up.
 *
 * @param models reads a checkpoint of that name
 * @param data reads a dataset of that name
 */
public record FakeProject(
    Path folder,
    List<String> checkpoints,
    Reader<Checkpoint> models,
    List<String> datasets,
    Reader<Dataset> data,
    List<Slice> slices)
    implements Project {

  /** Makes up what is in a file. */
  @FunctionalInterface
  public interface Reader<T> {
    /** What is called so in the project. */
    T read(String name) throws BadInputException;
  }

  /** With these checkpoints of {@link Bench}, and nothing else. */
  public static FakeProject of(Path folder, List<String> checkpoints) {
    return new FakeProject(
        folder, checkpoints, Bench::checkpoint, List.of(), FakeProject::none, List.of());
  }

  /** The same with other checkpoints. */
  FakeProject models(Reader<Checkpoint> now) {
    return new FakeProject(folder, checkpoints, now, datasets, data, slices);
  }

  /** The same with datasets. */
  public FakeProject data(List<String> names, Reader<Dataset> now) {
    return new FakeProject(folder, checkpoints, models, names, now, slices);
  }

  /** The same with datasets that nobody reads. */
  public FakeProject data(String... names) {
    return data(List.of(names), FakeProject::none);
  }

  /** The same with slices. */
  public FakeProject slices(List<Slice> now) {
    return new FakeProject(folder, checkpoints, models, datasets, data, now);
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public Checkpoint checkpoint(String name) throws BadInputException {
    return models.read(name);
  }

  @Override
  public Dataset dataset(String name, Progress progress) throws BadInputException {
    return data.read(name);
  }

  private static Dataset none(String name) {
    throw new AssertionError("not used: " + name);
  }
}
