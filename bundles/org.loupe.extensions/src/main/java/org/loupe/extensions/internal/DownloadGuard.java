package org.loupe.extensions.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.loupe.model.Progress;

/**
 * Ends a download that stands still, or that nobody wants any more: reading would otherwise wait
 * for as long as the other side likes.
 */
final class DownloadGuard extends FilterInputStream {
  private static final System.Logger LOG = System.getLogger(DownloadGuard.class.getName());
  private static final long PAUSE_MILLIS = 100;

  private final Progress progress;
  private final Duration patience;
  private final Thread watch = new Thread(this::watch, "loupe-download-guard");
  private volatile long last = System.nanoTime();
  private volatile boolean ended;
  private volatile boolean cut;

  DownloadGuard(InputStream body, Duration patience, Progress progress) {
    super(body);
    this.progress = progress;
    this.patience = patience;
    watch.setDaemon(true);
    watch.start();
  }

  private void watch() {
    try {
      while (!ended && !progress.isCancelled() && !standsStill()) {
        Thread.sleep(PAUSE_MILLIS);
      }
      if (!ended) {
        cut = true;
        in.close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A download does not end cleanly", e);
    }
  }

  private boolean standsStill() {
    return System.nanoTime() - last > patience.toNanos();
  }

  @Override
  public int read() throws IOException {
    throw new UnsupportedOperationException("downloads are read in blocks");
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = in.read(buffer, offset, length);
      requireWhole(null);
      last = System.nanoTime();
      return count;
    } catch (IOException e) {
      requireWhole(e);
      throw e;
    }
  }

  /** What the watch has cut off looks like an end, or like a failure. */
  private void requireWhole(@Nullable IOException cause) throws IOException {
    if (cut) {
      progress.checkCancelled();
      throw new IOException("nothing has come for " + patience.toMillis() / 1000.0 + " s", cause);
    }
  }

  @Override
  public void close() throws IOException {
    ended = true;
    in.close();
  }
}
