package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.model.LoupeException;
import org.loupe.project.Project;

/** Reads a project with all its checkpoints. A damaged one does not keep the others away. */
final class ProjectReader {
  private static final Logger LOG = System.getLogger(ProjectReader.class.getName());

  private ProjectReader() {}

  static OpenProject read(Project project, Optional<String> readOnly) {
    project.problems().forEach(problem -> LOG.log(Level.WARNING, problem.sentence()));
    List<OpenProject.Entry> entries = new ArrayList<>();
    for (String name : project.checkpoints()) {
      entries.add(entry(project, name));
    }
    return new OpenProject(project, entries, readOnly);
  }

  private static OpenProject.Entry entry(Project project, String name) {
    try {
      return new OpenProject.Entry(name, project.checkpoint(name), "");
    } catch (LoupeException | RuntimeException e) {
      String sentence = Sentences.of(LOG, "Opening checkpoint '" + name + "'", e);
      return new OpenProject.Entry(name, null, sentence);
    }
  }
}
