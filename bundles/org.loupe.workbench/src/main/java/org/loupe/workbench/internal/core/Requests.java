package org.loupe.workbench.internal.core;

import java.util.List;
import org.loupe.model.Windows;

/** Makes requests of what is chosen at this moment, one for every compared checkpoint. */
public final class Requests {
  private final Workspace workspace;
  private final CompareList compare;
  private final MethodEdits edits;

  Requests(Workspace workspace, CompareList compare, MethodEdits edits) {
    this.workspace = workspace;
    this.compare = compare;
    this.edits = edits;
  }

  /** On the chosen windows; empty while there is no dataset or no checkpoint. */
  public List<RunRequest> chosen(String method) {
    return workspace.windows().get().map(choice -> of(method, choice.windows())).orElse(List.of());
  }

  /** On the current window. */
  public List<RunRequest> current(String method) {
    int[] window = {workspace.currentWindow().get()};
    return workspace
        .windows()
        .get()
        .map(choice -> of(method, new Windows(choice.windows().dataset(), window)))
        .orElse(List.of());
  }

  private List<RunRequest> of(String method, Windows windows) {
    return compare.comparison().get().entries().stream()
        .map(
            entry ->
                new RunRequest(
                    method,
                    entry.checkpoint(),
                    windows,
                    edits.changes(method).get(),
                    workspace.seed().get(),
                    workspace.device().get()))
        .toList();
  }
}
