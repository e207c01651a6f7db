package org.loupe.workbench.internal.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.ComparisonAnalyzer;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.DelegatingSubject;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Parameter;
import org.loupe.analysis.ParameterSchema;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Result;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Subject;
import org.loupe.analysis.Table;
import org.loupe.analysis.TargetParameters;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Dataset;
import org.loupe.model.Device;
import org.loupe.model.EngineInfo;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelRuntime;
import org.loupe.model.ModelSession;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Sink;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;
import org.loupe.project.Subjects;
import org.loupe.testkit.CardBuilder;
import org.loupe.testkit.FakeDataset;
import org.loupe.testkit.FakeModelSession;
import org.loupe.testkit.FakeSubject;

/** A bench for {@link AnalysisRuns}: one method, any checkpoints, ten windows, no engine. */
public final class Bench {
  /** A card with an input x, classes of a prediction head type and values of one named feed. */
  public static final ModelCard CARD =
      new CardBuilder("tiny")
          .input("x", "a", "b")
          .categoricalHead("type", "p", "q")
          .regressionHead("feed", "x", "y")
          .build();

  final Dataset dataset =
      new FakeDataset("test")
          .with("x", new int[] {10, 3, 2}, new float[60])
          .with("type_target", new int[] {10, 3}, new long[30]);
  final List<String> events = new CopyOnWriteArrayList<>();
  final ManualExecutor worker = new ManualExecutor();
  final ManualExecutor patience = new ManualExecutor();
  final InstalledForTest methods = new InstalledForTest();
  final TestAnalyzer analyzer = new TestAnalyzer();
  final Observed<Optional<Methods>> methodsService = new Observed<>(Optional.of(methods));
  final AnalysisRuns runs;

  /** Stands still but for {@link #takes}, in nanoseconds. */
  final AtomicLong clock = new AtomicLong();

  Bench() {
    this(0);
  }

  /** Rehearses, unasked, on this many windows. */
  Bench(int sample) {
    this(sample, KeptResults.NONE);
  }

  /** Finds results that were computed before. */
  Bench(KeptResults kept) {
    this(0, kept);
  }

  private Bench(int sample, KeptResults kept) {
    methods.installed.add(new Method<>(analyzer, null, "org.example.method"));
    runs =
        new AnalysisRuns(
            methodsService,
            new Observed<>(Optional.of(new TestRuntime())),
            new Observed<>(Optional.of(new TestSubjects())),
            new TestWorker(),
            patience,
            kept,
            worker,
            sample,
            clock::get);
  }

  /** Lets every analysis from now on take so long. */
  void takes(Duration time) {
    analyzer.work = progress -> clock.addAndGet(time.toNanos());
  }

  private final class TestWorker implements AnalysisWorker {
    @Override
    public void execute(Runnable task) {
      worker.execute(task);
    }

    @Override
    public void leave() {
      events.add("thread left");
    }
  }

  /** A checkpoint of that name. */
  public static Checkpoint checkpoint(String name) {
    return new Checkpoint(name, Path.of(name), null, "sha-of-" + name, CARD);
  }

  /** With nothing open. */
  static Workspace emptyWorkspace() {
    return new Workspace(
        new Observed<>(Optional.empty()),
        new Observed<>(Optional.empty()),
        new Observed<>(Optional.empty()),
        Runnable::run,
        Runnable::run);
  }

  RunRequest request(String checkpoint, int... windows) {
    return new RunRequest(
        "test",
        checkpoint(checkpoint),
        new Windows(dataset, windows),
        Map.of(),
        42,
        Optional.empty());
  }

  /** Computes, and rehearses what is due. */
  void run(RunRequest... requests) {
    runs.start(List.of(requests));
    worker.drain();
  }

  /** Somebody looks at these. */
  AnalysisRuns.Claim claimed(RunRequest... requests) {
    AnalysisRuns.Claim claim = runs.claim();
    claim.show(List.of(requests));
    return claim;
  }

  /** What the analyzer was asked, in order. */
  List<String> analyzed() {
    return events.stream().filter(event -> event.startsWith("analyze")).toList();
  }

  RunState state(RunRequest request) {
    return runs.state(request).get();
  }

  /** Methods that the test installs. */
  static final class InstalledForTest implements Methods {
    final List<Method<?, ?>> installed = new CopyOnWriteArrayList<>();
    final List<ComparisonMethod<?, ?>> comparisons = new CopyOnWriteArrayList<>();
    final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    @Override
    public List<Method<?, ?>> all() {
      return installed;
    }

    @Override
    public Optional<Method<?, ?>> find(String id) {
      return installed.stream().filter(method -> method.info().id().equals(id)).findFirst();
    }

    @Override
    public List<ComparisonMethod<?, ?>> comparisons() {
      return comparisons;
    }

    @Override
    public Optional<ComparisonMethod<?, ?>> findComparison(String id) {
      return comparisons.stream().filter(method -> method.info().id().equals(id)).findFirst();
    }

    @Override
    public Subscription onChange(Runnable listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }
  }

  /** The parameters of the method. */
  public record TestParameters(
      @Parameter(label = "Steps", help = "How many.", min = 1) int steps,
      TargetParameters target,
      @Parameter(label = "Repeats", help = "How often.", min = 1, when = "target=probability")
          int repeats) {
    /** Once. */
    public TestParameters(int steps, TargetParameters target) {
      this(steps, target, 1);
    }
  }

