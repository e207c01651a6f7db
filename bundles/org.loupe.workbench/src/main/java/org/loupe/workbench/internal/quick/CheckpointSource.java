package org.loupe.workbench.internal.quick;

import java.util.List;
import org.loupe.model.Checkpoint;
import org.loupe.workbench.internal.core.CompareList;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WorkbenchCore;

/** The project's checkpoints: to be compared, or not any more. */
final class CheckpointSource implements QuickSource {
  private final WorkbenchCore core;

  CheckpointSource(WorkbenchCore core) {
    this.core = core;
  }

  @Override
  public String kind() {
    return "Checkpoints";
  }

  @Override
  public List<QuickEntry> entries(String query) {
    return core
        .workspace()
        .project()
        .get()
        .value()
        .map(OpenProject::usable)
        .orElse(List.of())
        .stream()
        .map(this::entry)
        .toList();
  }

  private QuickEntry entry(Checkpoint checkpoint) {
    CompareList compare = core.compare();
    String name = checkpoint.name();
    boolean compared = compare.comparison().get().find(name).isPresent();
    return new QuickEntry(
        "checkpoint:" + name,
        name,
        compared ? "compared; Enter takes it out" : "Enter compares it",
        "",
        () -> {
          if (compared) {
            compare.remove(name);
          } else {
            compare.add(checkpoint);
          }
        });
  }
}
