package org.loupe.bench;

import static org.loupe.bench.RuntimeBench.print;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.Forwards;
import org.loupe.analysis.Method;
import org.loupe.analysis.Result;
import org.loupe.analysis.Selection;
import org.loupe.analysis.Subject;
import org.loupe.analysis.ViewState;
import org.loupe.method.activations.internal.ActivationsAnalyzer;
import org.loupe.method.activations.internal.ActivationsView;
import org.loupe.method.states.internal.StatesAnalyzer;
import org.loupe.method.states.internal.StatesView;
import org.loupe.method.temporal.internal.TemporalImportanceAnalyzer;
import org.loupe.method.temporal.internal.TemporalImportanceView;
import org.loupe.method.temporal.internal.TimeSensitivityAnalyzer;
import org.loupe.method.temporal.internal.TimeSensitivityView;
import org.loupe.model.Dataset;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.plots.Figure;
import org.loupe.project.StoredResult;
import org.loupe.project.internal.result.ResultFolder;
import org.loupe.report.Report;
import org.loupe.report.internal.HtmlReports;
import org.loupe.runtime.internal.DjlModelRuntime;
import org.loupe.runtime.internal.RuntimeSettings;

/**
 * Measures 'loupe interpret' on a liquid network, from an open model to the written report: on the
 * windows as they are, and on 250 and 1000 of 256 steps, between which the heap should not grow.
 */
public final class InterpretBench {
  private static final int STEPS = 256;

  /** The methods of the suite 'ncp'. */
  private static final List<Method<?, ?>> SUITE =
      List.of(
          new Method<>(
              new ActivationsAnalyzer(), new ActivationsView(), "org.loupe.method.activations"),
          new Method<>(new StatesAnalyzer(), new StatesView(), "org.loupe.method.states"),
          new Method<>(
              new TemporalImportanceAnalyzer(),
              new TemporalImportanceView(),
              "org.loupe.method.temporal"),
          new Method<>(
              new TimeSensitivityAnalyzer(),
              new TimeSensitivityView(),
              "org.loupe.method.temporal"));

  private InterpretBench() {}

  /**
   * Runs it.
   *
   * @param arguments state folder, archive, card, dataset
   */
  public static void main(String[] arguments) throws LoupeException {
    LogManager.getLogManager().reset();
    Path state = Path.of(arguments[0]).toAbsolutePath();
    Material material =
        Material.open(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
    Dataset windows = material.dataset();
    try (DjlModelRuntime runtime = new DjlModelRuntime(RuntimeSettings.of(state));
        ModelSession session =
            runtime.open(material.checkpoint(), new SessionOptions(Device.CPU, 0))) {
      print("Interpreting %s", material.checkpoint().name());
      run(material, session, windows, "windows as they are, cold", state);
      run(material, session, windows, "the same, warm", state);
      for (int count : new int[] {250, 1000}) {
        run(
            material,
            session,
            new LongDataset(windows, count, STEPS),
            count + " of " + STEPS + " steps",
            state);
      }
    }
  }

  private static void run(
      Material material, ModelSession session, Dataset dataset, String what, Path state)
      throws LoupeException {
    System.gc();
    double before = used();
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    Path folder = state.resolve("interpreted");
    long begin = System.nanoTime();
    Subject subject =
        new DirectSubject(
            material.checkpoint(),
            dataset,
            session,
            new Forwards(Runtime.getRuntime().maxMemory() / 8));
    List<Report.Section> sections = new ArrayList<>();
    StringBuilder each = new StringBuilder();
    for (Method<?, ?> method : SUITE) {
      long from = System.nanoTime();
      sections.add(section(method, subject, folder));
      each.append(
          String.format(" %s %.2f s", method.info().id(), (System.nanoTime() - from) / 1e9));
    }
    new HtmlReports()
        .write(
            new Report(
                "bench",
                dataset.name(),
                List.of(new Report.Chapter(material.checkpoint().name(), sections, List.of())),
                ""),
            folder.resolve("report.html"));
    double seconds = (System.nanoTime() - begin) / 1e9;
    double peak =
        pools().stream().mapToDouble(pool -> pool.getPeakUsage().getUsed()).sum() / (1 << 20);
    System.gc();
    print(
        "%-28s %6.2f s  heap at its highest %4.0f MiB, still held %4.0f MiB; %s",
        what, seconds, peak, used() - before, each.toString().strip());
  }

  private static <P extends Record, R extends Result> Report.Section section(
      Method<P, R> method, Subject subject, Path folder) throws LoupeException {
    R result =
        method.analyzer().analyze(subject, method.analyzer().defaults(subject), Progress.none());
    AnalysisView<R> view = method.view();
    List<Figure> figures =
        view == null ? List.of() : view.figures(result, ViewState.DEFAULT, Selection.NONE);
    ResultFolder results = new ResultFolder();
    String checkpoint = subject.checkpoint().name();
    results.write(folder.resolve(method.info().id()).resolve(checkpoint), result, figures);
    StoredResult stored =
        results.stored(folder, checkpoint).stream()
            .filter(each -> each.provenance().analyzer().equals(method.info().id()))
            .findFirst()
            .orElseThrow();
    return new Report.Section(method.info(), "", stored, "");
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static double used() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
  }
}
