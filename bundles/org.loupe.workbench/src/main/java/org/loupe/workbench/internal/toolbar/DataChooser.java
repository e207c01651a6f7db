package org.loupe.workbench.internal.toolbar;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.loupe.model.Dataset;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.Workspace;
import org.loupe.workbench.internal.widgets.Follow;

/** Which dataset of the project is looked at. */
final class DataChooser extends Chooser {
  private final Workspace workspace;

  DataChooser(Composite parent, Workspace workspace) {
    super(parent, "toolbar.data", "Data");
    this.workspace = workspace;
    Follow.observed(bar(), workspace.dataset(), this::show);
  }

  private void show(Loading<Dataset> dataset) {
    if (dataset instanceof Loading.Ready<Dataset> ready) {
      Dataset data = ready.content();
      show("Data: " + data.name(), data.size() + " windows", true);
    } else if (dataset instanceof Loading.Busy<Dataset> busy) {
      show("Data: " + busy.what() + " …", "Being read", true);
    } else if (dataset instanceof Loading.Failed<Dataset> failed) {
      show("Data: " + failed.what() + " (unreadable)", failed.sentence(), true);
    } else {
      show("Data: none", "No dataset is open", workspace.project().get().value().isPresent());
    }
  }

  @Override
  void fill(Menu menu) {
    String chosen = workspace.dataset().get().value().map(Dataset::name).orElse("");
    workspace
        .project()
        .get()
        .value()
        .ifPresent(
            open -> {
              if (open.project().datasets().isEmpty()) {
                note(menu, "The project names no dataset");
              }
              for (String name : open.project().datasets()) {
                radio(menu, name, name.equals(chosen), () -> workspace.chooseDataset(name));
              }
            });
  }
}
