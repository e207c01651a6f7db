package org.loupe.workbench.internal.quick;

import java.util.List;
import org.loupe.workbench.internal.core.Workspace;

/** The project's data sets. */
final class DatasetSource implements QuickSource {
  private final Workspace workspace;

  DatasetSource(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String kind() {
    return "Data";
  }

  @Override
  public List<QuickEntry> entries(String query) {
    return workspace
        .project()
        .get()
        .value()
        .map(open -> open.project().datasets())
        .orElse(List.of())
        .stream()
        .map(
            name ->
                new QuickEntry(
                    "data:" + name,
                    name,
                    "Looks at this data set",
                    "",
                    () -> workspace.chooseDataset(name)))
        .toList();
  }
}
