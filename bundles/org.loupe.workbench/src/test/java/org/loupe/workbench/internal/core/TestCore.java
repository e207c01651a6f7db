package org.loupe.workbench.internal.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Method;
import org.loupe.model.BadInputException;
import org.loupe.model.Dataset;
import org.loupe.project.Project;
import org.loupe.project.Slices;

/** A core as in the window, with a project of two checkpoints and ten windows, and one method. */
public final class TestCore implements AutoCloseable {
  private final Bench bench = new Bench();
  private final Services services = new Services();
  private final WorkbenchCore core = new WorkbenchCore(services);
  private volatile String refusal = "";

  /** Installs the method with this view, whose id is 'test', and opens the project. */
  public TestCore(AnalysisView<Bench.TestResult> view) {
    bench.methods.installed.clear();
    bench.methods.installed.add(new Method<>(bench.analyzer, view, "org.example.method"));
    services.setMethods(bench.methods);
    services.setRuntime(bench.new TestRuntime());
    services.setSubjects(new Bench.TestSubjects());
    services.setProjects(new FakeProjects(this::project));
    services.setSlices(new TestSlices());
    core.workspace().open(Path.of("project"));
  }

  /** What parts are given. */
  public WorkbenchCore core() {
    return core;
  }

  /** What the method does while it computes. */
  public void work(Bench.Work work) {
    bench.analyzer.work = work;
  }

  /** Lets the dataset be refused from now on. */
  public void refuseDataset(String sentence) {
    refusal = sentence;
  }

  private Project project(Path folder) {
    return FakeProject.of(folder, List.of("early", "late")).data(List.of("test"), this::data);
  }

  private Dataset data(String name) throws BadInputException {
    if (!refusal.isEmpty()) {
      throw new BadInputException(refusal);
    }
    return bench.dataset;
  }

  @Override
  public void close() {
    core.stop();
  }

  /** Keeps slices in memory; one called 'taken' is there already. */
  private static final class TestSlices implements Slices {
    private final List<Project.Slice> kept = new ArrayList<>();

    @Override
    public List<Project.Slice> save(Project project, Project.Slice slice) throws BadInputException {
      if (slice.name().equals("taken")) {
        throw new BadInputException("There is a slice 'taken' already.");
      }
      kept.add(slice);
      return List.copyOf(kept);
    }

    @Override
    public List<Project.Slice> rename(Project project, String from, String to) {
      kept.replaceAll(
          slice ->
              slice.name().equals(from)
                  ? new Project.Slice(to, slice.dataset(), slice.windows())
                  : slice);
      return List.copyOf(kept);
    }

    @Override
    public List<Project.Slice> delete(Project project, String name) throws BadInputException {
      if (!kept.removeIf(slice -> slice.name().equals(name))) {
        throw new BadInputException("There is no slice '" + name + "'.");
      }
      return List.copyOf(kept);
    }
  }
}
