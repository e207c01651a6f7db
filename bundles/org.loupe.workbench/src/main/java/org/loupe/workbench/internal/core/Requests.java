package org.loupe.workbench.internal.core;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.Analyzer;
import org.loupe.analysis.ComparisonMethod;
import org.loupe.analysis.Decoding;
import org.loupe.analysis.Method;
import org.loupe.analysis.Methods;
import org.loupe.model.Checkpoint;
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
   * while there is no dataset or no checkpoint. Of a comparison a single request for all of them,
   * or none where fewer than two are compared.
   */
  public List<RunRequest> chosen(String method) {
    Optional<ComparisonMethod<?, ?>> comparison = comparison(method);
    if (comparison.isPresent()) {
      return workspace
          .windows()
          .get()
          .flatMap(choice -> compared(comparison.get(), choice.windows()))
          .map(List::of)
          .orElse(List.of());
    }
    if (analyzer(method).filter(MethodTraits::isOfOneWindow).isPresent()) {
      return current(method);
    }
    return workspace.windows().get().map(choice -> of(method, choice.windows())).orElse(List.of());
  }

  /** On all windows of the dataset, whichever are chosen; of a method of single checkpoints. */
  public List<RunRequest> all(String method) {
    return workspace
        .windows()
        .get()
        .map(choice -> of(method, Windows.all(choice.windows().dataset())))
        .orElse(List.of());
  }

  /** On the current window; empty where the method says nothing of a single one. */
  public List<RunRequest> current(String method) {
    if (comparison(method).isPresent()) {
      return List.of();
    }
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
    return compare.comparison().get().entries().stream()
        .map(
            entry ->
                new RunRequest(
                    method,
                    entry.checkpoint(),
                    windows,
                    parameters(method, entry.checkpoint().card()),
                    workspace.seed().get(),
                    workspace.device().get()))
        .toList();
  }

  /** The baseline against the others, in their order. */
  private Optional<RunRequest> compared(ComparisonMethod<?, ?> method, Windows windows) {
    CompareList.Comparison now = compare.comparison().get();
    Optional<Checkpoint> baseline = now.find(now.baseline()).map(CompareList.Entry::checkpoint);
    List<Checkpoint> others =
        now.entries().stream()
            .filter(entry -> !entry.name().equals(now.baseline()))
            .map(CompareList.Entry::checkpoint)
            .toList();
    if (baseline.isEmpty() || others.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RunRequest(
            method.info().id(),
            baseline.get(),
            others,
            windows,
            parameters(method.info().id(), baseline.get().card()),
            workspace.seed().get(),
            workspace.device().get()));
  }

  private Optional<ComparisonMethod<?, ?>> comparison(String method) {
    return methods.get().flatMap(installed -> installed.findComparison(method));
  }

  private Optional<Analyzer<?, ?>> analyzer(String method) {
    return methods.get().flatMap(installed -> installed.find(method)).map(Method::analyzer);
  }

  /** What people changed; decoding is chosen for all methods at once. */
  private Map<String, String> parameters(String method, ModelCard card) {
    Map<String, String> parameters = new HashMap<>(edits.changes(method).get());
    methods
        .get()
        .flatMap(installed -> installed.findInstalled(method))
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
