package org.loupe.batch.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Progress;
import org.loupe.project.Project;
import org.loupe.project.Projects;

/**
 * Checkpoints and datasets of a project.
 *
 * @param folder the project's
 * @param checkpoints names; none means all
 * @param data name of a dataset, or null for the first
 */
record ProjectSources(Path folder, List<String> checkpoints, @Nullable String data)
    implements Sources {

  @Override
  public Work work(Projects projects, String windows, long seed, Damage damage, Progress progress)
      throws BadInputException {
    Project project = projects.open(folder);
    Dataset dataset = project.dataset(dataset(project), progress);
    List<Checkpoint> described = new ArrayList<>();
    List<String> names = checkpoints.isEmpty() ? project.checkpoints() : checkpoints;
    for (int i = 0; i < names.size(); i++) {
      try {
        described.add(project.checkpoint(names.get(i)));
      } catch (BadInputException e) {
        if (!project.checkpoints().contains(names.get(i))) {
          throw e;
        }
        damage.found(names.get(i), i, e);
      }
    }
    if (names.isEmpty()) {
      throw new BadInputException(
          "Project '"
              + project.name()
              + "' has no checkpoints; "
              + remedy(project, "add one to its loupe.json."));
    }
    return Work.of(
        described,
        project.windows(windows, dataset, seed),
        project.problems().stream().map(Project.Problem::sentence).toList());
  }

  private String dataset(Project project) throws BadInputException {
    if (data != null) {
      return data;
    }
    return project.datasets().stream()
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "Project '"
                        + project.name()
                        + "' has no dataset; "
                        + remedy(project, "add one to its loupe.json.")));
  }

  /** Entries that cannot be used look as if they were missing. */
  private static String remedy(Project project, String otherwise) {
    List<String> wrong = project.problems().stream().map(Project.Problem::sentence).toList();
    return wrong.isEmpty() ? otherwise : "correct what cannot be used: " + String.join(" ", wrong);
  }
}
