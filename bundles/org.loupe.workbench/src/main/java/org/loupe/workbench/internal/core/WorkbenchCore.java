package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.loupe.analysis.Methods;
import org.loupe.extensions.Extensions;
import org.loupe.extensions.InstalledExtension;
import org.loupe.project.Projects;
import org.loupe.project.imports.CardChecks;
import org.loupe.project.imports.Imports;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What all parts of the window share, made once. The services it stands on may come and go; it
 * stays.
 */
@Component(service = WorkbenchCore.class)
public final class WorkbenchCore {
  private static final Logger LOG = System.getLogger(WorkbenchCore.class.getName());

  /** Projects opened with more checkpoints than this compare the first ones only. */
  private static final int COMPARED_AT_FIRST = 3;

  private final Services services;
  private final Workers workers = new Workers();
  private final CompareList compare = new CompareList();
  private final SharedSelection selection = new SharedSelection();
  private final SharedZoom zoom = new SharedZoom();
  private final Notices notices = new Notices();
  private final MethodEdits edits = new MethodEdits();
  private final ActiveView active = new ActiveView();
  private final Appearance appearance = new Appearance();
  private final CaveatBook caveats = new CaveatBook();
  private final ViewRequests views = new ViewRequests();
  private final Observed<List<InstalledExtension>> installed = new Observed<>(List.of());
  private final Troubles troubles = new Troubles(installed);
  private final Workspace workspace;
  private final ResultShelf shelf;
  private final ProjectResults kept;
  private final AnalysisRuns runs;
  private final Tasks tasks;
  private final SliceEdits sliceEdits;
  private final CheckpointEdits checkpointEdits;
  private final Explaining explaining;
  private final Requests requests;

  /** Makes and connects the parts. */
  @Activate
  public WorkbenchCore(@Reference Services services) {
    this.services = services;
    workspace =
        new Workspace(
            services.projects(),
            services.locks(),
            services.runtime(),
            workers.files(),
            workers.asking());
    shelf = new ResultShelf(workspace, services.results(), services.methods(), workers.shelving());
    kept =
        new ProjectResults(
            () -> workspace.project().get().value(),
            services.results()::get,
            services.subjects()::get,
            workers.writing(),
            notices::tell,
            shelf::refresh);
    runs =
        new AnalysisRuns(
            services.methods(),
            services.runtime(),
            services.subjects(),
            workers.analysis(),
            workers.patience(),
            kept,
            workers.finding(),
            Rehearsal.WINDOWS,
            System::nanoTime);
    tasks = new Tasks(runs);
    sliceEdits = new SliceEdits(workspace, services.slices(), workers.files());
    checkpointEdits =
        new CheckpointEdits(
            workspace, compare, services.projects(), services.checkpoints(), workers.files());
    explaining =
        new Explaining(services.methods(), workspace, compare, edits, workers.files(), notices);
    requests = new Requests(workspace, compare, edits, services.methods());
    workspace.opened().onChange(this::begin);
    shelf.listed().onChange(listed -> kept.lookAgain());
    runs.onResult(caveats::add);
    new OutcomeReporter(workspace, compare, runs, workers.files());
    services.extensions().onChange(this::listInstalled);
    listInstalled(services.extensions().get());
  }

  /** What is open and chosen. */
  public Workspace workspace() {
    return workspace;
  }

  /** The compared checkpoints. */
  public CompareList compare() {
    return compare;
  }

  /** What is selected in all views. */
  public SharedSelection selection() {
    return selection;
  }

  /** What is shown of what linked figures count. */
  public SharedZoom zoom() {
    return zoom;
  }

  /** What was just done. */
  public Notices notices() {
    return notices;
  }

  /** The view that people look at. */
  public ActiveView active() {
    return active;
  }

  /** Changed parameters. */
  public MethodEdits edits() {
    return edits;
  }

  /** How figures look. */
  public Appearance appearance() {
    return appearance;
  }

  /** The computations. */
  public AnalysisRuns runs() {
    return runs;
  }

  /** All that takes its time, computations and other work. */
  public Tasks tasks() {
    return tasks;
  }

  /** What to compute for the present choices. */
  public Requests requests() {
    return requests;
  }

  /** What results of other methods are to be read with. */
  public CaveatBook caveats() {
    return caveats;
  }

  /** Asks for views to be opened. */
  public ViewRequests views() {
    return views;
  }

  /** Changes the project's slices. */
  public SliceEdits slices() {
    return sliceEdits;
  }

  /** Adds checkpoints to the project. */
  public CheckpointEdits checkpoints() {
    return checkpointEdits;
  }

  /** The results that lie in the project's folder. */
  public ResultShelf results() {
    return shelf;
  }

  /** Whether what is computed is kept in the project's folder. */
  public Observed<Boolean> keepsResults() {
    return kept.keeps();
  }

  /** Moves the target of all methods. */
  public Explaining explaining() {
    return explaining;
  }

  /** What changes extensions, while the service is there. */
  public Observed<Optional<Extensions>> extensions() {
    return services.extensions();
  }

  /** What is installed besides the product. */
  public Observed<List<InstalledExtension>> installedExtensions() {
    return installed;
  }

  /** What extensions do wrong. */
  public Troubles troubles() {
    return troubles;
  }

  /** For changes of extensions, which may wait for people and networks. */
  public ExecutorService changing() {
    return workers.changing();
  }

  /** The installed methods, while the service is there. */
  public Observed<Optional<Methods>> methods() {
    return services.methods();
  }

  /** What makes projects of models and data, while the service is there. */
  public Observed<Optional<Imports>> imports() {
    return services.imports();
  }

  /** What checks models on data, while the service is there. */
  public Observed<Optional<CardChecks>> checks() {
    return services.checks();
  }

  /** Opens datasets, checkpoints and cards, while the service is there. */
  public Observed<Optional<Projects>> projects() {
    return services.projects();
  }

  /** For small work that reads files or asks plug-ins. */
  public ExecutorService files() {
    return workers.files();
  }

  /** For filtering and sorting, which people wait for while files are read. */
  public ExecutorService listing() {
    return workers.listing();
  }

  /** For what follows from results that are there, which may take seconds. */
  public ExecutorService comparing() {
    return workers.comparing();
  }

  /** For undoing and redoing, which must not wait until all figures are made. */
  public ExecutorService undoing() {
    return workers.undoing();
  }

  /** Lets results that are being written get done; nothing is written any more after that. */
  public void endWriting() {
    try {
      if (!workers.writing().end()) {
        LOG.log(Level.WARNING, "A result was not written in time and has to be computed again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Deactivate
  void stop() {
    workers.writing().close();
    workspace.close();
    runs.clear();
    workers.stop();
  }

  private void begin(Loading<OpenProject> project) {
    runs.clear();
    kept.lookAgain();
    caveats.clear();
    selection.clear();
    zoom.clear();
    edits.clear();
    active.shown().set(List.of());
    active.hover().set(Optional.empty());
    var usable = project.value().map(OpenProject::usable).orElse(List.of());
    compare.begin(usable.subList(0, Math.min(COMPARED_AT_FIRST, usable.size())));
  }

  private void listInstalled(Optional<Extensions> service) {
    service.ifPresent(present -> installed.set(present.installed()));
  }
}
