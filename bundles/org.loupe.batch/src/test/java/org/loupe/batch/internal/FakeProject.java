package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;
import org.loupe.project.Project;
import org.loupe.project.Projects;

/** A project with two checkpoints, one dataset and a slice. */
record FakeProject(Path folder, Projects projects) implements Project {
  @Override
  public String name() {
    return "demo";
  }

  @Override
  public List<String> checkpoints() {
    return folder.endsWith("unusable") ? List.of() : List.of("early", "late");
  }

  @Override
  public List<String> datasets() {
    return List.of("test");
  }

  @Override
  public List<Slice> slices() {
    return List.of(new Slice("odd", "test", "1,3,5"));
  }

  @Override
  public List<Problem> problems() {
    if (folder.endsWith("unusable")) {
      return List.of(new Problem("checkpoints", "loupe.json: /checkpoints is 3, expected a list."));
    }
    return folder.endsWith("wrong")
        ? List.of(new Problem("slice 'even'", "loupe.json: /slices/1/windows is wrong."))
        : List.of();
  }

  @Override
  public Checkpoint checkpoint(String name) throws BadInputException {
    if (!checkpoints().contains(name)) {
      throw new BadInputException("There is no checkpoint '" + name + "'.");
    }
    return projects.checkpoint(
        name, folder.resolve(name), null, projects.card(folder.resolve("card")));
  }

  @Override
  public Dataset dataset(String name, Progress progress) throws BadInputException {
    if (!datasets().contains(name)) {
      throw new BadInputException("There is no dataset '" + name + "'.");
    }
    return projects.dataset(name, folder.resolve(name));
  }
}
