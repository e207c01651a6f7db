package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.loupe.analysis.Methods;
import org.loupe.extensions.Extensions;
import org.loupe.extensions.InstalledExtension;
import org.loupe.model.ModelRuntime;
import org.loupe.project.Checkpoints;
import org.loupe.project.ProjectLocks;
import org.loupe.project.Projects;
import org.loupe.project.Results;
import org.loupe.project.Slices;
import org.loupe.project.Subjects;
import org.loupe.project.imports.CardChecks;
import org.loupe.project.imports.Imports;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * What all parts of the window share, made once. The services it stands on may come and go; it
 * stays.
 */
@Component(service = WorkbenchCore.class)
public final class WorkbenchCore {
  private static final Logger LOG = System.getLogger(WorkbenchCore.class.getName());

  /** Projects opened with more checkpoints than this compare the first ones only. */
  private static final int COMPARED_AT_FIRST = 3;

  private final Observed<Optional<Projects>> projects = new Observed<>(Optional.empty());
  private final Observed<Optional<ProjectLocks>> locks = new Observed<>(Optional.empty());
  private final Observed<Optional<Subjects>> subjects = new Observed<>(Optional.empty());
  private final Observed<Optional<Methods>> methods = new Observed<>(Optional.empty());
  private final Observed<Optional<ModelRuntime>> runtime = new Observed<>(Optional.empty());
  private final Observed<Optional<Imports>> imports = new Observed<>(Optional.empty());
  private final Observed<Optional<CardChecks>> checks = new Observed<>(Optional.empty());
  private final Observed<Optional<Slices>> slices = new Observed<>(Optional.empty());
  private final Observed<Optional<Checkpoints>> checkpoints = new Observed<>(Optional.empty());
  private final Observed<Optional<Results>> results = new Observed<>(Optional.empty());
  private final ExecutorService files = worker("loupe-files");
  private final AnalysisThread analysis = new AnalysisThread(() -> worker("loupe-analysis"));
  private final ExecutorService comparing = worker("loupe-comparing");
  private final ExecutorService listing = worker("loupe-listing");
  private final Workspace workspace = new Workspace(projects, locks, runtime, files);
  private final CompareList compare = new CompareList();
  private final SharedSelection selection = new SharedSelection();
  private final SharedZoom zoom = new SharedZoom();
  private final Notices notices = new Notices();
  private final MethodEdits edits = new MethodEdits();
  private final ActiveView active = new ActiveView();
  private final Appearance appearance = new Appearance();
  private final ExecutorService shelving = worker("loupe-results");
  private final ExecutorService finding = worker("loupe-finding");
  private final ResultWriter writing = new ResultWriter(worker("loupe-writing"), 5000);
  private final ResultShelf shelf = new ResultShelf(workspace, results, methods, shelving);
  private final ProjectResults kept =
      new ProjectResults(
          () -> workspace.project().get().value(),
          results::get,
          subjects::get,
          writing,
          notices::tell,
          shelf::refresh);
  private final AnalysisRuns runs =
      new AnalysisRuns(
          methods, runtime, subjects, analysis, analysis::leave, kept, finding, Rehearsal.WINDOWS);
  private final Tasks tasks = new Tasks(runs);
  private final CaveatBook caveats = new CaveatBook();
  private final ViewRequests views = new ViewRequests();
  private final SliceEdits sliceEdits = new SliceEdits(workspace, slices, files);
  private final CheckpointEdits checkpointEdits =
      new CheckpointEdits(workspace, compare, projects, checkpoints, files);
  private final Explaining explaining =
      new Explaining(methods, workspace, compare, edits, files, notices);
  private final Requests requests = new Requests(workspace, compare, edits, methods);

  private final Observed<Optional<Extensions>> extensions = new Observed<>(Optional.empty());
  private final Observed<List<InstalledExtension>> installed = new Observed<>(List.of());
  private final Troubles troubles = new Troubles(installed);
  private final ExecutorService changing = worker("loupe-extensions");

