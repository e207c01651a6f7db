package org.loupe.model;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The service that runs models. Thread-safe. */
@ProviderType
public interface ModelRuntime {

  /**
   * The devices of this machine, best first; the processor is always the last. The first call
   * starts the engine, which takes a moment: not on a UI thread.
   *
   * @throws ModelException if the engine cannot start
   */
  List<Device> devices() throws ModelException;

  /** Bytes that the micro-batches of all sessions may take together; 0 if there is no bound. */
  default long memory() {
    return 0;
  }

  /**
   * Loads a model.
   *
   * @param checkpoint the file, and the card that says what its tensors mean
   * @param options where and how to run
   * @return a session that the caller must close
   * @throws BadInputException if the file is no model or does not fit its card
   * @throws ModelException if the engine or the device is missing
   */
  ModelSession open(Checkpoint checkpoint, SessionOptions options) throws LoupeException;
}
