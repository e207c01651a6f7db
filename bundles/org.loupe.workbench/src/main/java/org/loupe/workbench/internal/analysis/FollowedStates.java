package org.loupe.workbench.internal.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.loupe.analysis.Methods.Subscription;
import org.loupe.workbench.internal.core.AnalysisRuns;
import org.loupe.workbench.internal.core.RunRequest;

/** Follows where the requests of a view stand, and no others. UI thread. */
final class FollowedStates implements AutoCloseable {
  private final AnalysisRuns runs;
  private final Runnable onChange;
  private final Map<RunRequest, Subscription> followed = new HashMap<>();

  FollowedStates(AnalysisRuns runs, Runnable onChange) {
    this.runs = runs;
    this.onChange = onChange;
  }

  /** Follows these in place of those before. */
  void follow(List<RunRequest> requests) {
    followed
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !requests.contains(entry.getKey());
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
    for (RunRequest request : requests) {
      followed.computeIfAbsent(request, key -> runs.state(key).onChange(state -> onChange.run()));
    }
  }

  @Override
  public void close() {
    follow(List.of());
  }
}
