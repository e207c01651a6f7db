package org.loupe.workbench.internal.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Method;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.ModelCard;
import org.loupe.model.Progress;
import org.loupe.project.ModelFamily;
import org.loupe.project.Project;
import org.loupe.project.Projects;
import org.loupe.project.Slices;
import org.loupe.project.Windowing;

/** A core as in the window, with a project of two checkpoints and ten windows, and one method. */
public final class TestCore implements AutoCloseable {
  private final Bench bench = new Bench();
  private final WorkbenchCore core = new WorkbenchCore();
  private volatile String refusal = "";

  /** Installs the method with this view, whose id is 'test', and opens the project. */
  public TestCore(AnalysisView<Bench.TestResult> view) {
    bench.methods.installed.clear();
    bench.methods.installed.add(new Method<>(bench.analyzer, view, "org.example.method"));
    core.setMethods(bench.methods);
    core.setRuntime(bench.new TestRuntime());
    core.setSubjects(new Bench.TestSubjects());
    core.setProjects(new TestProjects());
    core.setSlices(new TestSlices());
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

  @Override
  public void close() {
    core.stop();
  }

  private final class TestProjects implements Projects {
    @Override
    public Project open(Path path) {
      return new TestProject(path, bench.dataset, () -> refusal);
    }

    @Override
    public ModelCard card(Path file) {
      return Bench.CARD;
    }

    @Override
    public Checkpoint checkpoint(
        String name, Path file, @Nullable Path architecture, ModelCard card) {
      throw new AssertionError("not used");
    }

    @Override
    public Optional<ModelFamily.Member> family(Path file, @Nullable ModelCard card) {
      return Optional.empty();
    }

    @Override
    public Dataset dataset(
        String name, Path file, @Nullable Windowing windowing, Progress progress) {
      throw new AssertionError("not used");
    }
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

  /** A project of two checkpoints. */
  record TestProject(Path folder, Dataset data, Supplier<String> refusal) implements Project {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public List<String> checkpoints() {
      return List.of("early", "late");
    }

    @Override
    public List<String> datasets() {
      return List.of("test");
    }

    @Override
    public List<Slice> slices() {
      return List.of();
    }

    @Override
    public Checkpoint checkpoint(String name) {
      return Bench.checkpoint(name);
    }

    @Override
    public Dataset dataset(String name, Progress progress) throws BadInputException {
      if (!refusal.get().isEmpty()) {
        throw new BadInputException(refusal.get());
      }
      return data;
    }
  }
}
