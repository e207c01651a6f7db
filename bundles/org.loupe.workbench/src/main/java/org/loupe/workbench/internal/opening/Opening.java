package org.loupe.workbench.internal.opening;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.loupe.workbench.internal.core.WorkbenchCore;
import org.loupe.workbench.internal.core.Workspace;

/** Opens projects, and remembers for the next start which one was opened last. */
public final class Opening {
  private final Workspace workspace;
  private final Memory memory;
  private final Optional<Path> argument;
  private final Optional<Path> demo;
  private final Optional<Path> exporter;

  /**
   * Opens nothing yet.
   *
   * @param start what the command line names
   * @param home the product's folder, which may hold the demo
   */
  public Opening(WorkbenchCore core, Memory memory, StartArguments start, Optional<Path> home) {
    this.workspace = core.workspace();
    this.memory = memory;
    new ProjectMemory(core, memory, start.compared());
    this.argument = start.project();
    // Only what could be opened: a broken project must not stand in the way at every start.
    workspace
        .project()
        .onChange(now -> now.value().ifPresent(open -> memory.project(open.project().folder())));
    this.demo =
        home.map(folder -> folder.resolve("demo"))
            .filter(folder -> Files.isRegularFile(folder.resolve("loupe.json")));
    this.exporter =
        home.map(folder -> folder.resolve("exporter"))
            .filter(folder -> Files.isRegularFile(folder.resolve("loupe_export.py")));
  }

  /** Opens what the command line names, else what was open last, else nothing. */
  public void openAtStart() {
    argument.or(memory::project).ifPresent(this::open);
  }

  /**
   * Opens a project on a worker thread.
   *
   * @param path its folder, or the {@code loupe.json} in it
   */
  public void open(Path path) {
    workspace.open(path.toAbsolutePath().normalize());
  }

  /** Where people look for projects: beside the last one. */
  Path likelyFolder() {
    return memory
        .project()
        .map(Path::getParent)
        .filter(Files::isDirectory)
        .orElse(Path.of(System.getProperty("user.home")));
  }

  /** Folders of projects that were opened before, the latest first; some may be gone. */
  public List<Path> recent() {
    return memory.recent();
  }

  /** The folder of the Python exporter that came with the product, if it did. */
  public Optional<Path> exporter() {
    return exporter;
  }

  /** The demo project that came with the product, if it did. */
  public Optional<Path> demo() {
    return demo;
  }
}
