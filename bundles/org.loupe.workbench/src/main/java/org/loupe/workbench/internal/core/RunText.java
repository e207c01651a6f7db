package org.loupe.workbench.internal.core;

import java.util.List;
import java.util.Optional;
import org.loupe.analysis.Estimate;
import org.loupe.model.Windows;

/** What a button says that starts computations: 'Run all 300 windows, about 7 s'. */
public final class RunText {
  private RunText() {}

  /** For requests of the same windows, at least one. */
  public static String of(AnalysisRuns runs, List<RunRequest> requests) {
    Windows windows = requests.get(0).windows();
    Optional<Estimate> time = runs.estimate(requests);
    return "Run " + words(windows) + time.map(known -> ", " + known.text()).orElse("");
  }

  private static String words(Windows windows) {
    if (windows.size() == 1) {
      return windows.describe();
    }
    boolean all = windows.size() == windows.dataset().size();
    return (all ? "all " : "") + windows.size() + " windows";
  }
}
