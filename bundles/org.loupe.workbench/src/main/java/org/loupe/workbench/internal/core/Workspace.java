package org.loupe.workbench.internal.core;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Decoding;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelRuntime;
import org.loupe.project.Project;
import org.loupe.project.ProjectLocks;
import org.loupe.project.ProjectLocks.Claim;
import org.loupe.project.ProjectLocks.Unwritable;
import org.loupe.project.Projects;
import org.loupe.project.WindowExpression;

/**
 * What is open and chosen. Files are read on a worker thread; no method waits. A project that was
 * asked for later wins over one that is still being read.
 */
public final class Workspace {
  private static final Logger LOG = System.getLogger(Workspace.class.getName());
  private static final String FILE = "loupe.json";

  private final Observed<Optional<Projects>> projects;
  private final Observed<Optional<ModelRuntime>> runtime;
  private final Executor worker;
  private final Observed<Loading<OpenProject>> opened = new Observed<>(new Loading.None<>());
  private final Observed<Loading<OpenProject>> project = new Observed<>(new Loading.None<>());
  private final Observed<Loading<Dataset>> dataset = new Observed<>(new Loading.None<>());
  private final Observed<Loading<WindowFacts>> facts = new Observed<>(new Loading.None<>());
  private final Observed<List<Project.Slice>> slices = new Observed<>(List.of());
  private final Observed<Unusable> unusable = new Observed<>(Unusable.NONE);
  private final Observed<Optional<Occupied>> occupied = new Observed<>(Optional.empty());
  private final ProjectHold hold;
  private final Observed<Optional<WindowChoice>> windows = new Observed<>(Optional.empty());
  private final Observed<Integer> currentWindow = new Observed<>(0);
  private final Observed<Loading<List<Device>>> devices = new Observed<>(new Loading.None<>());
  private final Observed<Optional<Device>> device = new Observed<>(Optional.empty());
  private final Observed<Long> seed = new Observed<>(42L);
  private final Observed<Decoding> decoding = new Observed<>(Decoding.TEACHER_FORCED);
  private final Object lock = new Object();
  private int generation;
  private @Nullable Path waiting;

  /** The file of the open project as it was before it was read. */
  private Optional<FileTime> written = Optional.empty();

  /**
   * A project that somebody else has open.
   *
   * @param folder as it was asked for
   * @param holder for people: which process where since when
   */
  public record Occupied(Path folder, String holder) {}

  Workspace(
      Observed<Optional<Projects>> projects,
      Observed<Optional<ProjectLocks>> locks,
      Observed<Optional<ModelRuntime>> runtime,
      Executor worker) {
    this.projects = projects;
    this.hold = new ProjectHold(locks);
    this.runtime = runtime;
    this.worker = worker;
    projects.onChange(service -> service.ifPresent(present -> openWaiting()));
    runtime.onChange(service -> runtimeChanged());
  }

  /** The project that was opened, as it was then; changes only when another is opened. */
  public Observed<Loading<OpenProject>> opened() {
    return opened;
  }

  /** The open project with its checkpoints, as they are now. */
  public Observed<Loading<OpenProject>> project() {
    return project;
  }

  /** The chosen dataset; the project's first one at first. */
  public Observed<Loading<Dataset>> dataset() {
    return dataset;
  }

  /** Recordings and labels of the chosen dataset's windows. */
  public Observed<Loading<WindowFacts>> facts() {
    return facts;
  }

  /** Named choices of windows of the open project, as they are in its file. */
  public Observed<List<Project.Slice>> slices() {
    return slices;
  }

  /** What of the project's data cannot be used. */
  public Observed<Unusable> unusable() {
    return unusable;
  }

  /** The project that was asked for and is open elsewhere; may be opened for reading. */
  public Observed<Optional<Occupied>> occupied() {
    return occupied;
  }

  /** The windows that are analysed: all at first; empty while there is no dataset. */
  public Observed<Optional<WindowChoice>> windows() {
    return windows;
  }

  /** The window that is looked at. */
  public Observed<Integer> currentWindow() {
    return currentWindow;
  }

  /** The devices of this machine, asked for with {@link #askDevices()}. */
  public Observed<Loading<List<Device>>> devices() {
    return devices;
  }

  /** Where models run; empty is 'auto': the best device. */
  public Observed<Optional<Device>> device() {
    return device;
  }

  /** The seed of every random choice. */
  public Observed<Long> seed() {
    return seed;
  }

  /** Whether there is a model whose outputs depend on earlier ones. */
  public boolean isGenerating() {
    return project.get().value().stream()
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
    Optional<OpenProject> before =
        project.get().value().filter(open -> open.project().folder().equals(place(folder)));
    if (before.isPresent()) {
      worker.execute(
          () -> {
            if (!isCurrent(before.get())) {
              begin(folder, Optional.empty());
            }
          });
    } else {
      begin(folder, Optional.empty());
    }
  }

