package org.loupe.project.imports;

import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.Progress;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;
import org.osgi.annotation.versioning.ProviderType;

/** The service that runs a model on data to see whether its card is right. Thread-safe. */
@ProviderType
public interface CardChecks {

  /**
   * Looks at the data, then runs the model on every window whose inputs are sound.
   *
   * @param checkpoint with the card
   * @return what was found; that something is wrong is a problem in it, not an exception
   * @throws LoupeException if the model cannot be opened or run at all
   * @throws java.util.concurrent.CancellationException if the progress was cancelled
   */
  CardReport check(
      Checkpoint checkpoint, Windows windows, SessionOptions options, Progress progress)
      throws LoupeException;
}
