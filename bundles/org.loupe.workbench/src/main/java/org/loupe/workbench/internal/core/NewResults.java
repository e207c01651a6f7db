package org.loupe.workbench.internal.core;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.loupe.analysis.Info;
import org.loupe.analysis.Methods;
import org.loupe.analysis.Result;

/** What follows from a new result, whether it was computed or found. */
final class NewResults {
  private final RunBook book;
  private final Observed<Optional<Methods>> methods;
  private final List<Consumer<Result>> listeners = new CopyOnWriteArrayList<>();

  NewResults(RunBook book, Observed<Optional<Methods>> methods) {
    this.book = book;
    this.methods = methods;
  }

  /** Tells of every new result, on any thread; the listener must be quick. */
  void onResult(Consumer<Result> listener) {
    listeners.add(listener);
  }

  /**
   * What is made of other results is no longer true when there is one more. The caller holds the
   * monitor of the {@link RunBook}.
   */
  void outdate(RunRequest fresh) {
    if (needsResults(fresh.method())) {
      return;
    }
    book.outdate(
        request ->
            needsResults(request.method())
                && request.checkpoint().sha256().equals(fresh.checkpoint().sha256()));
  }

  /** Tells the listeners, who may ask for more: no monitor is held. */
  void tell(Result result) {
    listeners.forEach(heard -> heard.accept(result));
  }

  private boolean needsResults(String method) {
    return methods
        .get()
        .flatMap(installed -> installed.findInstalled(method))
        .map(found -> found.info().needs().contains(Info.Need.RESULTS))
        .orElse(false);
  }
}
