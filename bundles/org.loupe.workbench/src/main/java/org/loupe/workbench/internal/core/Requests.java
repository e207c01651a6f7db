package org.loupe.workbench.internal.core;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.model.ModelCard;
import org.loupe.model.Windows;

/** Makes requests of what is chosen at this moment, one for every compared checkpoint. */
public final class Requests {
  private static final String FREE_RUNNING = Decoding.FREE_RUNNING.name().toLowerCase(Locale.ROOT);

  private final Workspace workspace;
  private final CompareList compare;
  private final MethodEdits edits;
  private final Observed<Optional<Methods>> methods;

  Requests(
      Workspace workspace,
      CompareList compare,
      MethodEdits edits,
      Observed<Optional<Methods>> methods) {
    this.methods = methods;
    this.workspace = workspace;
    this.compare = compare;
    this.edits = edits;
  }

  /**
   * On the chosen windows, or on the current one where the method looks at a single one; empty
   * while there is no dataset or no checkpoint.
   */
  public List<RunRequest> chosen(String method) {
    if (analyzer(method).filter(MethodTraits::isOfOneWindow).isPresent()) {
      return current(method);
    }
    return workspace.windows().get().map(choice -> of(method, choice.windows())).orElse(List.of());
  }

  /** On the current window; empty where the method says nothing of a single one. */
  public List<RunRequest> current(String method) {
    if (analyzer(method).filter(found -> MethodTraits.leastWindows(found) > 1).isPresent()) {
      return List.of();
    }
    int[] window = {workspace.currentWindow().get()};
    return workspace
        .windows()
        .get()
        .map(choice -> of(method, new Windows(choice.windows().dataset(), window)))
        .orElse(List.of());
  }

  private List<RunRequest> of(String method, Windows windows) {
    Optional<Analyzer<?, ?>> analyzer = analyzer(method);
    return compare.comparison().get().entries().stream()
        .map(
            entry ->
                new RunRequest(
                    method,
                    entry.checkpoint(),
                    windows,
                    parameters(method, analyzer, entry.checkpoint().card()),
                    workspace.seed().get(),
                    workspace.device().get()))
        .toList();
  }

  private Optional<Analyzer<?, ?>> analyzer(String method) {
    return methods.get().flatMap(installed -> installed.find(method)).map(Method::analyzer);
  }

  /** What people changed; decoding is chosen for all methods at once. */
  private Map<String, String> parameters(
      String method, Optional<Analyzer<?, ?>> analyzer, ModelCard card) {
    Map<String, String> parameters = new HashMap<>(edits.changes(method).get());
    analyzer
        .flatMap(MethodTraits::decodingParameter)
        .ifPresent(
            name -> {
              parameters.remove(name);
              if (card.generation() != null
                  && workspace.decoding().get() == Decoding.FREE_RUNNING) {
                parameters.put(name, FREE_RUNNING);
              }
            });
    return parameters;
  }
}
