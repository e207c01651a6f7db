package org.loupe.workbench.internal.analysis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.swt.widgets.Control;
import org.jspecify.annotations.Nullable;
import org.loupe.workbench.internal.core.Presentation;
import org.loupe.workbench.internal.widgets.Follow;

/**
 * Has what a view shows made on the view's own thread, one at a time: what changes meanwhile is
 * shown next, however often it does. UI thread.
 */
final class ContentLoop {
  private static final Logger LOG = System.getLogger(ContentLoop.class.getName());

  private final Control control;
  private final String method;
  private final ContentMaker maker;
  private final AnswerWatch watch;
  private final Function<Presentation.Snapshot, ContentMaker.Question> question;
  private final Function<Presentation.Snapshot, String> subject;
  private final BiConsumer<Presentation.Snapshot, Made> show;
  private final ViewThread thread;
  private boolean making;

  /**
   * What a view shows.
   *
   * @param subject of which windows that is, in words
   * @param content the figures
   */
  record Made(String subject, Content content) {}

  /** What is shown next, if anything changed while something was made. */
  private Presentation.@Nullable Snapshot next;

  /**
   * Makes nothing yet.
   *
   * @param control what is there as long as something is to be shown
   * @param method whose view it is
   * @param question what is to be shown then of the latest results
   * @param subject says of which windows that is; not on the UI thread
   * @param show takes what was made, and of what
   */
  ContentLoop(
      Control control,
      String method,
      ContentMaker maker,
      AnswerWatch watch,
      Function<Presentation.Snapshot, ContentMaker.Question> question,
      Function<Presentation.Snapshot, String> subject,
      BiConsumer<Presentation.Snapshot, Made> show) {
    this.control = control;
    this.method = method;
    this.maker = maker;
    this.watch = watch;
    this.question = question;
    this.subject = subject;
    this.show = show;
    thread = new ViewThread(method);
    control.addDisposeListener(event -> thread.close());
  }

  /** Has it made, and shown, in place of what was asked for before. */
  void make(Presentation.Snapshot now) {
    if (making) {
      next = now;
      return;
    }
    making = true;
    ContentMaker.Question asked = question.apply(now);
    watch.asked();
    CompletableFuture.supplyAsync(() -> new Made(subject.apply(now), maker.make(asked)), thread)
        .whenComplete((made, problem) -> Follow.later(control, () -> made(now, made, problem)));
  }

  private void made(Presentation.Snapshot of, @Nullable Made made, @Nullable Throwable problem) {
    making = false;
    watch.answered();
    if (made == null) {
      LOG.log(Level.ERROR, "What the view " + method + " shows could not be made.", problem);
    } else {
      show.accept(of, made);
    }
    Presentation.Snapshot after = next;
    next = null;
    if (after != null) {
      make(after);
    }
  }
}
