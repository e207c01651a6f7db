package org.loupe.extensions;

import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a change would do, worked out and not yet done. To be closed, done or not: it may hold files
 * that were read. Used by one thread at a time.
 */
@ProviderType
public interface Plan extends AutoCloseable {
  /** The extension's id, by which commands name it. */
  String id();

  /** The extension's name for people. */
  String name();

  /** The version that would be installed, or that is. */
  String version();

  /** What happens to which bundle, ordered by symbolic name. */
  List<PlannedBundle> bundles();

  /**
   * What is missing, one sentence each: {@code org.example.method needs org.loupe.analysis 2, this
   * is 1.3}. Empty where the change can be made.
   */
  List<String> unmet();

  /** Why the change counts only after a restart of Loupe, one sentence each; usually empty. */
  List<String> restart();

  /** Bytes that are installed, 0 where nothing new is. */
  long bytes();

  /** Whether all is as this would make it. */
  boolean changesNothing();

  /**
   * Makes the change: fetches and verifies what is not here, asks for consent, installs, starts and
   * checks. When it returns the change is made, for this run and the next ones (or for the next
   * ones only, see {@link #restart()}); when it throws everything is as it was before. It can be
   * cancelled until the framework is touched.
   *
   * @param consent asked at most once, and not for what was agreed to before
   * @throws BadInputException if something is not what it should be: damaged, incomplete, not
   *     starting
   * @throws ExtensionException if it cannot be done: no consent, no room, no connection, another
   *     process at work
   * @throws java.util.concurrent.CancellationException if cancelled in time; nothing was changed
   */
  void commit(Consent consent, Progress progress) throws BadInputException, ExtensionException;

  /** Lets go of the files that were read. */
  @Override
  void close();
}
