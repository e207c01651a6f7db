package org.loupe.workbench.internal.views;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.loupe.analysis.InstalledMethod;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.importing.OpenModelHandler;
import org.loupe.workbench.internal.opening.OpenProjectHandler;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;

/** What people see before there is anything to look at: why, and what to do. */
public final class StartPart {
  private final WorkbenchCore core;
  private final MethodList methods;
  private final Opening opening;
  private final EPartService parts;
  private final Composite frame;

  /** Made by e4. */
  @Inject
  public StartPart(
      WorkbenchCore core,
      MethodList methods,
      Opening opening,
      EPartService parts,
      Composite parent) {
    this.core = core;
    this.methods = methods;
    this.opening = opening;
    this.parts = parts;
    this.frame = new Composite(parent, 0);
    frame.setLayout(new FillLayout());
    Ids.mark(frame, "start");
  }

  @PostConstruct
  void start() {
    Follow.observed(frame, core.workspace().project(), now -> update());
    Follow.observed(frame, methods.installed(), now -> update());
  }

  @Focus
  void focus() {
    frame.setFocus();
  }

  private void update() {
    for (Control child : frame.getChildren()) {
      child.dispose();
    }
    Loading<OpenProject> project = core.workspace().project().get();
    if (project instanceof Loading.Failed<OpenProject> failed) {
      choices(
          Page.of(
              frame,
              "Project '" + name(failed.what()) + "' could not be opened",
              failed.sentence()),
          "another");
    } else if (project instanceof Loading.Busy<OpenProject> busy) {
      Page.of(frame, "Opening '" + name(busy.what()) + "' …", "");
    } else if (project instanceof Loading.Ready<OpenProject> ready) {
      views(ready.content());
    } else {
      choices(
          Page.of(
              frame,
              "Look inside a trained model",
              "Open a model of your own, with data of the kind it was trained on: drop the files here,"
                  + " or choose them. Or open a project: a folder whose loupe.json names both."),
          "a");
    }
    frame.layout(true, true);
  }

  /** The last part of a path: the whole would not fit. */
  private static String name(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }

  private void choices(Page page, String which) {
    opening
        .demo()
        .ifPresent(demo -> page.button("start.demo", "Open the demo", () -> opening.open(demo)));
    page.button(
        "start.model",
        "Open my model…",
        () -> OpenModelHandler.open(frame.getShell(), core, opening, null, null));
    page.button(
        "start.open",
        "Open " + which + " project…",
        () -> new OpenProjectHandler().open(frame.getShell(), opening));
  }

  private void views(OpenProject open) {
    Page page =
        Page.of(
            frame,
            "What do you want to see of " + open.project().name() + "?",
            methods.installed().get().isEmpty()
                ? "No method is installed."
                : "Choose a view here, in the explorer or in the menu View.");
    for (InstalledMethod<?, ?> method : methods.installed().get()) {
      if (method.view() != null && Fit.problem(method, open).isEmpty()) {
        String id = method.info().id();
        page.button(
            "start.view." + id,
            method.info().name(),
            () -> parts.showPart(MethodViews.partId(id), PartState.ACTIVATE));
      }
    }
  }
}
