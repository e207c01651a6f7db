package org.loupe.batch.internal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.family.ncp.internal.LiquidNetworks;
import org.loupe.method.ablation.internal.AblationAnalyzer;
import org.loupe.method.ablation.internal.AblationView;
import org.loupe.method.activations.internal.ActivationsAnalyzer;
import org.loupe.method.activations.internal.ActivationsView;
import org.loupe.method.attention.internal.AttentionAnalyzer;
import org.loupe.method.attention.internal.AttentionView;
import org.loupe.method.cka.internal.CkaAnalyzer;
import org.loupe.method.cka.internal.CkaView;
import org.loupe.method.drift.internal.DriftAnalyzer;
import org.loupe.method.drift.internal.DriftView;
import org.loupe.method.embeddings.internal.EmbeddingsAnalyzer;
import org.loupe.method.embeddings.internal.EmbeddingsView;
import org.loupe.method.flips.internal.FlipsAnalyzer;
import org.loupe.method.flips.internal.FlipsView;
import org.loupe.method.heads.internal.HeadsAnalyzer;
import org.loupe.method.heads.internal.HeadsView;
import org.loupe.method.occlusion.internal.OcclusionAnalyzer;
import org.loupe.method.occlusion.internal.OcclusionView;
import org.loupe.method.overview.internal.OverviewAnalyzer;
import org.loupe.method.overview.internal.OverviewView;
import org.loupe.method.patching.internal.PatchingAnalyzer;
import org.loupe.method.patching.internal.PatchingView;
import org.loupe.method.saliency.internal.SaliencyAnalyzer;
import org.loupe.method.saliency.internal.SaliencyView;
import org.loupe.method.sensors.internal.SensorsAnalyzer;
import org.loupe.method.sensors.internal.SensorsView;
import org.loupe.method.states.internal.StatesAnalyzer;
import org.loupe.method.states.internal.StatesView;
import org.loupe.method.temporal.internal.TemporalImportanceAnalyzer;
import org.loupe.method.temporal.internal.TemporalImportanceView;
import org.loupe.method.temporal.internal.TimeSensitivityAnalyzer;
import org.loupe.method.temporal.internal.TimeSensitivityView;
import org.loupe.method.tokens.internal.TokensAnalyzer;
import org.loupe.method.tokens.internal.TokensView;
import org.loupe.model.LoupeException;
import org.loupe.model.Windows;
import org.loupe.project.Subjects;
import org.loupe.project.internal.Families;
import org.loupe.project.internal.FileProjects;
import org.loupe.project.internal.FileRecipes;
import org.loupe.project.internal.check.ModelChecks;
import org.loupe.project.internal.imports.FileImports;
import org.loupe.project.internal.result.ResultFolder;
import org.loupe.report.internal.HtmlReports;
import org.loupe.runtime.internal.DjlModelRuntime;
import org.loupe.runtime.internal.RuntimeSettings;
import org.loupe.testkit.FakeSubject;

/** The commands on the real services, without a framework. */
final class RealLoupe implements AutoCloseable {
  private final DjlModelRuntime runtime =
      new DjlModelRuntime(RuntimeSettings.of(Path.of("target/state").toAbsolutePath()));
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final UnaryOperator<Windows> seen;

  RealLoupe() {
    this(UnaryOperator.identity());
  }

  /** What methods see of the windows that were chosen. */
  RealLoupe(UnaryOperator<Windows> seen) {
    this.seen = seen;
  }

  int run(List<String> arguments) {
    printed.reset();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Families families = new Families(Path.of("target/state/families").toAbsolutePath());
    families.add(new LiquidNetworks());
    FileProjects projects = new FileProjects(families);
    return new Commands(
            new Services(
                projects,
                subjects(),
                new ResultFolder(),
                new FileRecipes(projects),
                new RealMethods(),
                new FileImports(projects, subjects(), families),
                new ModelChecks(subjects()),
                new HtmlReports(),
                new FakeExtensions()),
            new Console(stream, stream, false),
            () -> false,
            "test")
        .run(arguments);
  }

  /** What the last command printed, results and errors. */
  String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** Where the first result of the last command lies. */
  Path written() {
    return printed()
        .lines()
        .filter(line -> line.startsWith("/"))
        .map(Path::of)
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow();
  }

  private Subjects subjects() {
    return (checkpoint, windows, seed, options) -> {
      try {
        return new SessionSubject(
            new FakeSubject(runtime.open(checkpoint, options), seen.apply(windows), seed));
      } catch (LoupeException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Override
  public void close() {
    runtime.close();
  }

  /** The methods whose numbers are compared with references. */
  private static final class RealMethods implements Methods {
    private final List<Method<?, ?>> all =
        List.of(
            new Method<>(new AblationAnalyzer(), new AblationView(), "org.loupe.method.ablation"),
            new Method<>(
                new ActivationsAnalyzer(), new ActivationsView(), "org.loupe.method.activations"),
            new Method<>(
                new AttentionAnalyzer(), new AttentionView(), "org.loupe.method.attention"),
            new Method<>(
                new EmbeddingsAnalyzer(), new EmbeddingsView(), "org.loupe.method.embeddings"),
            new Method<>(new HeadsAnalyzer(), new HeadsView(), "org.loupe.method.heads"),
            new Method<>(
                new OcclusionAnalyzer(), new OcclusionView(), "org.loupe.method.occlusion"),
            new Method<>(new OverviewAnalyzer(), new OverviewView(), "org.loupe.method.overview"),
            new Method<>(new SaliencyAnalyzer(), new SaliencyView(), "org.loupe.method.saliency"),
            new Method<>(new SensorsAnalyzer(), new SensorsView(), "org.loupe.method.sensors"),
            new Method<>(new StatesAnalyzer(), new StatesView(), "org.loupe.method.states"),
            new Method<>(
                new TemporalImportanceAnalyzer(),
                new TemporalImportanceView(),
                "org.loupe.method.temporal"),
            new Method<>(
                new TimeSensitivityAnalyzer(),
                new TimeSensitivityView(),
                "org.loupe.method.temporal"),
            new Method<>(new TokensAnalyzer(), new TokensView(), "org.loupe.method.tokens"));

    @Override
    public List<Method<?, ?>> all() {
      return all;
    }

    @Override
    public Optional<Method<?, ?>> find(String id) {
      return all.stream().filter(method -> method.info().id().equals(id)).findFirst();
    }

    @Override
    public List<ComparisonMethod<?, ?>> comparisons() {
      return List.of(
          new ComparisonMethod<>(new CkaAnalyzer(), new CkaView(), "org.loupe.method.cka"),
          new ComparisonMethod<>(new DriftAnalyzer(), new DriftView(), "org.loupe.method.drift"),
          new ComparisonMethod<>(new FlipsAnalyzer(), new FlipsView(), "org.loupe.method.flips"),
          new ComparisonMethod<>(
              new PatchingAnalyzer(), new PatchingView(), "org.loupe.method.patching"));
    }

    @Override
    public Optional<ComparisonMethod<?, ?>> findComparison(String id) {
      return comparisons().stream().filter(method -> method.info().id().equals(id)).findFirst();
    }

    @Override
    public Subscription onChange(Runnable listener) {
      return () -> {};
    }
  }
}
