package org.loupe.workbench.internal.core;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.loupe.analysis.Methods.Subscription;

/** Tells of edits that can be taken back. Thread-safe. */
public final class Edits {
  private final List<Consumer<Edit>> listeners = new CopyOnWriteArrayList<>();

  /** Does something, and says what is wrong if it could not. */
  @FunctionalInterface
  public interface Action {
    /** Empty if it is done; may read and write files. */
    Optional<String> run();
  }

  /**
   * Something that people changed.
   *
   * @param name in words that go with 'undo': 'removing slice errors'
   * @param undo takes it back
   * @param redo does it again
   */
  public record Edit(String name, Action undo, Action redo) {}

  /** Tells of every edit from now on, on the thread that made it. */
  Subscription onEdit(Consumer<Edit> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void tell(Edit edit) {
    listeners.forEach(listener -> listener.accept(edit));
  }
}