  /** Connects the parts. */
  @Activate
  public WorkbenchCore() {
    workspace.opened().onChange(this::begin);
    shelf.listed().onChange(listed -> kept.lookAgain());
    runs.onResult(caveats::add);
    new OutcomeReporter(workspace, compare, runs, files);
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
    return extensions;
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
    return changing;
  }

  /** The installed methods, while the service is there. */
  public Observed<Optional<Methods>> methods() {
    return methods;
  }

  /** What makes projects of models and data, while the service is there. */
  public Observed<Optional<Imports>> imports() {
    return imports;
  }

  /** What checks models on data, while the service is there. */
  public Observed<Optional<CardChecks>> checks() {
    return checks;
  }

  /** Opens datasets, checkpoints and cards, while the service is there. */
  public Observed<Optional<Projects>> projects() {
    return projects;
  }

  /** For small work that reads files or asks plug-ins. */
  public ExecutorService files() {
    return files;
  }

  /** For filtering and sorting, which people wait for while files are read. */
  public ExecutorService listing() {
    return listing;
  }

  /** For what follows from results that are there, which may take seconds. */
  public ExecutorService comparing() {
    return comparing;
  }

  /** Lets results that are being written get done; nothing is written any more after that. */
  public void endWriting() {
    try {
      if (!writing.end()) {
        LOG.log(Level.WARNING, "A result was not written in time and has to be computed again.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Deactivate
  void stop() {
    writing.close();
    workspace.close();
    runs.clear();
    files.shutdown();
    comparing.shutdown();
    listing.shutdown();
    changing.shutdown();
    shelving.shutdown();
    finding.shutdown();
    try {
      // Sessions are closed on the analysis thread, before the runtime's bundle goes.
      analysis.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

  /** Services that go after the end still ask for work, which nobody needs any more. */
  private static ThreadPoolExecutor worker(String name) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        },
        new ThreadPoolExecutor.DiscardPolicy());
  }

  // Before the projects: one that is waited for is opened when they come.
  @Reference(
      name = "Locks",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetLocks")
  void setLocks(ProjectLocks service) {
    locks.set(Optional.of(service));
  }

  void unsetLocks(ProjectLocks service) {
    unset(locks, service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetProjects")
  void setProjects(Projects service) {
    projects.set(Optional.of(service));
  }

  void unsetProjects(Projects service) {
    unset(projects, service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetSubjects")
  void setSubjects(Subjects service) {
    subjects.set(Optional.of(service));
  }

  void unsetSubjects(Subjects service) {
    unset(subjects, service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetMethods")
  void setMethods(Methods service) {
    methods.set(Optional.of(service));
  }

  void unsetMethods(Methods service) {
    unset(methods, service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetRuntime")
  void setRuntime(ModelRuntime service) {
    runtime.set(Optional.of(service));
  }

  void unsetRuntime(ModelRuntime service) {
    unset(runtime, service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetImports")
  void setImports(Imports service) {
    imports.set(Optional.of(service));
  }

  void unsetImports(Imports service) {
    unset(imports, service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetChecks")
  void setChecks(CardChecks service) {
    checks.set(Optional.of(service));
  }

  void unsetChecks(CardChecks service) {
    unset(checks, service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetSlices")
  void setSlices(Slices service) {
    slices.set(Optional.of(service));
  }

  void unsetSlices(Slices service) {
    unset(slices, service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetCheckpoints")
  void setCheckpoints(Checkpoints service) {
    checkpoints.set(Optional.of(service));
  }

  void unsetCheckpoints(Checkpoints service) {
    unset(checkpoints, service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetExtensions")
  void setExtensions(Extensions service) {
    extensions.set(Optional.of(service));
    installed.set(service.installed());
  }

  void unsetExtensions(Extensions service) {
    unset(extensions, service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "unsetResults")
  void setResults(Results service) {
    results.set(Optional.of(service));
  }

  void unsetResults(Results service) {
    unset(results, service);
  }

  /** Of an update the new service may come before the old one goes. */
  private static <S> void unset(Observed<Optional<S>> held, S service) {
    held.update(old -> old.filter(present -> present != service));
  }
}
