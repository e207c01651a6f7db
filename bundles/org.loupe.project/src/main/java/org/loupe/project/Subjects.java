package org.loupe.project;

import org.loupe.analysis.Subject;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.LoupeException;
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

  /**
   * Where sessions run that are opened with these options. Starts the engine.
   *
   * @throws LoupeException if there is no engine, or it cannot start
   */
  default Device device(SessionOptions options) throws LoupeException {
    Device chosen = options.device();
    return chosen == null ? Device.CPU : chosen;
  }

  /** Bytes that the engine's micro-batches may take together; 0 if that is not known. */
  default long engineMemory() {
    return 0;
  }

  /** A subject and what it opened. */
  @ProviderType
  interface OpenSubject extends Subject, AutoCloseable {
    @Override
    void close();
  }
}
