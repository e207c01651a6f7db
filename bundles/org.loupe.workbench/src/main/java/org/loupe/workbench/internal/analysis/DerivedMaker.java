package org.loupe.workbench.internal.analysis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.DisplayOption;
import org.loupe.analysis.ViewState;
import org.loupe.model.Progress;
import org.loupe.plots.Figure;
import org.loupe.plots.render.Panel;

/**
 * Makes derived figures in the background, once for the same results and choices. Until new ones
 * are there the last ones stay, with a note. Any thread.
 */
final class DerivedMaker implements AutoCloseable {
  private static final Logger LOG = System.getLogger(DerivedMaker.class.getName());

  private final Executor worker;
  private final List<Work> works;
  private final Runnable onMade;

  /**
   * @param worker on which they are made
   * @param onMade is told when there are others than before, on the worker
   */
  DerivedMaker(Executor worker, List<DerivedFigures> sources, Runnable onMade) {
    this.worker = worker;
    this.works = sources.stream().map(Work::new).toList();
    this.onMade = onMade;
  }

  private record Question(Compared compared, Map<String, String> choices) {
    boolean isSame(Question other) {
      return choices.equals(other.choices) && compared.isSame(other.compared);
    }
  }

  private record Answer(List<Figure> figures, String problem) {
    static final Answer NONE = new Answer(List.of(), "");
  }

  /** The choices before there are results. */
  List<DisplayOption> options() {
    return works.stream().flatMap(work -> work.source.options().stream()).toList();
  }

  /** The choices that change something for these results. */
  List<DisplayOption> options(Optional<Compared> compared) {
    return works.stream()
        .flatMap(work -> compared.map(work.source::options).orElse(List.of()).stream())
        .toList();
  }

  /**
   * What there is at this moment by figure id; what is missing is begun.
   *
   * @param compared empty while results do not belong together: what was made before is outdated
   */
  Map<String, PanelMaker.Row> rows(Optional<Compared> compared, ViewState state) {
    Map<String, PanelMaker.Row> rows = new LinkedHashMap<>();
    works.forEach(work -> work.addTo(rows, compared, state));
    return rows;
  }

  /** Gives up what is being made. */
  @Override
  public void close() {
    works.forEach(Work::stop);
  }

  /** The figures of one source. */
  private final class Work {
    private final DerivedFigures source;
    private @Nullable Making making;
    private @Nullable Question answered;
    private Answer answer = Answer.NONE;

    Work(DerivedFigures source) {
      this.source = source;
    }

    synchronized void addTo(
        Map<String, PanelMaker.Row> rows, Optional<Compared> compared, ViewState state) {
      compared.ifPresent(results -> ask(results, state));
      String note = compared.isEmpty() ? "outdated" : making == null ? "" : "computing";
      for (Figure figure : answer.figures()) {
        Panel panel = Panel.of(figure).withNote(note, Double.NaN);
        rows.put(figure.id(), new PanelMaker.Row(figure.caption(), List.of(panel), false));
      }
      if (!answer.problem().isEmpty()) {
        Panel panel = Panel.message(null, "", answer.problem());
        rows.put(source.id(), new PanelMaker.Row("", List.of(panel), false));
      }
    }

    private void ask(Compared compared, ViewState state) {
      Map<String, String> choices =
          source.options(compared).stream()
              .collect(Collectors.toMap(DisplayOption::name, state::choice));
      Question question = new Question(compared, choices);
      Question latest = making == null ? answered : making.question;
      if (latest == null || !latest.isSame(question)) {
        stop();
        Making begun = new Making(question);
        making = begun;
        worker.execute(() -> make(begun, state));
      }
    }

    synchronized void stop() {
      if (making != null) {
        making.cancelled = true;
        making = null;
      }
    }

    private void make(Making begun, ViewState state) {
      Answer made;
      try {
        begun.checkCancelled();
        made = new Answer(List.copyOf(source.figures(begun.question.compared(), state, begun)), "");
      } catch (CancellationException e) {
        LOG.log(Level.DEBUG, "There are other results.", e);
        return;
      } catch (RuntimeException | LinkageError e) {
        LOG.log(Level.ERROR, "Figures of several results could not be made.", e);
        made = new Answer(List.of(), "failed: " + e + ". The log has the details.");
      }
      if (answer(begun, made)) {
        onMade.run();
      }
    }

    private synchronized boolean answer(Making begun, Answer made) {
      boolean wanted = making == begun;
      if (wanted) {
        making = null;
        answered = begun.question;
        answer = made;
      }
      return wanted;
    }
  }

  /** Figures that are being made; cancelled when there are other results. */
  private static final class Making implements Progress {
    private final Question question;
    private volatile boolean cancelled;

    Making(Question question) {
      this.question = question;
    }

    @Override
    public void report(String task, long done, long total) {
      // The figures before stay until these are there, with a word that says so.
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }
}