  /** Opens the project that is {@link #occupied()} for reading alone. */
  public void openForReading() {
    occupied
        .get()
        .ifPresent(
            other ->
                begin(
                    other.folder(),
                    Optional.of("It is open in another window: " + other.holder() + ".")));
  }

  private void begin(Path folder, Optional<String> readOnly) {
    int mine = next(folder.toString());
    worker.execute(() -> load(folder, readOnly, mine));
  }

  /** Closes the project. */
  public void close() {
    next(null);
    worker.execute(hold::release);
  }

  private static Path place(Path folder) {
    return folder.endsWith(FILE) ? folder.resolveSibling("").normalize() : folder;
  }

  /** Whether opening the project again would bring nothing new. */
  private boolean isCurrent(OpenProject before) {
    return before.readOnly().isEmpty()
        && before.usable().size() == before.checkpoints().size()
        && before.project().problems().isEmpty()
        && unusable.get().equals(Unusable.NONE)
        && project.get().value().filter(now -> now == before).isPresent()
        && written.isPresent()
        && written.equals(written(before.project().folder()));
  }

  private static Optional<FileTime> written(Path folder) {
    try {
      return Optional.of(Files.getLastModifiedTime(folder.resolve(FILE)));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "its time is not known", e);
      return Optional.empty();
    }
  }

  /** Reads a dataset of the project and chooses all its windows. */
  public void chooseDataset(String name) {
    project
        .get()
        .value()
        .ifPresent(
            open -> {
              int mine;
              synchronized (lock) {
                mine = generation;
              }
              worker.execute(() -> loadDataset(open, name, mine));
            });
  }

  /**
   * Chooses the windows to analyse; does nothing while there is no dataset.
   *
   * @param expression as in {@link WindowExpression}
   * @throws BadInputException if the expression is none or names windows that are not there
   */
  public void chooseWindows(String expression) throws BadInputException {
    Optional<Dataset> data = dataset.get().value();
    if (data.isPresent()) {
      windows.set(
          Optional.of(
              new WindowChoice(
                  expression,
                  WindowExpression.choose(expression, data.get(), slices.get(), seed.get()))));
    }
  }

  /** Shows what checkpoints said of windows, unless the facts are others meanwhile. */
  void takeTold(WindowFacts of, Told told) {
    synchronized (lock) {
      if (facts.get().value().filter(now -> now == of).isPresent()) {
        facts.set(new Loading.Ready<>(of.with(told)));
      }
    }
  }

  /** Takes over what the slices of a project are now, unless another one is open meanwhile. */
  void takeSlices(OpenProject of, List<Project.Slice> now) {
    synchronized (lock) {
      if (project.get().value().filter(open -> open == of).isPresent()) {
        slices.set(now);
        written = written(of.project().folder());
        dataset.get().value().ifPresent(data -> unusable.update(old -> old.with(data, now)));
      }
    }
  }

  /** Takes over what the checkpoints of a project are now, unless another one is open meanwhile. */
  void takeCheckpoints(OpenProject of, OpenProject now) {
    synchronized (lock) {
      if (project.get().value().filter(open -> open == of).isPresent()) {
        written = written(of.project().folder());
        project.set(new Loading.Ready<>(now));
      }
    }
  }

  /** Asks the runtime for its devices, which starts the engine. */
  public void askDevices() {
    devices.set(new Loading.Busy<>("devices"));
    worker.execute(
        () -> {
          try {
            Optional<ModelRuntime> service = runtime.get();
            devices.set(
                service.isPresent()
                    ? new Loading.Ready<>(service.get().devices())
                    : new Loading.None<>());
          } catch (LoupeException | RuntimeException e) {
            devices.set(new Loading.Failed<>("devices", sentence("Asking for the devices", e)));
          }
        });
  }

  /** The devices known are those of the runtime before; the engine starts only where it is used. */
  private void runtimeChanged() {
    devices.set(new Loading.None<>());
    if (project.get().value().isPresent()) {
      askDevices();
    }
  }

  private void openWaiting() {
    Path path;
    synchronized (lock) {
      path = waiting;
    }
    if (path != null) {
      open(path);
    }
  }

  private int next(@Nullable String opening) {
    synchronized (lock) {
      generation++;
      waiting = null;
      facts.set(new Loading.None<>());
      windows.set(Optional.empty());
      dataset.set(new Loading.None<>());
      currentWindow.set(0);
      slices.set(List.of());
      unusable.set(Unusable.NONE);
      occupied.set(Optional.empty());
      decoding.set(Decoding.TEACHER_FORCED);
      tell(opening == null ? new Loading.None<>() : new Loading.Busy<>(opening));
      return generation;
    }
  }

  private void load(Path folder, Optional<String> wanted, int mine) {
    Optional<Projects> service = projects.get();
    if (service.isEmpty()) {
      synchronized (lock) {
        waiting = folder;
      }
      fail(mine, folder, "The bundle that reads projects, org.loupe.project, is not running.");
      return;
    }
    try {
      Optional<FileTime> before = written(place(folder));
      Project read = service.get().open(folder);
      Optional<Claim> claim = wanted.isPresent() ? Optional.empty() : hold.take(read.folder());
      if (claim.orElse(null) instanceof ProjectLocks.Occupied other) {
        refuse(mine, folder, read, other.holder());
        return;
      }
      OpenProject open = ProjectReader.read(read, wanted.or(() -> claim.flatMap(this::readOnly)));
      if (ifCurrent(mine, () -> begin(open, before))) {
        loadFirst(open, mine);
      }
    } catch (LoupeException | RuntimeException e) {
      fail(mine, folder, sentence("Opening " + folder, e));
    }
  }

  private Optional<String> readOnly(Claim claim) {
    return claim instanceof Unwritable none
        ? Optional.of("Its folder cannot be written: " + none.reason() + ".")
        : Optional.empty();
  }

  private void refuse(int mine, Path folder, Project read, String holder) {
    ifCurrent(
        mine,
        () -> {
          occupied.set(Optional.of(new Occupied(folder, holder)));
          fail(
              mine,
              folder,
              "'"
                  + read.name()
                  + "' is open in another window: "
                  + holder
                  + ". Close it there first, or open it here for reading only; then slices cannot be"
                  + " changed and nothing is written into its folder.");
        });
  }

  private void begin(OpenProject open, Optional<FileTime> before) {
    written = before;
    slices.set(open.project().slices());
    tell(new Loading.Ready<>(open));
  }

  /** What begins anew with a project goes before what shows it. */
  private void tell(Loading<OpenProject> now) {
    opened.set(now);
    project.set(now);
  }

  /** The first dataset that can be read: one that cannot does not keep the others away. */
  private void loadFirst(OpenProject open, int mine) {
    for (String name : open.project().datasets()) {
      if (loadDataset(open, name, mine)) {
        return;
      }
    }
  }

  /** Returns whether there is nothing more to try. */
  private boolean loadDataset(OpenProject open, String name, int mine) {
    if (!ifCurrent(mine, () -> begin(name))) {
      return true;
    }
    try {
      Dataset data =
          open.project()
              .dataset(
                  name,
                  new ReadingProgress(
                      words ->
                          ifCurrent(
                              mine, () -> dataset.set(new Loading.Busy<>(name + ", " + words))),
                      () -> !ifCurrent(mine, () -> {})));
      data.remarks().forEach(remark -> LOG.log(Level.INFO, data.name() + ": " + remark));
      ifCurrent(
          mine,
          () -> {
            currentWindow.set(0);
            dataset.set(new Loading.Ready<>(data));
            windows.set(
                Optional.of(new WindowChoice(WindowChoice.ALL, org.loupe.model.Windows.all(data))));
          });
      Unusable found = unusable.get().with(data, slices.get());
      ifCurrent(mine, () -> unusable.set(found));
      loadFacts(open, data, mine);
      return true;
    } catch (CancellationException e) {
      LOG.log(Level.DEBUG, "Another project is open meanwhile.", e);
      return true;
    } catch (LoupeException | RuntimeException e) {
      String sentence = sentence("Opening dataset '" + name + "'", e);
      ifCurrent(
          mine,
          () -> {
            unusable.update(old -> old.with(name, sentence));
            dataset.set(new Loading.Failed<>(name, sentence));
          });
      return false;
    }
  }

  /** Windows of the dataset before must not be taken for those of the one that is being read. */
  private void begin(String name) {
    facts.set(new Loading.None<>());
    windows.set(Optional.empty());
    dataset.set(new Loading.Busy<>(name));
  }

  private void loadFacts(OpenProject open, Dataset data, int mine) {
    Optional<Checkpoint> first = open.usable().stream().findFirst();
    if (first.isEmpty()) {
      return;
    }
    try {
      WindowFacts read = WindowFacts.read(data, first.get().card());
      ifCurrent(mine, () -> facts.set(new Loading.Ready<>(read)));
    } catch (LoupeException | RuntimeException e) {
      String sentence = sentence("Reading the labels of dataset '" + data.name() + "'", e);
      ifCurrent(mine, () -> facts.set(new Loading.Failed<>(data.name(), sentence)));
    }
  }

  private void fail(int mine, Path folder, String sentence) {
    ifCurrent(mine, () -> tell(new Loading.Failed<>(folder.toString(), sentence)));
  }

  private boolean ifCurrent(int mine, Runnable change) {
    synchronized (lock) {
      if (mine == generation) {
        change.run();
      }
      return mine == generation;
    }
  }

  private static String sentence(String what, Exception e) {
    return Sentences.of(LOG, what, e);
  }
}
