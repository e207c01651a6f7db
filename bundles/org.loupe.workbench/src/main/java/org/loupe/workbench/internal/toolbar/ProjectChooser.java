package org.loupe.workbench.internal.toolbar;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.Workspace;
import org.loupe.workbench.internal.opening.OpenProjectHandler;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.widgets.Follow;

/** Which project is open. */
final class ProjectChooser extends Chooser {
  private final Opening opening;

  ProjectChooser(Composite parent, Workspace workspace, Opening opening) {
    super(parent, "toolbar.project", "Project");
    this.opening = opening;
    Follow.observed(bar(), workspace.project(), this::show);
  }

  private void show(Loading<OpenProject> project) {
    String name = project.value().map(OpenProject::title).orElse("none");
    String folder =
        project
            .value()
            .map(
                open ->
                    open.project().folder()
                        + open.readOnly().map(why -> "\nOpen for reading only. " + why).orElse(""))
            .orElse("No project is open");
    show("Project: " + name, folder, true);
  }

  @Override
  void fill(Menu menu) {
    push(menu, "Open project…", () -> new OpenProjectHandler().open(menu.getShell(), opening));
    opening.demo().ifPresent(demo -> push(menu, "Open demo", () -> opening.open(demo)));
  }
}
