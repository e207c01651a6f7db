package org.loupe.workbench.internal.core;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.loupe.analysis.Decoding;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.model.Device;
import org.loupe.model.ModelRuntime;
import org.loupe.project.Project;
import org.loupe.project.ProjectLocks;
import org.loupe.project.Projects;
import org.loupe.project.WindowExpression;

/**
 * What is open and chosen: a project, of that a dataset, of that windows. Files are read on a
 * worker thread; no method waits. A project that was asked for later wins over one that is still
 * being read.
 */
public final class Workspace {
  private final Executor worker;
  private final Wishes wishes = new Wishes();
  private final ProjectOpening opening;
  private final ChosenData data;
  private final Devices devices;
  private final Observed<Long> seed = new Observed<>(42L);
  private final Observed<Decoding> decoding = new Observed<>(Decoding.TEACHER_FORCED);

  /**
   * Nothing is open yet.
   *
   * @param worker reads files
   * @param asking asks for devices, which takes as long as the engine starts
   */
  Workspace(
      Observed<Optional<Projects>> projects,
      Observed<Optional<ProjectLocks>> locks,
      Observed<Optional<ModelRuntime>> runtime,
      Executor worker,
      Executor asking) {
    this.worker = worker;
    opening = new ProjectOpening(wishes, projects, locks);
    data = new ChosenData(wishes, opening.slices());
    devices = new Devices(runtime, () -> project().get().value().isPresent(), asking);
    projects.onChange(
        service -> service.flatMap(present -> opening.waiting()).ifPresent(this::open));
  }

  /** The project that was opened, as it was then; changes only when another is opened. */
  public Observed<Loading<OpenProject>> opened() {
    return opening.opened();
  }

  /** The open project with its checkpoints, as they are now. */
  public Observed<Loading<OpenProject>> project() {
    return opening.project();
  }

  /** The chosen dataset; the project's first one at first. */
  public Observed<Loading<Dataset>> dataset() {
    return data.dataset();
  }

  /** Recordings and labels of the chosen dataset's windows. */
  public Observed<Loading<WindowFacts>> facts() {
    return data.facts();
  }

  /** Named choices of windows of the open project, as they are in its file. */
  public Observed<List<Project.Slice>> slices() {
    return opening.slices();
  }

  /** What of the project's data cannot be used. */
  public Observed<Unusable> unusable() {
    return data.unusable();
  }

  /** The project that was asked for and is open elsewhere; may be opened for reading. */
  public Observed<Optional<OccupiedProject>> occupied() {
    return opening.occupied();
  }

  /** The windows that are analysed: all at first; empty while there is no dataset. */
  public Observed<Optional<WindowChoice>> windows() {
    return data.windows();
  }

  /** The window that is looked at. */
  public Observed<Integer> currentWindow() {
    return data.currentWindow();
  }

  /** The devices of this machine, asked for with {@link #askDevices()}. */
  public Observed<Loading<List<Device>>> devices() {
    return devices.found();
  }

  /** Where models run; empty is 'auto': the best device. */
  public Observed<Optional<Device>> device() {
    return devices.chosen();
  }

  /** The seed of every random choice. */
  public Observed<Long> seed() {
    return seed;
  }

  /** Whether there is a model whose outputs depend on earlier ones. */
  public boolean isGenerating() {
    return project().get().value().stream()
        .flatMap(open -> open.usable().stream())
        .anyMatch(checkpoint -> checkpoint.card().generation() != null);
  }

  /** Whether models see the true previous tokens; they do when a project is opened. */
  public Observed<Decoding> decoding() {
    return decoding;
  }

  /**
   * Opens a project in place of the one that is open. The one that is open stays, with what was
   * computed, unless its file changed or something of it could not be used.
   */
  public void open(Path folder) {
    Optional<OpenProject> before = opening.inFolder(folder);
    if (before.isPresent()) {
      worker.execute(
          () -> {
            if (!data.unusable().get().equals(Unusable.NONE) || !opening.isCurrent(before.get())) {
              begin(folder, Optional.empty());
            }
          });
    } else {
      begin(folder, Optional.empty());
    }
  }

  /** Opens the project that is {@link #occupied()} for reading alone. */
  public void openForReading() {
    occupied()
        .get()
        .ifPresent(
            other ->
                begin(
                    other.folder(),
                    Optional.of("It is open in another window: " + other.holder() + ".")));
  }

  /** Closes the project. */
  public void close() {
    wish(new Loading.None<>());
    worker.execute(opening::release);
  }

  /** Reads a dataset of the project and chooses all its windows. */
  public void chooseDataset(String name) {
    project()
        .get()
        .value()
        .ifPresent(
            open -> {
              int wish = wishes.latest();
              worker.execute(() -> data.read(wish, open, name));
            });
  }

  /**
   * Chooses the windows to analyse; does nothing while there is no dataset.
   *
   * @param expression as in {@link WindowExpression}
   * @throws BadInputException if the expression is none or names windows that are not there
   */
  public void chooseWindows(String expression) throws BadInputException {
    data.chooseWindows(expression, seed.get());
  }

  /** Asks the runtime for its devices, which starts the engine. */
  public void askDevices() {
    devices.ask();
  }

  /** Shows what checkpoints said of windows, unless the facts are others meanwhile. */
  void takeTold(WindowFacts of, Told told) {
    data.takeTold(of, told);
  }

  /** Takes over what the slices of a project are now, unless another one is open meanwhile. */
  void takeSlices(OpenProject of, List<Project.Slice> now) {
    opening.takeSlices(of, now);
    data.checkSlices();
  }

  /** Takes over what the checkpoints of a project are now, unless another one is open meanwhile. */
  void takeCheckpoints(OpenProject of, OpenProject now) {
    opening.takeCheckpoints(of, now);
  }

  private void begin(Path folder, Optional<String> readOnly) {
    int wish = wish(new Loading.Busy<>(folder.toString()));
    worker.execute(
        () -> opening.read(wish, folder, readOnly).ifPresent(open -> data.readFirst(wish, open)));
  }

  /** What belonged to the project before goes before the next one is told of. */
  private int wish(Loading<OpenProject> now) {
    return wishes.next(
        () -> {
          data.clear();
          decoding.set(Decoding.TEACHER_FORCED);
          opening.begin(now);
        });
  }
}
