package org.loupe.workbench.internal.core;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.project.ModelFamily;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.Windowing;

/** Opens the projects of a test, and no other files. */
record FakeProjects(Opener opener) implements Projects {
  /** What is in a folder. */
  @FunctionalInterface
  interface Opener {
    Project open(Path folder) throws BadInputException;
  }

  @Override
  public Project open(Path path) throws BadInputException {
    return opener.open(path);
  }

  @Override
  public ModelCard card(Path file) {
    throw new AssertionError("not used");
  }

  @Override
  public Checkpoint checkpoint(
      String name, Path file, @Nullable Path architecture, ModelCard card) {
    throw new AssertionError("not used");
  }

  @Override
  public Optional<ModelFamily.Member> family(Path file, @Nullable ModelCard card) {
    return Optional.empty();
  }

  @Override
  public Dataset dataset(String name, Path file, @Nullable Windowing windowing, Progress progress) {
    throw new AssertionError("not used");
  }
}
