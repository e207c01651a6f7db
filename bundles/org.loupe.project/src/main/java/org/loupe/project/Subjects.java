package org.loupe.project;

import org.loupe.analysis.Subject;
import org.loupe.model.Checkpoint;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.osgi.annotation.versioning.ProviderType;

/** The service that makes subjects of analysis from checkpoints and windows. Thread-safe. */
@ProviderType
public interface Subjects {

  /**
   * Makes a subject. Opens nothing yet.
   *
   * @param seed of every random choice
   * @return must be closed by the caller, which closes the session if one was opened
   */
  OpenSubject of(Checkpoint checkpoint, Windows windows, long seed, SessionOptions options);

  /** A subject and what it opened. */
  @ProviderType
  interface OpenSubject extends Subject, AutoCloseable {
    @Override
    void close();
  }
}
