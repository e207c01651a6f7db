package org.loupe.workbench.internal.analysis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** Asks a method's view for figures, once for the same question. Used by one thread at a time. */
final class FigureMaker {
  private static final Logger LOG = System.getLogger(FigureMaker.class.getName());

  private final InstalledMethod<?, ?> method;
  private final Map<Question, Answer> known = new HashMap<>();

  private record Question(
      int place, ViewState state, Selection selection, Map<String, Integer> colors) {}

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

    static Made failed(String problem) {
      return new Made(List.of(), List.of(), List.of(), problem);
    }
  }

  FigureMaker(InstalledMethod<?, ?> method) {
    this.method = method;
  }

  /**
   * Makes the figures of every result that is there, in the results' order.
   *
   * @param colors places in the theme's palette of checkpoints that figures name
   */
  List<Made> make(
      List<@Nullable Result> results,
      ViewState state,
      Selection selection,
      Map<String, Integer> colors) {
    known
        .keySet()
        .removeIf(
            question ->
                !question.equals(new Question(question.place(), state, selection, colors))
                    || question.place() >= results.size());
    List<Made> all = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      all.add(
          result == null ? Made.NOTHING : one(result, new Question(i, state, selection, colors)));
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
          view.figures(shown, question.state(), question.selection()).stream()
              .map(figure -> colored(figure, question.colors()))
              .toList(),
          List.copyOf(view.options(shown)),
          List.copyOf(shown.findings()),
          "");
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.ERROR, "The view of " + method.bundle() + " failed.", e);
      return Made.failed(
          "The view of bundle " + method.bundle() + " failed: " + e + ". The log has the details.");
    }
  }

  private static Figure colored(Figure figure, Map<String, Integer> colors) {
    return colors.isEmpty()
        ? figure
        : new Figure(
            figure.id(), figure.title(), figure.caption(), MemberColors.of(figure.plot(), colors));
  }
}
