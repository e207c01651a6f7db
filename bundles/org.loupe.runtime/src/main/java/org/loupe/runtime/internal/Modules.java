package org.loupe.runtime.internal;

import ai.djl.engine.EngineException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.loupe.model.LoupeException;

/**
 * The copies of a module that a session has loaded. A module keeps what it is told to probe, so
 * while armed it serves one thread alone; otherwise one copy serves all of them. More copies are
 * loaded when they are needed.
 *
 * <p>Closing waits for nobody: a copy in use is freed when its user has finished, should that be
 * never.
 */
final class Modules implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Modules.class.getName());

  /** Loads one more copy, on an engine thread. */
  interface Loader {
    LoadedModel load() throws LoupeException;
  }

  private final Loader loader;
  private final List<Copy> copies = new ArrayList<>();
  private boolean closed;

  /** No copy yet. */
  Modules(Loader loader) {
    this.loader = loader;
  }

  /** One copy that has been loaded. */
  Modules(LoadedModel first, Loader loader) {
    this(loader);
    copies.add(new Copy(first));
  }

  private static final class Copy {
    private final LoadedModel model;
    private int users;
    private boolean alone;

    Copy(LoadedModel model) {
      this.model = model;
    }
  }

  /** The use of a copy, to be closed by the thread that computes. */
  final class Use implements AutoCloseable {
    private final Copy copy;

    private Use(Copy copy, boolean alone) {
      this.copy = copy;
      copy.users++;
      copy.alone = alone;
    }

    LoadedModel model() {
      return copy.model;
    }

    @Override
    public void close() {
      boolean usable = true;
      if (copy.alone) {
        try {
          copy.model.disarm();
        } catch (EngineException e) {
          LOG.log(Level.WARNING, "a model could not be disarmed and is loaded anew", e);
          usable = false;
        }
      }
      release(copy, usable);
    }
  }

  /**
   * Takes a copy.
   *
   * @param alone whether it will be armed; it is disarmed when its use ends
   * @throws IllegalStateException if closed
   */
  Use use(boolean alone) throws LoupeException {
    synchronized (this) {
      checkOpen();
      for (Copy copy : copies) {
        if (alone ? copy.users == 0 : !copy.alone) {
          return new Use(copy, alone);
        }
      }
    }
    LoadedModel loaded = loader.load();
    synchronized (this) {
      if (closed) {
        loaded.close();
      }
      checkOpen();
      Copy copy = new Copy(loaded);
      copies.add(copy);
      return new Use(copy, alone);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the session has been closed");
    }
  }

  private synchronized void release(Copy copy, boolean usable) {
    copy.users--;
    copy.alone = false;
    if (copy.users == 0 && (closed || !usable)) {
      copies.remove(copy);
      copy.model.close();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (Copy copy : List.copyOf(copies)) {
      if (copy.users == 0) {
        copies.remove(copy);
        copy.model.close();
      }
    }
  }
}
