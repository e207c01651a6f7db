package org.loupe.workbench.internal.quick;

import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.core.Workspace;

/** The slices of the chosen data set. */
final class SliceSource implements QuickSource {
  private final WorkbenchCore core;

  SliceSource(WorkbenchCore core) {
    this.core = core;
  }

  @Override
  public String kind() {
    return "Slices";
  }

  @Override
  public List<QuickEntry> entries(String query) {
    Workspace workspace = core.workspace();
    String dataset = workspace.dataset().get().value().map(Dataset::name).orElse("");
    return workspace.slices().get().stream()
        .filter(slice -> slice.dataset().equals(dataset))
        .map(
            slice ->
                new QuickEntry(
                    "slice:" + slice.name(),
                    slice.name(),
                    "Analyses windows " + slice.windows(),
                    "",
                    () -> choose(slice.name())))
        .toList();
  }

  private void choose(String name) {
    try {
      core.workspace().chooseWindows("slice:" + name);
    } catch (BadInputException e) {
      core.notices().tell(e.getMessage());
    }
  }
}
