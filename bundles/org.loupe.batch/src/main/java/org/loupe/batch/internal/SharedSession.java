package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.DelegatingSubject;
import org.loupe.analysis.Subject;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.loupe.project.Subjects;
import org.loupe.project.Subjects.OpenSubject;

/**
 * The models of units that are computed one after the other: that of a checkpoint stays open as
 * long as the units look at it, on whatever windows. Not thread-safe.
 */
final class SharedSession implements AutoCloseable {
  private final Subjects subjects;
  private final SessionOptions options;
  private final List<OpenSubject> opened = new ArrayList<>();
  private @Nullable OpenSubject holder;

  SharedSession(Subjects subjects, SessionOptions options) {
    this.subjects = subjects;
    this.options = options;
  }

  /** The subjects of a unit; valid until the next unit's, and until this is closed. */
  List<Subject> of(Unit unit) {
    if (unit.isComparison()) {
      close();
      unit.checkpoints().forEach(each -> opened.add(open(each, unit.windows(), unit.seed())));
      return List.copyOf(opened);
    }
    OpenSubject held = holder;
    if (held == null || !held.checkpoint().equals(unit.first())) {
      close();
      held = open(unit.first(), unit.windows(), unit.seed());
      holder = held;
    }
    if (held.windows().equals(unit.windows()) && held.seed() == unit.seed()) {
      return List.of(held);
    }
    OpenSubject other = open(unit.first(), unit.windows(), unit.seed());
    opened.add(other);
    return List.of(new OnOtherWindows(other, held));
  }

  private OpenSubject open(Checkpoint checkpoint, Windows windows, long seed) {
    return subjects.of(checkpoint, windows, seed, options);
  }

  /**
   * Other windows with the same model.
   *
   * @param subject the windows
   * @param model whose session is used
   */
  private record OnOtherWindows(Subject subject, Subject model) implements DelegatingSubject {
    @Override
    public ModelSession session() throws LoupeException {
      return model.session();
    }

    @Override
    public void release() {
      model.release();
    }
  }

  /** Closes what is open; the next unit opens its own. */
  @Override
  public void close() {
    opened.forEach(OpenSubject::close);
    opened.clear();
    if (holder != null) {
      holder.close();
      holder = null;
    }
  }
}