  /** The result of the method. */
  public record TestResult(Provenance provenance) implements Result {
    @Override
    public Map<String, Tensor> arrays() {
      return Map.of();
    }

    @Override
    public List<Scalar> scalars() {
      return List.of();
    }

    @Override
    public List<Table> tables() {
      return List.of();
    }

    @Override
    public List<Finding> findings() {
      return List.of(
          new Finding(
              "steps",
              "Checkpoint " + provenance.checkpoint() + " has steps.",
              List.of(5.0),
              "said when there are steps",
              "bars"));
    }
  }

  /** What the analyzer does while it analyses. */
  @FunctionalInterface
  public interface Work {
    /** Takes its time, or fails. */
    void run(Progress progress) throws LoupeException;
  }

  final class TestAnalyzer implements Analyzer<TestParameters, TestResult> {
    volatile Work work = progress -> {};

    @Override
    public Info info() {
      return new Info("test", "Test", "", "", "", "1", List.of());
    }

    @Override
    public Class<TestParameters> parameterType() {
      return TestParameters.class;
    }

    @Override
    public Class<TestResult> resultType() {
      return TestResult.class;
    }

    @Override
    public TestParameters defaults(Subject subject) {
      return new TestParameters(5, TargetParameters.defaults(subject.card()));
    }

    @Override
    public TestResult analyze(Subject subject, TestParameters parameters, Progress progress)
        throws LoupeException {
      events.add("analyze " + subject.checkpoint().name());
      work.run(progress);
      return new TestResult(
          new Provenance(
              "test",
              "1",
              ParameterSchema.toMap(parameters),
              subject.seed(),
              subject.checkpoint().name(),
              subject.checkpoint().sha256(),
              "test",
              subject.windows().dataset().sha256(),
              subject.windows().numbers(),
              "cpu",
              subject.session().engine(),
              1,
              Duration.ZERO));
    }
  }

  /** Says whom it is given, in their order. */
  final class TestComparison implements ComparisonAnalyzer<TestParameters, TestResult> {
    @Override
    public Info info() {
      return new Info("versus", "Versus", "", "", "", "1", List.of());
    }

    @Override
    public Class<TestParameters> parameterType() {
      return TestParameters.class;
    }

    @Override
    public Class<TestResult> resultType() {
      return TestResult.class;
    }

    @Override
    public TestParameters defaults(List<Subject> subjects) {
      return new TestParameters(subjects.size(), TargetParameters.defaults(subjects.get(0).card()));
    }

    @Override
    public TestResult analyze(
        List<Subject> subjects, TestParameters parameters, Progress progress) {
      List<Checkpoint> all = subjects.stream().map(Subject::checkpoint).toList();
      events.add("compare " + all.stream().map(Checkpoint::name).toList());
      Subject baseline = subjects.get(0);
      return new TestResult(
          new Provenance(
                  "versus",
                  "1",
                  ParameterSchema.toMap(parameters),
                  baseline.seed(),
                  baseline.checkpoint().name(),
                  baseline.checkpoint().sha256(),
                  "test",
                  baseline.windows().dataset().sha256(),
                  baseline.windows().numbers(),
                  "cpu",
                  new EngineInfo("fake", "1", "none"),
                  1,
                  Duration.ZERO)
              .comparedWith(all.subList(1, all.size()), 1, System.nanoTime()));
    }
  }

  final class TestRuntime implements ModelRuntime {
    @Override
    public List<Device> devices() {
      return List.of(Device.CPU);
    }

    @Override
    public ModelSession open(Checkpoint checkpoint, SessionOptions options) {
      events.add("open " + checkpoint.name());
      return new ClosingSession(
          session(checkpoint), () -> events.add("close " + checkpoint.name()));
    }
  }

  /** Tells when it is closed. */
  record ClosingSession(ModelSession session, Runnable onClose) implements ModelSession {
    @Override
    public Checkpoint checkpoint() {
      return session.checkpoint();
    }

    @Override
    public Device device() {
      return session.device();
    }

    @Override
    public EngineInfo engine() {
      return session.engine();
    }

    @Override
    public Probes probes() {
      return session.probes();
    }

    @Override
    public Report evaluate(BatchSource in, Query query, Sink out, Progress progress)
        throws LoupeException {
      return session.evaluate(in, query, out, progress);
    }

    @Override
    public void close() {
      session.close();
      onClose.run();
    }
  }

  static ModelSession session(Checkpoint checkpoint) {
    return new FakeModelSession(checkpoint, Map.of("type", new float[][] {{1, 0}, {0, 1}}));
  }

  static final class TestSubjects implements Subjects {
    @Override
    public OpenSubject of(
        Checkpoint checkpoint, Windows windows, long seed, SessionOptions options) {
      return new TestSubject(new FakeSubject(session(checkpoint), windows, seed));
    }
  }

  record TestSubject(FakeSubject subject) implements Subjects.OpenSubject, DelegatingSubject {

    @Override
    public ModelSession session() {
      throw new AssertionError("the pool's session must be used");
    }

    @Override
    public void close() {
      subject.session().close();
    }
  }
}
