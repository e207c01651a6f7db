package org.loupe.workbench.internal.analysis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.AnalysisView;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.Finding;
import org.loupe.analysis.InstalledMethod;
import org.loupe.analysis.Result;
import org.loupe.analysis.Selection;
import org.loupe.analysis.ViewState;
import org.loupe.plots.Figure;
import org.loupe.plots.compare.MemberColors;

/** Asks a method's view for figures, away from the UI thread, and once for the same question. */
final class FigureMaker {
  private static final Logger LOG = System.getLogger(FigureMaker.class.getName());

  private final Executor worker;
  private final InstalledMethod<?, ?> method;
  private final Map<Question, Answer> known = new HashMap<>();

  private record Question(int place, ViewState state, Selection selection) {}

  private record Answer(Result result, Made made) {}

  /**
   * The figures of a result.
   *
   * @param figures in order
   * @param options the display choices that change something for it
   * @param findings what it says in words
   * @param problem what went wrong; empty if nothing did
   */
  record Made(
      List<Figure> figures, List<DisplayOption> options, List<Finding> findings, String problem) {
    static final Made NOTHING = failed("");

    /** The same with checkpoints in these colours, by their names. */
    Made colored(Map<String, Integer> colors) {
      List<Figure> same =
          figures.stream()
              .map(
                  figure ->
                      new Figure(
                          figure.id(),
                          figure.title(),
                          figure.caption(),
                          MemberColors.of(figure.plot(), colors)))
              .toList();
      return new Made(same, options, findings, problem);
    }

    static Made failed(String problem) {
      return new Made(List.of(), List.of(), List.of(), problem);
    }
  }

  FigureMaker(Executor worker, InstalledMethod<?, ?> method) {
    this.worker = worker;
    this.method = method;
  }

  /** Makes the figures of every result that is there, in the results' order. */
  CompletableFuture<List<Made>> make(
      List<@Nullable Result> results, ViewState state, Selection selection) {
    return CompletableFuture.supplyAsync(() -> all(results, state, selection), worker);
  }

  private synchronized List<Made> all(
      List<@Nullable Result> results, ViewState state, Selection selection) {
    known
        .keySet()
        .removeIf(
            question ->
                question.place() >= results.size()
                    || !question.state().equals(state)
                    || !question.selection().equals(selection));
    List<Made> all = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      all.add(result == null ? Made.NOTHING : one(result, new Question(i, state, selection)));
    }
    return all;
  }

  private Made one(Result result, Question question) {
    Answer answer = known.get(question);
    if (answer == null || answer.result() != result) {
      answer = new Answer(result, ask(method.view(), result, question));
      known.put(question, answer);
    }
    return answer.made();
  }

  private <R extends Result> Made ask(
      @Nullable AnalysisView<R> view, Result result, Question question) {
    if (view == null) {
      return Made.failed("Bundle " + method.bundle() + " has no view for its results.");
    }
    try {
      R shown = view.resultType().cast(result);
      return new Made(
          List.copyOf(view.figures(shown, question.state(), question.selection())),
          List.copyOf(view.options(shown)),
          List.copyOf(shown.findings()),
          "");
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.ERROR, "The view of " + method.bundle() + " failed.", e);
      return Made.failed(
          "The view of bundle " + method.bundle() + " failed: " + e + ". The log has the details.");
    }
  }
}
