package org.loupe.workbench.internal.views;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.e4.ui.di.Focus;
import org.eclipse.e4.ui.workbench.modeling.EPartService;
import org.eclipse.e4.ui.workbench.modeling.EPartService.PartState;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.loupe.analysis.InstalledMethod;
import org.loupe.workbench.internal.core.Loading;
import org.loupe.workbench.internal.core.OpenProject;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.core.Workspace;
import org.loupe.workbench.internal.extensions.ExtensionsHandler;
import org.loupe.workbench.internal.help.HelpBook;
import org.loupe.workbench.internal.importing.OpenModelHandler;
import org.loupe.workbench.internal.opening.OpenProjectHandler;
import org.loupe.workbench.internal.opening.Opening;
import org.loupe.workbench.internal.tutorial.TutorialHandler;
import org.loupe.workbench.internal.widgets.Follow;
import org.loupe.workbench.internal.widgets.Ids;

/** What people see before there is anything to look at: why, and what to do. */
public final class StartPart {
  private final WorkbenchCore core;
  private final MethodList methods;
  private final Opening opening;
  private final EPartService parts;
  private final HelpBook help;
  private final Composite frame;

  /** Made by e4. */
  @Inject
  public StartPart(
      WorkbenchCore core,
      MethodList methods,
      Opening opening,
      EPartService parts,
      HelpBook help,
      Composite parent) {
    this.core = core;
    this.methods = methods;
    this.opening = opening;
    this.parts = parts;
    this.help = help;
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
    Workspace workspace = core.workspace();
    if (project instanceof Loading.Failed<OpenProject> failed
        && workspace.occupied().get().isPresent()) {
      Page page =
          Page.of(frame, "Project '" + name(failed.what()) + "' is in use", failed.sentence());
      page.button("start.reading", "Open it read-only", workspace::openForReading);
      choices(page, "another");
    } else if (project instanceof Loading.Failed<OpenProject> failed) {
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
    if (opening.demo().isPresent()) {
      page.button("start.tutorial", "Five-minute tutorial", () -> TutorialHandler.show(parts));
    }
    opening
        .exporter()
        .ifPresent(
            folder ->
                page.heading("Export from Python")
                    .copied(
                        "start.export", "Python lines that export", exportLine(folder), this::copy)
                    .link(
                        "start.guide",
                        "How to export from a training repository",
                        "Opens the guide that goes through it step by step",
                        () -> help.show(HelpBook.EXPORT, parts)));
    List<Path> recent = opening.recent();
    if (!recent.isEmpty()) {
      page.heading("Recent projects");
      for (int i = 0; i < recent.size(); i++) {
        Path folder = recent.get(i);
        page.link("start.recent." + i, folder.toString(), "Opens it", () -> opening.open(folder));
      }
    }
  }

  /** One line, to be put where the model and a batch of inputs are at hand. */
  static String exportLine(Path exporter) {
    return "import sys; sys.path.append("
        + quoted(exporter.toString())
        + "); from loupe_export import export; export(model, example_inputs, \"loupe\","
        + " dataset=\"test.pt\")";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void copy(String line) {
    Clipboard clipboard = new Clipboard(frame.getDisplay());
    clipboard.setContents(new Object[] {line}, new Transfer[] {TextTransfer.getInstance()});
    clipboard.dispose();
    core.notices().tell("Copied the line");
  }

  private Page choiceOfViews(String project) {
    return Page.of(
        frame,
        "What do you want to see of " + project + "?",
        methods.installed().get().isEmpty()
            ? "No method is installed."
            : "Choose a view here, in the explorer or in the menu View.");
  }

  private void views(OpenProject open) {
    Page page =
        open.obstacle()
            .map(
                wrong ->
                    Page.of(
                        frame, "No checkpoint of " + open.project().name() + " can be used", wrong))
            .orElseGet(() -> choiceOfViews(open.project().name()));
    for (InstalledMethod<?, ?> method : methods.installed().get()) {
      if (method.view() != null && Fit.problem(method, open).isEmpty()) {
        String id = method.info().id();
        page.button(
            "start.view." + id,
            method.info().name(),
            () -> parts.showPart(MethodViews.partId(id), PartState.ACTIVATE));
      }
    }
    page.link(
        "start.extensions",
        "Get more methods",
        "Shows the extensions",
        () -> ExtensionsHandler.show(parts));
  }
}
