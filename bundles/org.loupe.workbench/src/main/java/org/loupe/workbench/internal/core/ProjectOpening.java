package org.loupe.workbench.internal.core;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.loupe.model.LoupeException;
import org.loupe.project.Project;
import org.loupe.project.ProjectLocks;
import org.loupe.project.ProjectLocks.Claim;
import org.loupe.project.ProjectLocks.Unwritable;
import org.loupe.project.Projects;

/**
 * The project that is open, being opened or refused, read from its file under its lock. Changes
 * inside the {@link Wishes}; what reads files says so.
 */
final class ProjectOpening {
  private static final Logger LOG = System.getLogger(ProjectOpening.class.getName());
  private static final String FILE = "loupe.json";

  private final Wishes wishes;
  private final Observed<Optional<Projects>> service;
  private final ProjectHold hold;
  private final Observed<Loading<OpenProject>> opened = new Observed<>(new Loading.None<>());
  private final Observed<Loading<OpenProject>> project = new Observed<>(new Loading.None<>());
  private final Observed<List<Project.Slice>> slices = new Observed<>(List.of());
  private final Observed<Optional<OccupiedProject>> occupied = new Observed<>(Optional.empty());

  /** Waits for the service. */
  private volatile Optional<Path> waiting = Optional.empty();

  /** The file of the open project as it was before it was read. */
  private volatile Optional<FileTime> written = Optional.empty();

  ProjectOpening(
      Wishes wishes, Observed<Optional<Projects>> service, Observed<Optional<ProjectLocks>> locks) {
    this.wishes = wishes;
    this.service = service;
    this.hold = new ProjectHold(locks);
  }

  /** The project that was opened, as it was then; changes only when another is opened. */
  Observed<Loading<OpenProject>> opened() {
    return opened;
  }

  /** The open project with its checkpoints, as they are now. */
  Observed<Loading<OpenProject>> project() {
    return project;
  }

  /** Named choices of windows of the open project, as they are in its file. */
  Observed<List<Project.Slice>> slices() {
    return slices;
  }

  /** The project that was asked for and is open elsewhere. */
  Observed<Optional<OccupiedProject>> occupied() {
    return occupied;
  }

  /** The open project, if it is this one. */
  Optional<OpenProject> inFolder(Path folder) {
    return project.get().value().filter(open -> open.project().folder().equals(place(folder)));
  }

  /** What could not be opened for want of the service. */
  Optional<Path> waiting() {
    return waiting;
  }

  /** Gives up the project before; called by {@link Wishes#next}. */
  void begin(Loading<OpenProject> now) {
    waiting = Optional.empty();
    slices.set(List.of());
    occupied.set(Optional.empty());
    tell(now);
  }

  /** Whether reading the project again would bring nothing new. Reads its file's time. */
  boolean isCurrent(OpenProject before) {
    Optional<FileTime> known = written;
    return before.readOnly().isEmpty()
        && before.usable().size() == before.checkpoints().size()
        && before.project().problems().isEmpty()
        && isOpen(before)
        && known.isPresent()
        && known.equals(written(before.project().folder()));
  }

  /**
   * Reads the project of a wish; what goes wrong is shown in its place. Reads files.
   *
   * @param readOnly why nothing of it may be changed; empty if all may
   * @return the project; empty if it cannot be opened or is not wished any more
   */
  Optional<OpenProject> read(int wish, Path folder, Optional<String> readOnly) {
    Optional<Projects> projects = service.get();
    if (projects.isEmpty()) {
      wishes.ifLatest(wish, () -> waiting = Optional.of(folder));
      fail(wish, folder, "The bundle that reads projects, org.loupe.project, is not running.");
      return Optional.empty();
    }
    try {
      Optional<FileTime> before = written(place(folder));
      Project read = projects.get().open(folder);
      Optional<Claim> claim = readOnly.isPresent() ? Optional.empty() : hold.take(read.folder());
      if (claim.orElse(null) instanceof ProjectLocks.Occupied other) {
        refuse(wish, new OccupiedProject(folder, other.holder()), read.name());
        return Optional.empty();
      }
      OpenProject open =
          ProjectReader.read(read, readOnly.or(() -> claim.flatMap(ProjectOpening::readOnly)));
      return wishes.ifLatest(wish, () -> begin(open, before))
          ? Optional.of(open)
          : Optional.empty();
    } catch (LoupeException | RuntimeException e) {
      fail(wish, folder, Sentences.of(LOG, "Opening " + folder, e));
      return Optional.empty();
    }
  }

  /** Lets others open the project that was open. Writes a file. */
  void release() {
    hold.release();
  }

  /**
   * Takes over what the checkpoints of a project are now, unless another one is open meanwhile.
   * Reads its file's time.
   */
  void takeCheckpoints(OpenProject of, OpenProject now) {
    take(of, () -> project.set(new Loading.Ready<>(now)));
  }

  /** Takes over what the slices are now, as {@link #takeCheckpoints} does. */
  void takeSlices(OpenProject of, List<Project.Slice> now) {
    take(of, () -> slices.set(now));
  }

  private void take(OpenProject of, Runnable change) {
    Optional<FileTime> now = written(of.project().folder());
    wishes.change(
        () -> {
          if (isOpen(of)) {
            written = now;
            change.run();
          }
        });
  }

  private boolean isOpen(OpenProject one) {
    return project.get().value().filter(open -> open == one).isPresent();
  }

  private void begin(OpenProject open, Optional<FileTime> before) {
    written = before;
    slices.set(open.project().slices());
    tell(new Loading.Ready<>(open));
  }

  private void refuse(int wish, OccupiedProject other, String name) {
    wishes.ifLatest(
        wish,
        () -> {
          occupied.set(Optional.of(other));
          fail(
              wish,
              other.folder(),
              "'"
                  + name
                  + "' is open in another window: "
                  + other.holder()
                  + ". Close it there first, or open it here for reading only; then slices cannot be"
                  + " changed and nothing is written into its folder.");
        });
  }

  private void fail(int wish, Path folder, String sentence) {
    wishes.ifLatest(wish, () -> tell(new Loading.Failed<>(folder.toString(), sentence)));
  }

  /** What begins anew with a project goes before what shows it. */
  private void tell(Loading<OpenProject> now) {
    opened.set(now);
    project.set(now);
  }

  private static Optional<String> readOnly(Claim claim) {
    return claim instanceof Unwritable none
        ? Optional.of("Its folder cannot be written: " + none.reason() + ".")
        : Optional.empty();
  }

  private static Path place(Path folder) {
    return folder.endsWith(FILE) ? folder.resolveSibling("").normalize() : folder;
  }

  private static Optional<FileTime> written(Path folder) {
    try {
      return Optional.of(Files.getLastModifiedTime(folder.resolve(FILE)));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "its time is not known", e);
      return Optional.empty();
    }
  }
}
