package org.loupe.workbench.internal.core;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelRuntime;
import org.loupe.model.ModelSession;
import org.loupe.model.SessionOptions;

/**
 * Keeps the sessions used last, so that a second figure of a checkpoint does not load it again.
 * Used on the analysis thread only.
 */
final class SessionPool {
  private static final Logger LOG = System.getLogger(SessionPool.class.getName());

  private final int limit;
  private final Map<Key, Opened> sessions = new LinkedHashMap<>(16, 0.75f, true);

  private record Key(String name, String sha256, SessionOptions options) {}

  private record Opened(ModelRuntime runtime, ModelSession session) {}

  SessionPool(int limit) {
    this.limit = limit;
  }

  /** The session of a checkpoint; the one unused longest is closed before another is opened. */
  ModelSession session(ModelRuntime runtime, Checkpoint checkpoint, SessionOptions options)
      throws LoupeException {
    Key key = new Key(checkpoint.name(), checkpoint.sha256(), options);
    Opened opened = sessions.get(key);
    if (opened != null && opened.runtime() != runtime) {
      sessions.remove(key);
      close(opened);
      opened = null;
    }
    if (opened == null) {
      makeRoom();
      opened = new Opened(runtime, runtime.open(checkpoint, options));
      sessions.put(key, opened);
    }
    return opened.session();
  }

  /** Closes all sessions. */
  void closeAll() {
    sessions.values().forEach(SessionPool::close);
    sessions.clear();
  }

  private void makeRoom() {
    Iterator<Opened> oldest = sessions.values().iterator();
    while (sessions.size() >= limit) {
      Opened opened = oldest.next();
      oldest.remove();
      close(opened);
    }
  }

  private static void close(Opened opened) {
    try {
      opened.session().close();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A session could not be closed.", e);
    }
  }
}
